import { displayName } from "../../alerting/fields/name";
import { notOneQuery } from "../../alerting/one-query";
import type { ManagedField } from "../../alerting/definition-fields";
import type { AlertCandidate, PlannedAlert, RowContext } from "../../alerting/planned-alert";
import { DOMAINS, SEVERITIES } from "../../alerting/tables/allowed-values";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { shownText, shownValue } from "../../messages/words";
import type { NewRow } from "./import-file";
import { LEGACY_TAG } from "./legacy-tag";
import { propose } from "./proposals";
import { describeDifferences, freeAlertId, rowOfAlert } from "./row-of-alert";

/** An alert that is to become a row: of the workspace, or of a file, which may not know its id. */
export type FoundAlert = Pick<RemoteAlert, "definition" | "ownerUserName" | "kept"> & {
  readonly id?: string;
  /** Where it was found, if not in the workspace. */
  readonly file?: string;
  /** The alert of the first version that it is made of, which goes on until it is retired. */
  readonly legacy?: { readonly id: string };
  /** Column → what to write there, of what could not be told where it was found. @default none */
  readonly blanks?: Readonly<Record<string, string>>;
  /** What else whoever looks through the rows must know of it. @default nothing */
  readonly notes?: readonly string[];
};

/** A row that `plan` writes into the file. */
export interface DraftRow extends NewRow {
  readonly alert: FoundAlert;
  readonly planned: PlannedAlert;
  /** What the up after the import changes in the alert. */
  readonly changes: readonly ManagedField[];
  /** Why the query is none, as far as is known: the alert has it all the same. */
  readonly noQuery?: string;
}

/** An alert that stays as it is, without a row. */
export interface LeftAlert {
  readonly alert: FoundAlert;
  readonly why: string;
}

export interface Drafts {
  readonly rows: readonly DraftRow[];
  readonly left: readonly LeftAlert[];
}

export interface DraftContext extends RowContext {
  /** Rows that are there, in the table or in the file. */
  readonly rows: readonly Pick<AlertCandidate, "alertId" | "row">[];
  /** Owners of alerts that the workspace does not know any more. */
  readonly goneOwners: ReadonlySet<string>;
  /** What is wrong with the text of a query; nothing, where it is one, or nobody could tell. */
  readonly refusals: ReadonlyMap<string, string>;
  /** Destinations that the workspace does not have, and without which an up goes no further. */
  readonly missingDestinations: ReadonlySet<string>;
}

/** A row for each alert, tried; those that no row can be made of, with the reason. */
export function draftRows(
  found: readonly FoundAlert[],
  context: DraftContext,
  say: (progress: string) => void,
): Drafts {
  const ids = new Set(context.rows.map(({ alertId }) => alertId));
  const names = new Map(
    context.rows.map(({ alertId, row }) => [displayName(row), `row ${shownText(alertId)}`]),
  );
  const rows: DraftRow[] = [];
  const left: LeftAlert[] = [];
  for (const alert of found) {
    const drafted = draftRow(alert, names, ids, context);
    if ("why" in drafted) left.push({ alert, why: drafted.why });
    else rows.push(drafted);
    say(`${rows.length + left.length} of ${found.length} alerts tried as rows`);
  }
  return { rows, left };
}

function draftRow(
  alert: FoundAlert,
  names: Map<string, string>,
  ids: Set<string>,
  context: DraftContext,
): DraftRow | { readonly why: string } {
  const { definition, ownerUserName } = alert;
  const namesake = names.get(definition.displayName);
  if (namesake !== undefined) {
    return {
      why: `is called as ${namesake}, and rows have names of their own: rename one of both in the workspace`,
    };
  }

  const { subscriptions } = definition.evaluation.notification;
  const lost = subscriptions.flatMap(({ destinationId: id = "" }) =>
    context.missingDestinations.has(id) ? [id] : [],
  );
  if (lost.length > 0) {
    return {
      why: `tells ${lost.map(shownText).join(" and ")}, which is no notification destination of the workspace: correct the alert`,
    };
  }
  const proposal = propose(definition);
  const isGone = ownerUserName !== undefined && context.goneOwners.has(ownerUserName);
  const owner = isGone ? undefined : ownerUserName;
  const own = { ...proposal, ...(owner !== undefined && { owner }) };
  const alertId = freeAlertId(definition.displayName, ids);
  const row = rowOfAlert(alert, { ...own, alert_id: alertId }, context);
  if ("faults" in row) {
    ids.delete(alertId);
    return { why: `no row can say it: ${row.faults.join("; ")}` };
  }
  const [surely] = notOneQuery([row.planned]);
  const refusal = surely
    ? surely.rule.replace(/^is no query: /, "")
    : context.refusals.get(definition.queryText);
  if (refusal !== undefined && !mayStandAsItIs(row.planned, definition)) {
    ids.delete(alertId);
    return {
      why: `has a query that is none, which an up takes as it stands in ${context.settings.parentPath} alone: ${shownText(refusal)}`,
    };
  }
  names.set(definition.displayName, alert.id === undefined ? "another alert" : `alert ${alert.id}`);
  const isSaid = row.planned.row.other_fields?.["displayName"] === undefined && alert.legacy === undefined;
  const blanks = blanksOf({
    agent_domain: proposal.agent_domain === undefined && oneOf(DOMAINS),
    severity: !isSaid && proposal.severity === undefined && oneOf(SEVERITIES),
    owner: owner === undefined && ownerWords(isGone ? ownerUserName : undefined),
    ...alert.blanks,
  });
  return {
    alert,
    raw:
      alert.legacy === undefined
        ? row.raw
        : { ...row.raw, notification_mode: "SHADOW", tags: { [LEGACY_TAG]: alert.legacy.id } },
    planned: row.planned,
    changes: row.changes,
    blanks,
    ...(refusal !== undefined && { noQuery: refusal }),
    notes: [
      headOf(alert),
      ...(alert.notes ?? []),
      ...describeDifferences(row.planned, definition, row.changes).map(
        (change) => `the next up changes ${change}`,
      ),
      ...(alert.kept ?? []).map((field) => `kept by the alert, and said by no row: ${field}`),
      ...(refusal === undefined ? [] : [`no query: ${refusal}`]),
    ],
  };
}

/** What is deployed letter by letter, in the stack's own folder, is not read again by an up. */
function mayStandAsItIs({ definition }: PlannedAlert, live: FoundAlert["definition"]): boolean {
  return definition.queryText === live.queryText && definition.parentPath === live.parentPath;
}

function headOf({ id, definition, ownerUserName, file, legacy }: FoundAlert): string {
  const which = legacy ? `legacy alert ${legacy.id}` : id === undefined ? "alert" : `alert ${id}`;
  const owner = ownerUserName === undefined ? "" : `, of ${ownerUserName}`;
  return `${which} ${shownValue(definition.displayName)} in ${definition.parentPath || "no folder"}${owner}${file === undefined ? "" : `, from ${file}`}`;
}

/** Column → what to write there, of those that are not known. */
function blanksOf(columns: Readonly<Record<string, string | false>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(columns).flatMap(([column, words]) => (words === false ? [] : [[column, words] as const])),
  );
}

function ownerWords(gone: string | undefined): string {
  const words = "the person or team that answers for it";
  return gone === undefined ? words : `the workspace knows ${shownText(gone)} no more: ${words}`;
}

function oneOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
