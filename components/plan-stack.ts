import * as pulumi from "@pulumi/pulumi";
import type { ManagedDestination } from "../alerting/destinations/plan-destinations";
import {
  type FaultyDestination,
  faultsOfNaming,
  faultyDestinations,
  isOfDestination,
} from "../alerting/destinations/faulty-destinations";
import { type FaultyRow, faultyRows, withoutFaults } from "../alerting/faulty-rows";
import { notOneQuery, notOneQueryIn } from "../alerting/one-query";
import { type AlertPlan, planAlerts, storedRows } from "../alerting/plan-alerts";
import { type Fault, formatFault, formatFaults, isCellAmong, isOfRow } from "../alerting/row-faults";
import { staleRows } from "../alerting/stale-rows";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { ALERT_SYNC_METRICS } from "../alerting/tables/alert-sync-metrics";
import { NOTIFICATION_DESTINATIONS } from "../alerting/tables/notification-destinations";
import { claimsOf } from "../alerting/which-alert";
import { activeAlerts, type AlertsApi } from "../databricks/alerts-api";
import type { WorkspaceConnection } from "../databricks/open-connection";
import { isLoopback } from "../databricks/workspace-host";
import { answeredAlerts } from "../lint/checks/check-queries";
import { beginSurroundings, type Needs } from "../lint/surroundings/check-surroundings";
import { ExpectedError } from "../messages/expected-error";
import {
  changedRows,
  driftedAlerts,
  definitionHash,
  goneAlerts,
  newOrChanged,
  notDeployed,
  stillDeployed,
} from "../rows/changes/changed-rows";
import { packNotes, packWarnings, withPlaces } from "../rows/packs/describe-packs";
import { declaredPacks, packChoice } from "../rows/packs/packed-rows";
import { describeFaults } from "../rows/packs/yaml-file";
import { faultsOfPlaces } from "../settings/everybodys-places";
import type { Settings } from "../settings/settings";
import type { AlertingArgs } from "./alerting";
import { checkDestinations } from "./check-destinations";
import { checkScores } from "./check-scores";
import { checkSilences } from "./check-silences";
import { checkContractsOf, UNASKED, unreadableQueries } from "./contract-checks";
import { existingOperations, type ExistingOperations } from "./existing-operations";
import type { RowReport } from "./report-rows";
import { NO_ROWS, stackRows } from "./stack-rows";
import type { StackWarehouse } from "./warehouse";

export interface PlannedStack extends Omit<AlertingArgs, "warehouse" | "destinations">, RowReport {
  readonly faulty: readonly FaultyRow[];
  readonly faultyDestinations: readonly FaultyDestination[];
  /** Destinations that this stack makes. */
  readonly managed: readonly ManagedDestination[];
  /** Jobs and dashboard that the workspace has already. */
  readonly operations: ExistingOperations;
  readonly counts: { readonly declared: number; readonly paused: number; readonly skipped: number };
}

/** Reads the rows, checks all of them and what they need; throws one message with every fault. */
export async function planStack(
  settings: Settings,
  workspace: WorkspaceConnection,
  { live }: StackWarehouse,
): Promise<PlannedStack> {
  const checkSurroundings = beginSurroundings(settings, workspace.rest);
  const sql =
    live && (await workspace.openSql(live, { mayStart: settings.startWarehouse, onWait: showProgress }));
  const stack = pulumi.getStack();
  const place = { stack, isLocal: isLoopback(new URL(workspace.host)) };
  const rows = await stackRows({ ...workspace, sql }, settings, stack);
  const unread = rows === undefined;
  const { alertRows, pendingRows, packs, packed, passedOver, ...tables } = rows ?? NO_ROWS;
  const { destinationRows, managed, listed, ...destinations } = await checkDestinations(
    tables.destinationRows,
    settings,
    workspace,
  );
  // Without a warehouse nothing is deployed: what depends on its id will be known in the run that makes it.
  const warehouseId = live?.id ?? "";
  const plan = planAlerts({ alertRows, pendingRows, destinationRows, settings, warehouseId });
  const listing = listedOnce(workspace);
  const alerts = [...plan.alerts, ...(await stillDeployed(plan, listing, settings))];
  const unsynced = changedRows(alerts);
  const changed = await notDeployed(alerts, unsynced, listing);
  const gone = await goneAlerts(alerts, unsynced, listing);
  const drifted = await driftedAlerts(alerts, unsynced, changed, listing, place);
  const writing = newOrChanged(alerts, unsynced);
  const stale = staleRows(alerts);
  const added = newOrChanged(alerts, changed);
  const noQuery = [...notOneQuery(added), ...notOneQueryIn(plan)];
  const broken = new Set(noQuery.map(({ row }) => row));
  const silences = await checkSilences(settings, workspace.rest, alerts);
  const missingTables = [...tables.missingTables, ...silences.missing];
  const [contracts, surroundings, operations, scores] = await Promise.all([
    sql
      ? checkContractsOf({
          settings,
          alerts: added.filter(({ alertId }) => !broken.has(alertId)),
          connection: { ...workspace, sql, warehouseId, alerts: listing },
          isFirstRun: tables.firstRun,
          plannedDestinations: managed.map(({ plannedId }) => plannedId),
          ...(listed && { listedDestinations: listed }),
        })
      : UNASKED,
    checkSurroundings({
      makesTables: missingTables.length > 0,
      hasAlerts: unread || alerts.length > 0,
      writes:
        unread || writing.length + stale.size + packed.writes.length + clearedRows(plan.skipped, settings) > 0
          ? writtenTables(missingTables, managed)
          : [],
    }),
    existingOperations(settings, workspace.rest),
    checkScores(settings, workspace.rest, alerts),
  ]);
  const answered = answeredAlerts(contracts.answers.asked, contracts.answers.notChecked);
  const unasked = added.filter(({ alertId }) => !broken.has(alertId) && !answered.has(alertId));
  const unreadable = sql ? await unreadableQueries(unasked, { sql }) : [];
  const known = [...plan.faults, ...destinations.faults, ...noQuery, ...contracts.faults, ...unreadable];
  const found = [...known, ...tables.faults.filter((fault) => !isCellAmong(known, fault))];
  const keeps = settings.faultyRows === "keep";
  const unusable = keeps ? faultyDestinations(found, destinationRows) : [];
  const faults = [...found, ...faultsOfNaming(unusable, plan.rows, alerts)];
  const warnings = [...plan.warnings, ...gone, ...drifted, ...destinations.warnings, ...contracts.warnings];
  const ofPacks = packWarnings({ packed, passedOver }, place);
  const ofRun = [silences, scores, surroundings, operations].flatMap((one) => one.warnings);
  for (const warning of [...ofRun, ...ofPacks]) void pulumi.log.warn(warning);
  const ofOthers = [
    ...describeFaults([...packs.faults, ...packed.faults]),
    ...faultsOfPlaces(settings),
    ...[silences, scores, surroundings, operations].flatMap((one) => one.faults),
  ];
  const placed = withPlaces(faults, packed.origins, packs.faults);
  const isKept = (fault: Fault) => isOfRow(fault) || isOfDestination(fault);
  throwAll(keeps ? placed.filter((fault) => !isKept(fault)) : placed, ofOthers, warnings);
  const faulty = placed.some(isOfRow) ? faultyRows(placed, plan, await activeAlerts(listing), settings) : [];
  const sound = withoutFaults(alerts, faults);
  for (const note of [...silences.notes, ...packNotes(packed, place)]) void pulumi.log.info(note);
  // Who changes these is known: their pack.
  const written = new Set(packed.writes.map(({ alertId }) => alertId));
  const kept = faulty.filter((row) => row.kept !== undefined);
  const skipped = plan.rows.length - sound.length - kept.length;
  const paused = sound.filter(({ definition }) => definition.schedule.pauseStatus === "PAUSED");
  return {
    settings,
    alerts: sound,
    faulty,
    faultyDestinations: unusable,
    skipped,
    unread,
    managed: managed.filter(({ destinationId }) =>
      unusable.every((one) => one.destinationId !== destinationId),
    ),
    operations,
    leaving: claimsOf(plan.skipped),
    firstRun: tables.firstRun,
    missingTables,
    missingScores: scores.missing,
    packs: declaredPacks(packChoice(settings, stack), packed, passedOver),
    // Those that are not added are, letter by letter, what is deployed.
    areQueriesRead: sql !== undefined,
    warnings,
    staleRows: faulty.length > 0 ? staleRows(sound) : stale,
    changes: {
      sql,
      rows: storedRows(plan),
      changedRows: unsynced.filter((alertId) => !written.has(alertId)),
      hashOf: (row) => definitionHash(row, { channels: plan.channels, settings, warehouseId }),
    },
    lint: {
      channels: plan.channels,
      alerts: sound,
      settings,
      now: new Date(),
      only: changed,
      answers: contracts.answers,
      place,
    },
    counts: { declared: sound.length + kept.length, paused: paused.length, skipped },
  };
}

/** All that looks at the alerts before they are declared sees the same ones. */
function listedOnce({ alerts }: Pick<WorkspaceConnection, "alerts">): Pick<AlertsApi, "list"> {
  let listing: ReturnType<AlertsApi["list"]> | undefined;
  return { list: () => (listing ??= alerts.list()) };
}

/** How many rows name an alert that goes: its id is taken out of them. */
function clearedRows(skipped: AlertPlan["skipped"], { deletionPolicy }: Settings): number {
  if (deletionPolicy === "keep") return 0;
  return skipped.filter(({ databricksAlertId }) => databricksAlertId !== undefined).length;
}

/** The tables that outcomes go into, and ids of destinations that are made. */
function writtenTables(missing: readonly string[], managed: readonly ManagedDestination[]): Needs["writes"] {
  const makesDestinations = managed.some(
    ({ plannedId, existingId, namedOther }) => plannedId !== (namedOther?.id ?? existingId),
  );
  return [
    ALERT_CONFIGURATIONS.name,
    ALERT_SYNC_METRICS.name,
    ...(makesDestinations ? [NOTIFICATION_DESTINATIONS.name] : []),
  ].filter((name) => !missing.includes(name));
}

/** With what only warns: who mends the faults mends that with them, and there are no alerts yet to show it at. */
function throwAll(faults: readonly Fault[], others: readonly string[], warnings: readonly Fault[]): void {
  const messages = [...(faults.length > 0 ? [formatFaults(faults)] : []), ...others];
  if (messages.length === 0) return;
  for (const warning of warnings) void pulumi.log.warn(formatFault(warning));
  throw new ExpectedError(messages.join("\n"));
}

function showProgress(progress: string): void {
  void pulumi.log.info(progress);
}
