import { timesOfSettings } from "../alerting/schedule-cost/warehouse-rates";
import { readChannels } from "../alerting/channels";
import { standInDestinations } from "../alerting/destinations/plan-destinations";
import { planAlerts } from "../alerting/plan-alerts";
import type { PlannedAlert } from "../alerting/planned-alert";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { RawRow } from "../alerting/tables/row-reader";
import type { Meant } from "../alerting/which-alert";
import type { RemoteAlert } from "../databricks/remote-alert";
import { newRows } from "../rows/packs/overlay";
import { NO_PACKS, type Packs } from "../rows/packs/read-packs";
import { withoutTaken, SEED_ALERTS, SEED_DESTINATIONS } from "../rows/seeding";
import type { Settings } from "../settings/settings";
import { alertChanges } from "./changes/alert-changes";
import { withKnownSync } from "./changes/deployed-alert";
import type { Deployment } from "./changes/deployment";
import { destinationChanges, madeDestinations, targetOf } from "./changes/destination-changes";
import type { TestsOfAlerts } from "../lint/test-coverage";
import { groupByAlert, lintFindings } from "./findings/lint-findings";
import { knownDomains } from "./findings/tells-more";
import { NO_EVIDENCE } from "./gather-evidence";
import { warehouseReviews } from "./warehouse-hours";
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
  /** @default those of a new table */
  readonly rows?: RowsByTable;
  /** Those that the rows come from. @default none */
  readonly packs?: Packs;
  /** What to compare with. @default nothing: every alert is new */
  readonly base?: RowsByTable;
  /** @default nothing is known of tests */
  readonly tests?: TestsOfAlerts;
}

/** The rows that a new table has: seeds, and those of packs. Channels that nobody made are taken to exist. */
export function rowsOfPacks({ packs }: Pick<Packs, "packs">, settings: Pick<Settings, "seeds">): RowsByTable {
  const rows = newRows(packs.flatMap(({ alerts }) => alerts));
  const seeds = settings.seeds ? SEED_ALERTS : [];
  const alertRows = [...withoutTaken(ALERT_CONFIGURATIONS, seeds, rows), ...rows];
  return {
    alertRows,
    destinationRows: [...SEED_DESTINATIONS, ...standInDestinations(alertRows, SEED_DESTINATIONS)],
  };
}

const NO_ROWS: RowsByTable = { alertRows: [], destinationRows: [] };
/** A warehouse that is not asked. */
const NO_WAREHOUSE = "offline";

/** A review of rows alone: what can be said without a workspace, and what was left out. */
export function reviewOffline({
  settings,
  now,
  head,
  rows: givenRows = rowsOfPacks(NO_PACKS, settings),
  packs = NO_PACKS,
  base: givenBase = NO_ROWS,
  tests,
}: OfflineReview): ReviewReport {
  const rows = withDestinations(givenRows, givenBase);
  const base = withDestinations(givenBase, givenRows);
  const warehouseId = settings.warehouseId ?? NO_WAREHOUSE;
  const planned = (given: RowsByTable) => planAlerts({ ...given, settings, warehouseId });
  const basePlan = planned(base);
  const live = new Map(basePlan.alerts.map((alert) => [alert.alertId, asDeployed(alert)]));
  const plan = planned({ ...rows, alertRows: withKnownSync(rows.alertRows, live) });
  const present = new Set(plan.rows.map(({ alertId }) => alertId));
  const gone = basePlan.alerts.filter(({ alertId }) => !present.has(alertId));
  const deployment: Deployment = {
    context: { channels: plan.channels, settings, warehouseId },
    plan,
    tables: { faults: [], firstRun: false },
    remote: [...live.values()],
    deployed: live,
    pairs: plan.alerts.map((alert) => [alert, meantBy(live.get(alert.alertId))]),
    unclaimed: gone.flatMap(({ alertId }) => live.get(alertId) ?? []),
    gone: gone.map(({ alertId }) => alertId),
    records: { feed: gone.map(asDeletion), authors: new Map() },
    notChecked: [],
    taken: [],
    destinations: destinationChanges(
      madeDestinations(rows.destinationRows, settings),
      new Map(
        madeDestinations(base.destinationRows, settings).map((one) => [one.destinationId, targetOf(one)]),
      ),
    ),
  };
  const found = alertChanges(deployment);
  const baseRows = new Map(basePlan.rows.map((row) => [row.alertId, row]));
  const changes = found.changes.map((change) => {
    const lastRow = baseRows.get(change.alertId);
    return lastRow === undefined ? change : { ...change, lastRow };
  });
  const wanted = changes.filter(({ kind }) => kind !== "unchanged");
  const linted = wanted.filter(({ kind }) => kind === "added" || kind === "changed");
  const lint = lintFindings(linted, plan, settings, now, tests);
  return makeReport({
    changes: wanted,
    unclaimed: [],
    ...(tests && { tests }),
    known: lint.known,
    head,
    now,
    unchanged: changes.length - wanted.length,
    skipped: plan.skipped.length,
    findings: groupByAlert(lint.current),
    evidenceOf: () => NO_EVIDENCE,
    warehouse: warehouseReviews(wanted, plan.alerts, timesOfSettings(settings), now),
    channels: readChannels(rows.given),
    origins: new Map(packs.packs.flatMap(({ alerts }) => alerts).map((alert) => [alert.alertId, alert])),
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

function asDeletion({ alertId, raw }: PlannedAlert): RawRow {
  return {
    ...raw,
    databricks_alert_id: `row ${alertId}`,
    _change_type: "delete",
    _commit_version: 0,
    _commit_timestamp: null,
  };
}

function meantBy(live: RemoteAlert | undefined): Meant<RemoteAlert> {
  return live === undefined ? { candidates: [] } : { candidates: [live], alert: live };
}
