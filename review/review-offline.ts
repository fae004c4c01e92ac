import { readChannels } from "../alerting/channels";
import { standInDestinations } from "../alerting/destinations/plan-destinations";
import { planAlerts, type PlannedAlert } from "../alerting/plan-alerts";
import type { RawRow } from "../alerting/tables/row-reader";
import type { Meant } from "../alerting/which-alert";
import type { RemoteAlert } from "../databricks/remote-alert";
import { SEED_ALERTS, SEED_DESTINATIONS } from "../rows/seeding";
import type { Settings } from "../settings/settings";
import { alertChanges } from "./changes/alert-changes";
import { withKnownSync } from "./changes/deployed-alert";
import type { Deployment } from "./changes/deployment";
import { destinationChanges, madeDestinations, targetOf } from "./changes/destination-changes";
import { groupByAlert, lintFindings } from "./findings/lint-findings";
import { knownDomains } from "./findings/tells-more";
import { NO_EVIDENCE } from "./gather-evidence";
import { makeReport, type ReportHead } from "./report/make-report";
import type { ReviewReport } from "./report/report";

/** The rows of both tables. */
export interface RowsByTable {
  readonly alertRows: readonly RawRow[];
  readonly destinationRows: readonly RawRow[];
}

interface RowsWithDestinations extends RowsByTable {
  /** Those of `destinationRows` that somebody wrote. */
  readonly given: readonly RawRow[];
}

/**
 * The rows with destinations: their own; where they came without any, those of the rows that they are compared with, and a
 * stand-in for each other channel that one of them names, so that both mean the same by it.
 */
function withDestinations(
  { alertRows, destinationRows }: RowsByTable,
  other: RowsByTable,
): RowsWithDestinations {
  if (destinationRows.length > 0) return { alertRows, destinationRows, given: destinationRows };
  const given = other.destinationRows;
  const standIns = standInDestinations([...alertRows, ...other.alertRows], given);
  return { alertRows, destinationRows: [...given, ...standIns], given };
}

interface OfflineReview {
  readonly settings: Settings;
  readonly now: Date;
  readonly head: ReportHead;
  /** @default the seeds */
  readonly rows?: RowsByTable;
  /** What to compare with. @default nothing: every alert is new */
  readonly base?: RowsByTable;
}

const SEEDS: RowsByTable = { alertRows: SEED_ALERTS, destinationRows: SEED_DESTINATIONS };
const NO_ROWS: RowsByTable = { alertRows: [], destinationRows: [] };
/** A warehouse that is not asked. */
const NO_WAREHOUSE = "offline";

/** A review of rows alone: what can be said without a workspace, and what was left out. */
export function reviewOffline({
  settings,
  now,
  head,
  rows: givenRows = SEEDS,
  base: givenBase = NO_ROWS,
}: OfflineReview): ReviewReport {
  const rows = withDestinations(givenRows, givenBase);
  const base = withDestinations(givenBase, givenRows);
  const warehouseId = settings.warehouseId ?? NO_WAREHOUSE;
  const planned = (given: RowsByTable) => planAlerts({ ...given, settings, warehouseId });
  const [plan, basePlan] = [planned(rows), planned(base)];
  const baseAlerts = new Map(basePlan.alerts.map((alert) => [alert.alertId, alert]));
  const live = new Map([...baseAlerts].map(([alertId, alert]) => [alertId, asDeployed(alert)]));
  const present = new Set(rows.alertRows.map((row) => String(row["alert_id"])));
  const gone = base.alertRows.filter(
    (row) => live.has(String(row["alert_id"])) && !present.has(String(row["alert_id"])),
  );
  const baseRows = new Map(base.alertRows.map((row) => [String(row["alert_id"]), row]));
  const deployed = new Map(
    [...live].map(([alertId, { id, definition }]) => [alertId, { id, definition }] as const),
  );
  const tableRows = withKnownSync(rows.alertRows, deployed);
  const deployment: Deployment = {
    context: { destinationRows: rows.destinationRows, settings, warehouseId },
    plan,
    rows: { ...rows, alertRows: tableRows, tableRows, faults: [], firstRun: false },
    remote: [...live.values()],
    deployed,
    pairs: plan.alerts.map((alert) => [alert, meantBy(live.get(alert.alertId))]),
    unclaimed: gone.flatMap((row) => live.get(String(row["alert_id"])) ?? []),
    gone: gone.map((row) => String(row["alert_id"])),
    records: { feed: gone.map(asDeletion), authors: new Map() },
    ...{ notChecked: [], taken: [] },
    destinations: destinationChanges(
      madeDestinations(rows.destinationRows, settings),
      new Map(
        madeDestinations(base.destinationRows, settings).map((one) => [one.destinationId, targetOf(one)]),
      ),
    ),
  };
  const found = alertChanges(deployment);
  const changes = found.changes.map((change) => {
    const lastRow = baseRows.get(change.alertId);
    return lastRow === undefined ? change : { ...change, lastRow };
  });
  const wanted = changes.filter(({ kind }) => kind !== "unchanged");
  const linted = wanted.filter(({ kind }) => kind === "added" || kind === "changed");
  const lint = lintFindings(linted, rows.alertRows, { ...deployment.context, settings }, now);
  return makeReport({
    ...{ changes: wanted, unclaimed: [], known: lint.known, head, now },
    unchanged: changes.length - wanted.length,
    skipped: plan.skipped.length,
    findings: groupByAlert(lint.current),
    evidenceOf: () => NO_EVIDENCE,
    channels: readChannels(rows.given),
    domains: knownDomains(
      settings,
      basePlan.alerts.map(({ definition }) => definition),
    ),
    notChecked: [OFFLINE, ...(rows.given.length < rows.destinationRows.length ? [STAND_INS] : [])],
  });
}

const OFFLINE =
  "No workspace was asked: what is deployed and was changed there, whether tables and columns exist, what the alerts say now and would have said.";
const STAND_INS =
  "The rows came without destinations: whether those exist that their channels name, and who hears by them.";

/** Without a workspace, the row of the base stands for its alert. */
function asDeployed({ alertId, definition }: PlannedAlert): RemoteAlert {
  return { id: `row ${alertId}`, definition, lifecycleState: "ACTIVE" };
}

function asDeletion(row: RawRow): RawRow {
  return {
    ...row,
    databricks_alert_id: `row ${String(row["alert_id"])}`,
    ...{ _change_type: "delete", _commit_version: 0, _commit_timestamp: null },
  };
}

function meantBy(live: RemoteAlert | undefined): Meant<RemoteAlert> {
  return live === undefined ? { candidates: [] } : { candidates: [live], alert: live };
}
