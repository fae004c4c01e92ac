import "../loading/kept-modules.cjs";
import { shortHash } from "../alerting/fields/alert-field";
import { namedAlert } from "../alerting/which-alert";
import { ConnectionError } from "../databricks/connection-error";
import { SqlConnectionError, SqlStatementError, SqlTimeoutError } from "../databricks/sql-statement-error";
import { settingCommand } from "../messages/advised-commands";
import { shownText } from "../messages/words";
import { readChangeRecords } from "../rows/change-records";
import { type RowEvent, rowEvents } from "../rows/changes/change-feed";
import { isEverybodys } from "../settings/everybodys-places";
import { AdoptionError, existingAlert } from "./adoption";
import { deleteSpared } from "./delete-alert";
import { type DeclaredRows, expectRun } from "./expected-run";
import type { AlertNames } from "./last-run";
import { FEED_KEPT_MS, recordVanished } from "./alerts-to-delete";
import { resourceProvider } from "./resource-provider";
import type { Workspace } from "./workspace";

export interface GuardInputs extends DeclaredRows {
  readonly maxDeletes: number | "auto";
  /** `deletionPolicy` is keep. The first releases did not say so. */
  readonly keeps?: boolean;
  /** There are tables that could not be read: what this run deletes is not known yet. Only at a preview. */
  readonly unread?: boolean;
  /** Rows that the last run declared and this one does not → no time yet. Added by the provider. */
  readonly removed?: Readonly<Record<string, string>>;
}

/** What the program declares. */
export interface DeclaredGuard extends GuardInputs {
  /** There was no table to read: then none of the alerts that exist may go, unless `maxDeletes` is a number. */
  readonly firstRun: boolean;
  /** Rows with faults that are not declared, for no alert is known to be theirs. @default the run has none */
  readonly faulty?: readonly string[];
  /** Rows with faults that are declared, whose alerts stay as they are. @default the run has none */
  readonly kept?: readonly string[];
  /** Row → name: to check all new rows at once, and for the next run to know which alerts the stack had. */
  readonly names: AlertNames;
}

export interface GuardOutputs {
  /** Row → when its removal was noticed, ISO 8601: the program tells by it whether that was its own run. The first release had none. */
  readonly removed?: Readonly<Record<string, string>>;
  /** Of the rows that were declared, with their names; the ids that they name are no part of it, those come after the first run. */
  readonly digest: string;
}

const UNREADABLE = [SqlStatementError, SqlTimeoutError, SqlConnectionError, ConnectionError];

/** At most this many, or this share, of all alerts may go in one run unless `maxDeletes` says otherwise. */
const AUTO = { count: 3, share: 0.2 };

/** Refuses, at preview, a run that would delete many alerts: a table emptied by mistake must not empty the workspace. */
export const provider = resourceProvider<GuardInputs, GuardOutputs, DeclaredGuard>({
  async check(olds, news, workspace) {
    const { gone, added, left } = expectRun(olds, news, workspace);
    const { firstRun, faulty = [], kept = [], ...declared } = news;
    const inputs = {
      ...declared,
      names: namesAsKept(olds.names, news.names, kept),
      alerts: asKept(olds.alerts ?? {}, news.alerts),
      left,
      // Only the engine knows what the last run declared; through the inputs, the program gets to know it at preview.
      removed: Object.fromEntries(gone.map((alertId) => [alertId, ""])),
    };
    const refused = await refusedDeletion(olds, declared, { gone, firstRun }, workspace);
    // What is to be kept and may not be fails by itself, and stops nobody else.
    const begun = added.filter((alertId) => !kept.includes(alertId));
    const faults = await faultsOfNew(begun, news, workspace);
    const unknown = gone.filter((alertId) => faulty.includes(alertId)).map(unknownSentence);
    const reasons = [...(refused === undefined ? [] : [refused]), ...unknown, ...faults];
    return { inputs, failures: reasons.map((reason) => ({ property: "", reason })) };
  },

  // A preview takes an output that is not there for one that is not known yet.
  diff: (_id, olds, news) => ({
    changes: olds.digest !== digest(news) || olds.removed === undefined,
    // All else is upkeep, and of no use to whoever reads a preview.
    properties: [{ path: "names", kind: "update", oldSide: "inputs" }],
  }),

  create: (inputs) => Promise.resolve({ id: "deletion-guard", outs: outputs(inputs) }),

  update: (_id, _olds, news) => Promise.resolve({ outs: outputs(news) }),

  // All alerts depend on the guard, so that a `destroy` ends here.
  async delete(_id, _olds, workspace) {
    await deleteSpared(workspace);
    await workspace.syncLog.finish([]);
    await recordVanished(workspace);
  },
});

/** The state keeps which rows there are: the alerts that they name come after the first run, and would show as a difference. */
function asKept(
  olds: Readonly<Record<string, string>>,
  alerts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(alerts).map((row) => [row, (Object.hasOwn(olds, row) ? olds[row] : undefined) ?? ""]),
  );
}

/**
 * A row with faults leaves its alert as it was: it is called as the last run declared it. What the row says by now is no proof that
 * this stack had an alert of that name.
 */
function namesAsKept(olds: AlertNames = {}, names: AlertNames, kept: readonly string[]): AlertNames {
  const before = kept.flatMap((row) => (Object.hasOwn(olds, row) ? [[row, olds[row] ?? ""] as const] : []));
  return { ...names, ...Object.fromEntries(before) };
}

/** A row that cannot be read was not deleted. */
function unknownSentence(alertId: string): string {
  return (
    `alert_configurations row ${shownText(alertId)} has faults, and names no alert of the workspace, though the last run declared one: ` +
    "left out, that would be deleted. Mend the row, or write the alert's id into its databricks_alert_id"
  );
}

/** Where nothing is as the last run left it, the likeliest cause is that this is somewhere else. */
function wrongPlaceQuestion(firstRun: boolean, { rest, settings }: Workspace): string {
  const place = `${settings.catalog}.${settings.goldSchema}`;
  const found = firstRun
    ? `${place} has no table alert_configurations`
    : `${place} has none of the rows of the last run`;
  return `is ${rest.host} the right workspace? ${found}: `;
}

/** Why the run may not delete so many. */
async function refusedDeletion(
  olds: Partial<GuardInputs>,
  news: GuardInputs,
  { gone, firstRun }: { readonly gone: readonly string[]; readonly firstRun: boolean },
  workspace: Workspace,
): Promise<string | undefined> {
  const { parentPath, maxDeletes, unread } = news;
  const before = Object.keys(olds.alerts ?? {});
  const from = olds.parentPath === parentPath ? undefined : olds.parentPath;
  // A move changes the ids of all of them: a default that changed, or a slip, must not begin one.
  const allowed = allowedDeletes({ maxDeletes, mustBeSaid: firstRun || from !== undefined }, before.length);
  const condemned = from === undefined ? gone : before;
  if (from !== undefined && before.length > 0 && (olds.keeps === true || news.keeps === true))
    return keptSentence(from, parentPath);

  if (condemned.length <= allowed || unread === true) return undefined;

  const neverMade = firstRun || gone.length === 0 ? new Set() : await rowsWithoutAlert(gone, workspace);
  const deleted = condemned.filter((alertId) => !neverMade.has(alertId));
  if (deleted.length <= allowed) return undefined;

  const named = deleted.slice(0, 10).join(", ") + (deleted.length > 10 ? ", …" : "");
  return (
    (firstRun || (from === undefined && gone.length === before.length)
      ? wrongPlaceQuestion(firstRun, workspace)
      : "") +
    (from === undefined ? "" : movesSentence(from, parentPath)) +
    `this run would delete ${deleted.length} of ${before.length} alerts (${named}), more than the ${allowed} that ` +
    `maxDeletes=${maxDeletes} allows. If that is meant: ${settingCommand("maxDeletes", deleted.length)}`
  );
}

/** What the state keeps of an alert decides what becomes of it: the setting of this run comes too late. */
function keptSentence(from: string, parentPath: string): string {
  return (
    `parentPath was ${from} in the last run and is ${parentPath} now: every alert is made anew there, and with deletionPolicy keep the old ` +
    `ones would stay and go on watching beside them. Run an up with ${settingCommand("deletionPolicy", "trash")} and the old ` +
    `parentPath first, and move then; or stay: ${settingCommand("parentPath", from)}`
  );
}

function movesSentence(from: string, parentPath: string): string {
  const stay =
    settingCommand("parentPath", from) +
    (isEverybodys(from) ? `; ${settingCommand("allowShared", "true")}` : "");
  return (
    `parentPath was ${from} in the last run and is ${parentPath} now: every alert is made anew there, and its old one deleted once ` +
    `the new one is there, so that ids and links change (to leave them where they are: ${stay}). So `
  );
}

/**
 * Of the rows that were deleted from the table, those that never had an alert: the feed knows them from their beginning, none
 * of their versions names one, and the last says that making it failed. Whatever else is the case, they count.
 */
async function rowsWithoutAlert(gone: readonly string[], workspace: Workspace): Promise<ReadonlySet<string>> {
  const since = new Date(Date.now() - FEED_KEPT_MS);
  try {
    const { feed } = await readChangeRecords(await workspace.sql(), workspace.settings, gone, since);
    return new Set([...rowEvents(feed)].filter(([, events]) => neverHadAlert(events)).map(([id]) => id));
  } catch (error) {
    // Without the feed, or the right to read it, nobody can tell: all of them count.
    if (UNREADABLE.some((kind) => error instanceof kind)) return new Set();
    throw error;
  }
}

function neverHadAlert(events: readonly RowEvent[]): boolean {
  const [first, last] = [events[0], events.at(-1)];
  const images = events.flatMap(({ before, after }) => [before ?? [], after ?? []].flat());
  return (
    first?.before === undefined &&
    last?.after === undefined &&
    last?.before?.["last_sync_status"] === "ERROR" &&
    images.every(({ databricks_alert_id }) => namedAlert({ databricks_alert_id }) === undefined)
  );
}

/** The alerts' own checks would find the same, one at a time: the engine stops at the first. */
async function faultsOfNew(
  added: readonly string[],
  { names, parentPath }: DeclaredGuard,
  workspace: Workspace,
): Promise<string[]> {
  const faults = await Promise.all(
    added.map(async (alertId) => {
      try {
        await existingAlert({ alertId, displayName: names[alertId] ?? "", parentPath }, workspace);
        return [];
      } catch (error) {
        if (!(error instanceof AdoptionError)) throw error;
        return [error.message];
      }
    }),
  );
  return faults.flat();
}

function allowedDeletes(
  { maxDeletes, mustBeSaid }: Pick<GuardInputs, "maxDeletes"> & { readonly mustBeSaid: boolean },
  before: number,
): number {
  if (maxDeletes !== "auto") return maxDeletes;

  return mustBeSaid ? 0 : Math.max(AUTO.count, Math.floor(before * AUTO.share));
}

function outputs(inputs: GuardInputs): GuardOutputs {
  const now = new Date().toISOString();
  const removed = Object.keys(inputs.removed ?? {}).map((alertId) => [alertId, now] as const);
  return { digest: digest(inputs), removed: Object.fromEntries(removed) };
}

function digest({ alerts, names = {}, maxDeletes, parentPath, keeps = false }: GuardInputs): string {
  const rows = Object.keys(alerts).sort();
  const kept = keeps ? ["keep"] : [];
  const declared = JSON.stringify([rows.map((row) => [row, names[row]]), maxDeletes, parentPath, ...kept]);
  return shortHash(declared);
}
