import type { AuthoredAlert } from "../alerting/authored-alert";
import { runAsName } from "../alerting/fields/run-as";
import { type CallSettings, outwardCalls } from "../alerting/one-query";
import { ownName } from "../databricks/directory";
import type { RestClient } from "../databricks/rest-client";
import { ExpectedError } from "../messages/expected-error";
import { shownText, someOf } from "../messages/words";
import { type AlertChange, definitionsOf } from "./changes/alert-change";
import type { Sides } from "./report/alert-review";

/** With whose rights a review asks queries. */
export interface Asker {
  readonly name: string;
  /** Somebody chose whose rights these are: those of a principal that may read what any alert may. */
  readonly isChosen: boolean;
}

/** @throws ExpectedError where it is to be another than who signed in */
export async function readAsker(rest: RestClient, chosen: string | undefined): Promise<Asker> {
  const name = await ownName(rest);
  if (chosen !== undefined && !isSame(chosen, name)) {
    throw new ExpectedError(
      `The review is to ask as ${shownText(chosen)}, and would as ${shownText(name)}, whose credentials these are: ` +
        "sign in as the one who is to ask, or name another.",
    );
  }
  return { name, isChosen: chosen !== undefined };
}

/** A definition that is not asked, and why: by whom it runs as, or by what it calls. */
export interface LeftOut {
  readonly alertId: string;
  readonly side: "before" | "after";
  readonly runsAs?: string;
  readonly calls?: string;
}

/** The definitions that may be asked: of the alert as it is deployed, and as its row wants it. */
export interface AskableSides extends Sides<AuthoredAlert> {
  readonly left: readonly LeftOut[];
}

/**
 * What of the alert may be asked. A query can read no more in a review than its own alert could: one that runs as another
 * than the asker is asked only where somebody chose who asks. What is deployed is what anybody wrote there who may edit it:
 * it is held to what rows are held to.
 */
export function askableSides(change: AlertChange, asker: Asker, settings: CallSettings): AskableSides {
  const { alertId } = change;
  const { before, after } = definitionsOf(change);
  const others = {
    before: before && otherOf(liveRunAs(change), asker),
    after: otherOf(plannedRunAs(change), asker),
  };
  const calls = before && outwardCalls(before.queryText, settings);
  const left: LeftOut[] = [];
  if (others.before !== undefined) left.push({ alertId, side: "before", runsAs: others.before });
  else if (calls !== undefined) left.push({ alertId, side: "before", calls });
  if (after !== undefined && others.after !== undefined)
    left.push({ alertId, side: "after", runsAs: others.after });
  const isLeft = (side: LeftOut["side"]) => left.some((one) => one.side === side);
  return {
    ...(before !== undefined && !isLeft("before") && { before }),
    ...(after !== undefined && !isLeft("after") && { after }),
    left,
  };
}

function otherOf(runsAs: string | undefined, { name, isChosen }: Asker): string | undefined {
  return isChosen || runsAs === undefined || isSame(runsAs, name) ? undefined : runsAs;
}

function plannedRunAs({ kind, planned }: AlertChange): string | undefined {
  return kind === "deleted" ? undefined : runAsName(planned?.definition.runAs);
}

/** Where an alert does not say whom it runs as, it is its owner: whoever deploys, unless somebody else made it. */
function liveRunAs({ kind, live, isTakenOver = false }: AlertChange): string | undefined {
  return (
    runAsName(live?.definition.runAs) ?? (isTakenOver || kind === "deleted" ? live?.ownerUserName : undefined)
  );
}

/** What the report says of who asked. */
export interface Asked {
  readonly as: string;
  /** Whom alerts run as that are others. */
  readonly others: readonly string[];
  readonly isChosen: boolean;
}

export function askedAs({ name, isChosen }: Asker, changes: readonly AlertChange[]): Asked {
  const named = changes.flatMap((change) => [liveRunAs(change) ?? [], plannedRunAs(change) ?? []].flat());
  const others = [...new Set(named)].filter((one) => !isSame(one, name)).sort();
  return { as: name, others, isChosen };
}

/** Why definitions were not asked: those of rows, and what is deployed where that is another's or calls too much. */
export function notAskedText(left: readonly LeftOut[], { name }: Asker): string[] {
  const wanted = left.filter(({ side }) => side === "after");
  const deployed = left.filter(({ side, runsAs }) => side === "before" && runsAs !== undefined);
  const refused = left.flatMap(({ alertId, calls }) =>
    calls === undefined
      ? []
      : [`What ${shownText(alertId)} as deployed says now and would have said: its query ${calls}.`],
  );
  const asks = `and this review asks as ${shownText(name)}, who may read more. ${ADVICE}`;
  return [
    ...(wanted.length === 0
      ? []
      : [`What ${idsOf(wanted)} would say now and would have said: to run as ${namesOf(wanted)}, ${asks}`]),
    ...(deployed.length === 0
      ? []
      : [
          `What ${idsOf(deployed)} as deployed says now and would have said: run as ${namesOf(deployed)}, ${asks}`,
        ]),
    ...refused,
  ];
}

const ADVICE =
  "Sign in as the principal of the alerts, or as one that may only read what alerts may, and name it by " +
  "--as or DATABRICKS_PREVIEW_CLIENT_ID.";

function idsOf(left: readonly LeftOut[]): string {
  return someOf(left.map(({ alertId }) => shownText(alertId)));
}

function namesOf(left: readonly LeftOut[]): string {
  return someOf([...new Set(left.flatMap(({ runsAs }) => runsAs ?? []))].sort().map((one) => shownText(one)));
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
