import type { AlertNames, LastNames } from "./last-run";
import type { Workspace } from "./workspace";

/** What a run declares, as the inputs of `DeletionGuard` have it: the engine asks about that one first. */
export interface DeclaredRows extends LastNames {
  /** Row → `databricks_alert_id` as the row has it, or an empty text: all alerts that this run declares. */
  readonly alerts: Readonly<Record<string, string>>;
  /** Disabled row that is not declared → the alert that it names. */
  readonly leaving?: Readonly<Record<string, string>>;
  /** The alerts' folder: in another one, all of them are made anew and deleted. */
  readonly parentPath: string;
  /** Rows that are not declared (disabled). */
  readonly skipped: number;
}

/** How the rows of a run differ from those of the last. */
interface RowsMoved {
  /** Rows that the last run declared and this one does not. */
  readonly gone: readonly string[];
  /** Rows that the last run did not declare. */
  readonly added: readonly string[];
  /** What the state keeps of rows that were declared once. */
  readonly left: AlertNames;
}

/**
 * Tells the providers of all other resources what only the guard is told: which rows this run declares, which the last one did,
 * and whose alert is whose.
 */
export function expectRun(
  olds: LastNames,
  { alerts, leaving = {}, skipped }: DeclaredRows,
  workspace: Workspace,
): RowsMoved {
  const { syncLog, claims, settings, lastRun } = workspace;
  const before = olds.alerts ?? {};
  const gone = Object.keys(before).filter((alertId) => !Object.hasOwn(alerts, alertId));
  const added = Object.keys(alerts).filter((alertId) => !Object.hasOwn(before, alertId));
  const left = lastRun.expect(olds, alerts);
  syncLog.expect(Object.keys(alerts), skipped, gone.length);
  const claimed = new Set(Object.values(alerts));
  // Alerts of rows that are declared no more are nobody else's, unless a declared row names them as its own.
  const named = Object.entries(leaving).filter(([, id]) => !claimed.has(id));
  workspace.deleting.expect(
    Object.keys(alerts),
    named.map(([, id]) => id),
  );
  const own =
    settings.deletionPolicy === "keep" ? [] : named.filter(([alertId]) => lastRun.isLeft(alertId) !== false);
  for (const [alertId, id] of [...Object.entries(alerts), ...own]) if (id !== "") claims.set(alertId, id);

  workspace.knowsAllClaims = true;
  return { gone, added, left };
}
