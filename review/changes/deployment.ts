import type { LiveDefinition } from "../../alerting/definition";
import { type AlertPlan, planAlerts, storedRows } from "../../alerting/plan-alerts";
import type { AlertCandidate, RowContext } from "../../alerting/planned-alert";
import { ALERT_CONFIGURATIONS, alertIdOf } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { RemoteAlert } from "../../databricks/remote-alert";
import type { Connection } from "../../databricks/open-connection";
import { SqlStatementError, SqlTimeoutError } from "../../databricks/sql-statement-error";
import { shownText, someOf } from "../../messages/words";
import { authorsOf, firstOf, MOST_ROWS, NO_RECORDS, versionsSince } from "../../rows/change-records";
import { feedStart } from "../../rows/changes/change-feed";
import { changedRows, definitionHash, stillDeployed, unlikeLive } from "../../rows/changes/changed-rows";
import type { ChangeRecords } from "../../rows/changes/describe-changes";
import { readDeletedRows, readRowChanges, readTableHistory } from "../../rows/statements/read-changes";
import { type PackedTableRows, readPackedRows } from "../../rows/packs/packed-rows";
import { refuseFaults } from "../../rows/packs/yaml-file";
import type { TableRows } from "../../rows/table-rows";
import type { Settings } from "../../settings/settings";
import { type DeployedAlerts, type DeployedStack, withKnownSync } from "./deployed-alert";
import {
  type DestinationChange,
  destinationChanges,
  madeDestinations,
  untoldDestinations,
} from "./destination-changes";
import { pairAlerts, type PairedAlerts } from "./pair-alerts";
import { type TakenDestination, takenDestinations } from "./taken-destinations";

/** What the rows ask for, beside what is deployed and what is known of how they came to differ. */
export interface Deployment extends PairedAlerts {
  readonly tables: Pick<TableRows, "faults" | "firstRun">;
  readonly context: RowContext & { readonly settings: Pick<Settings, "adoptForeign" | "deletionPolicy"> };
  readonly plan: AlertPlan;
  readonly remote: readonly RemoteAlert[];
  /** Left out where there is no state at hand: what was last deployed is not known then. */
  readonly deployed?: DeployedAlerts;
  /** Key of a row → the destination that the next up makes anew, or sends elsewhere. */
  readonly destinations: ReadonlyMap<string, DestinationChange>;
  /** Destinations that the workspace has, the stack does not, and rows mean. */
  readonly taken: readonly TakenDestination[];
  readonly records: ChangeRecords;
  /** `alert_id`s of rows that are in the table no more, though their alerts are deployed. */
  readonly gone: readonly string[];
  readonly tableVersion?: number;
  readonly notChecked: readonly string[];
  /** Packs laid over the rows of the table. @default none */
  readonly packs?: Pick<PackedTableRows, "packed" | "passedOver">;
}

/**
 * Reads the rows, the alerts and, where they differ, the change data feed.
 *
 * @param name the stack's
 */
export async function readDeployment(
  { sql, rest, alerts, warehouseId }: Pick<Connection, "sql" | "rest" | "alerts" | "warehouseId">,
  settings: Settings,
  now: Date,
  name: string,
  stack?: DeployedStack,
): Promise<Deployment> {
  const deployed = stack?.alerts;
  const [tables, remote, history] = await Promise.all([
    readPackedRows({ sql, rest }, settings, name),
    alerts.list(),
    sql.query(readTableHistory(settings, ALERT_CONFIGURATIONS.name)).catch(unlessBroken),
  ]);
  const { destinationRows, pendingRows, packs, packed } = tables;
  refuseFaults([...packs.faults, ...packed.faults]);
  const alertRows = withKnownSync(tables.alertRows, deployed);
  const plan = planAlerts({ alertRows, pendingRows, destinationRows, settings, warehouseId });
  const listed = { list: () => Promise.resolve(remote) };
  const declared = [...plan.alerts, ...(await stillDeployed(plan, listed, settings))];
  const paired = pairAlerts(declared, plan.rows, remote, settings, deployed);
  const feed = { sql, settings, now, rows: storedRows(plan), history };
  const faulty = plan.rows.filter(
    ({ notes, skipReason }) => skipReason === undefined && notes.faults.length > 0,
  );
  const changed = [
    ...changedRows(declared),
    ...unlikeLive(declared, remote),
    ...faulty.map(({ alertId }) => alertId),
  ];
  const present = new Set(plan.rows.map(({ alertId }) => alertId));
  const left = [...(deployed ?? [])].filter(([alertId]) => !present.has(alertId));
  const leftIds = new Set(left.map(([, { id }]) => id));
  const lost = remote.filter(({ id }) => leftIds.has(id) || paired.unclaimed.some((one) => one.id === id));
  const { records, gone, notChecked } = await readFeed(feed, new Set(changed), lost);
  const version = history?.[0]?.["version"];
  const made = madeDestinations(destinationRows, settings);
  const { taken, live, ...asked } = await takenDestinations(
    rest,
    destinationRows,
    settings,
    stack?.destinations,
  );
  const untold = untoldDestinations(
    made.filter(({ destinationId }) => !live.has(destinationId)),
    stack?.destinations,
  );
  return {
    packs: tables,
    destinations: destinationChanges(made, stack?.destinations, live),
    taken,
    tables,
    plan,
    remote,
    records,
    ...paired,
    context: { channels: plan.channels, settings, warehouseId },
    gone: deployed === undefined ? gone : left.map(([alertId]) => alertId),
    notChecked: [
      ...notChecked,
      ...asked.notChecked,
      ...(deployed === undefined ? [NO_STATE] : []),
      ...(untold.length === 0 ? [] : [`${UNTOLD}${someOf(untold.map((name) => shownText(name)))}.`]),
    ],
    ...(deployed !== undefined && { deployed }),
    ...(version !== undefined && { tableVersion: Number(version) }),
  };
}

const NO_STATE =
  "What was last deployed: there is no state of the stack (--state), so all that differs from an alert as it runs is taken for a change of its row.";

const UNTOLD =
  "Whether destinations still go where they went (addresses that are secrets are compared by no review; pulumi preview shows that they change): ";

interface FeedSource {
  readonly sql: Connection["sql"];
  readonly settings: Settings;
  readonly now: Date;
  readonly rows: readonly AlertCandidate[];
  readonly history: readonly RawRow[] | undefined;
}

async function readFeed(
  { sql, settings, now, rows: all, history }: FeedSource,
  changed: ReadonlySet<string>,
  unclaimed: readonly RemoteAlert[],
): Promise<{ records: ChangeRecords; gone: string[]; notChecked: string[] }> {
  const rows = all.filter(({ alertId }) => changed.has(alertId));
  if (rows.length + unclaimed.length === 0) return { records: NO_RECORDS, gone: [], notChecked: [] };
  const start = feedStart(rows, unclaimed.length > 0, all, now);
  const versions = versionsSince(history ?? [], start);
  if (history !== undefined && versions.length === 0)
    return { records: NO_RECORDS, gone: [], notChecked: [] };
  const first = firstOf(versions);
  const feed =
    history &&
    (await Promise.all([
      rows.length > 0 ? sql.query(readRowChanges(settings, first, [...changed].slice(0, MOST_ROWS))) : [],
      unclaimed.length > 0
        ? sql.query(
            readDeletedRows(
              settings,
              first,
              unclaimed.map(({ id }) => id),
            ),
          )
        : [],
    ]).catch(unlessBroken));
  if (feed === undefined) return { records: NO_RECORDS, gone: [], notChecked: [NO_FEED] };

  const gone = new Set(feed[1].map(alertIdOf));
  return { records: { feed: feed.flat(), authors: authorsOf(versions) }, gone: [...gone], notChecked: [] };
}

const NO_FEED =
  "Who changed rows, and which rows were deleted: the history or the change data feed of the table cannot be read.";

/** The history and the feed may be forbidden, switched off or past their retention; the review goes on without. */
function unlessBroken(error: unknown): undefined {
  if (error instanceof SqlStatementError || error instanceof SqlTimeoutError) return undefined;
  throw error;
}

/** Id → the alert, of those that are not in the trash. */
export function activeAlerts({ remote }: Pick<Deployment, "remote">): ReadonlyMap<string, RemoteAlert> {
  return new Map(
    remote
      .filter(({ lifecycleState }) => lifecycleState === "ACTIVE")
      .map((alert) => [alert.id, alert] as const),
  );
}

/** The alerts as they were last deployed, by the state's word; without one as they are. */
export function deployedDefinitions({
  deployed,
  remote,
}: Pick<Deployment, "deployed" | "remote">): LiveDefinition[] {
  return deployed === undefined
    ? remote.map(({ definition }) => definition)
    : [...deployed.values()].flatMap(({ definition }) => definition ?? []);
}

/** The hash of a row's definition, with these destinations and settings. */
export function hashOf({ context }: Pick<Deployment, "context">) {
  return (row: RawRow) => definitionHash(row, context);
}
