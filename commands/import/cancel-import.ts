import { canonicalJson } from "../../alerting/fields/alert-field";
import { readAlertRow } from "../../alerting/planned-alert";
import { alertIdOf } from "../../alerting/tables/alert-configurations";
import { NOTIFICATION_DESTINATIONS } from "../../alerting/tables/notification-destinations";
import { type RawRow, rowReader } from "../../alerting/tables/row-reader";
import { settingCommand, runCommand } from "../../messages/advised-commands";
import { counted, shownText, someOf } from "../../messages/words";
import type { DeployedAlerts } from "../../review/changes/deployed-alert";
import { packOf } from "../../rows/packs/lay-over";
import { deleteUndeployedRows, deleteUnusedDestinations } from "../../rows/statements/delete-rows";
import { readRows } from "../../rows/table-rows";
import type { Settings } from "../../settings/settings";
import { isSameRow } from "./apply-import";
import type { ImportFile, ImportRow } from "./import-file";
import type { ImportConnection } from "./plan-import";

export interface CancelledImport {
  readonly deleted: readonly string[];
  /** Rows of notification_destinations that went with them. */
  readonly deletedDestinations: readonly string[];
  /** Row → why it stays. */
  readonly kept: ReadonlyMap<string, string>;
  /** Rows that an up has deployed: without them the next one would delete their alerts. */
  readonly deployed: readonly string[];
  /** Nobody knows whether an up that was killed before it told the deleted rows has deployed them. */
  readonly isStateUnread: boolean;
}

/**
 * Takes the file's rows out of the table again, as far as they are as the file says them, and then the destinations that no row
 * names any more. No alert is touched: a row that no up has deployed is in no state. Of one that is, the next up would delete the
 * alert, unless deletionPolicy says keep. An up that was killed may not have said in the row that it has deployed it.
 *
 * @param state the alerts that the stack's state has. @default nobody knows: what the rows say counts
 */
export async function cancelImport(
  { sql }: ImportConnection,
  settings: Settings,
  file: ImportFile,
  state?: DeployedAlerts,
): Promise<CancelledImport> {
  const { alertRows, destinationRows } = await readRows(sql, settings);
  const stored = new Map(alertRows.map((raw) => [alertIdOf(raw), raw]));
  const kept = new Map<string, string>();
  const deployed: string[] = [];
  const going: string[] = [];
  const mayGo = settings.deletionPolicy === "keep";
  for (const row of file.rows) {
    const raw = stored.get(row.alertId);
    if (raw === undefined) continue;
    const why = whyKept(raw, row);
    if (why !== undefined) kept.set(row.alertId, why);
    else if (!mayGo && (saysDeployed(raw) || state?.has(row.alertId) === true)) deployed.push(row.alertId);
    else going.push(row.alertId);
  }
  if (going.length > 0)
    await sql.execute(deleteUndeployedRows(settings, going, { deployedToo: mayGo }), { idempotent: true });
  const gone = new Set(going);
  const named = new Set(
    alertRows
      .filter((raw) => !gone.has(alertIdOf(raw)))
      .flatMap((raw) => readAlertRow(raw).row.notification_channels.map((channel) => channel.trim())),
  );
  const destinations = file.destinations.filter(
    (said) =>
      !named.has(said.destination_id) && destinationRows.some((stored) => isSameDestination(stored, said)),
  );
  if (destinations.length > 0)
    await sql.execute(deleteUnusedDestinations(settings, destinations), { idempotent: true });
  const deletedDestinations = destinations.map(({ destination_id: id }) => id);
  const isStateUnread = state === undefined && !mayGo && going.length > 0;
  return { deleted: going, deletedDestinations, kept, deployed, isStateUnread };
}

const readDestination = rowReader(NOTIFICATION_DESTINATIONS);
/** Columns that say nothing of where messages go. */
const ABOUT_THE_ROW = /^(?:created_|updated_|last_test)/;

/** Whether the table's row is as `apply` writes it. */
function isSameDestination(stored: RawRow, said: RawRow): boolean {
  const [one, other] = [readDestination(stored).row, readDestination(said).row];
  return NOTIFICATION_DESTINATIONS.columns.every(
    ({ name }) => ABOUT_THE_ROW.test(name) || canonicalJson(one[name]) === canonicalJson(other[name]),
  );
}

function whyKept(raw: RawRow, { raw: said }: ImportRow): string | undefined {
  const pack = packOf(raw);
  if (pack !== undefined)
    return `is of the pack ${shownText(pack)}: take it out of packs/${shownText(pack)}/pack.yaml, which would write it again`;
  return isSameRow(raw, said) ? undefined : "was changed since, in the table or in the file";
}

function saysDeployed({ last_synced_at: at, last_sync_status: status }: RawRow): boolean {
  return (at ?? null) !== null || (status ?? null) !== null;
}

/** For people: what went, what stays, and how to let go of what an up has deployed. */
export function describeCancel(
  { deleted, deletedDestinations, kept, deployed, isStateUnread }: CancelledImport,
  stack: string,
): string {
  return [
    ...[...kept].map(([alertId, why]) => `${shownText(alertId)} stays: it ${why}.`),
    deleted.length === 0
      ? "No row was deleted."
      : `${counted(deleted.length, "row")} deleted. Their alerts stay as they are; the file stays, too.`,
    ...(isStateUnread
      ? [
          "Without the stack's state (--state) nobody knows whether an up that was cut off has deployed them. If one began since `apply`: " +
            `\`npm run import -- apply\`, then \`${runCommand("up", undefined, stack)}\` to its end, before any other up, which would move their alerts to the trash.`,
        ]
      : []),
    ...(deletedDestinations.length === 0
      ? []
      : [
          `${counted(deletedDestinations.length, "row")} of notification_destinations that no row names any more deleted: ${someOf(deletedDestinations.map(shownText))}.`,
        ]),
    ...(deployed.length === 0
      ? []
      : [
          `${counted(deployed.length, "row")} that an up has deployed ${deployed.length === 1 ? "stays" : "stay"}: without ${deployed.length === 1 ? "it" : "them"} the next up would move ${deployed.length === 1 ? "its alert" : "their alerts"} to the trash.`,
          "To let go of the rows and keep the alerts:",
          `  ${settingCommand("deletionPolicy", "keep", stack)}`,
          `  ${runCommand("up", undefined, stack)}   # so that the state knows it`,
          "  npm run import -- cancel   # with that setting",
          `  ${runCommand("up", undefined, stack)}   # ends what it manages, and deletes none; maxDeletes ${deployed.length} where that is asked for`,
        ]),
  ].join("\n");
}
