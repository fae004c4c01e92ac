import { DESTINATION_KINDS } from "../../alerting/destinations/destination-kinds";
import { readChannels } from "../../alerting/channels";
import { displayName } from "../../alerting/fields/name";
import type { AlertPlan } from "../../alerting/plan-alerts";
import { readAlertRow, type RowContext } from "../../alerting/planned-alert";
import type { RawRow } from "../../alerting/tables/row-reader";
import { listDestinations } from "../../databricks/notification-destinations";
import type { Connection } from "../../databricks/open-connection";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { objectAt } from "../../databricks/unity-catalog";
import { ExpectedError } from "../../messages/expected-error";
import { counted, shownText } from "../../messages/words";
import type { Settings } from "../../settings/settings";
import { freeName } from "../free-name";
import { alertsWithoutRow, isWanted, type Wanted } from "./alerts-without-row";
import { type Drafts, draftRows, type FoundAlert, type LeftAlert } from "./draft-rows";
import { goneOwners } from "./gone-owners";
import { queryRefusals } from "./query-refusals";
import { listedAlerts, orRefused } from "./refused";
import type { ImportFile } from "./import-file";
import { unlistedAlerts } from "./unlisted-alerts";

/** What of the workspace an import looks at. */
export type ImportConnection = Pick<Connection, "rest" | "sql" | "alerts" | "warehouseId">;

export interface PlannedImport extends Drafts {
  /** Alerts that the file had before. */
  readonly known: number;
  /** Channels that alerts tell, and that no row stood for. */
  readonly destinations: readonly RawRow[];
  /** The workspace does not show who there is: owners stand as their alerts name them. */
  readonly areOwnersUnread: boolean;
}

/**
 * Finds the alerts that no row has, in the table or in the file, and drafts a row for each.
 *
 * @param others alerts that are found elsewhere than in the workspace
 */
export async function planImport(
  connection: ImportConnection,
  settings: Settings,
  table: Pick<AlertPlan, "rows" | "channels">,
  file: ImportFile,
  wanted: Wanted & { readonly others?: readonly FoundAlert[] | undefined },
  say: (progress: string) => void,
): Promise<PlannedImport> {
  const listed = await listedAlerts(connection.alerts, say);
  const ids = (wanted.others ?? []).flatMap(({ id }) => id ?? []);
  const unlisted = await unlistedAlerts(connection.alerts, ids, listed);
  const remote = [...listed, ...unlisted.active];
  const free = alertsWithoutRow(remote, table.rows, settings);
  const { own, refused } =
    wanted.others === undefined
      ? { own: await ownAlerts(connection, free, wanted), refused: [] }
      : asTheyRun(wanted.others, free, remote, unlisted.refused);
  const inFile = new Set(file.rows.flatMap(({ databricksAlertId }) => databricksAlertId ?? []));
  const rowsOfFile = file.rows.map(({ alertId, raw }) => ({ alertId, row: readAlertRow(raw).row }));
  const namesInFile = new Set(rowsOfFile.map(({ row }) => displayName(row)));
  const found = own.filter((alert) =>
    alert.id === undefined ? !namesInFile.has(alert.definition.displayName) : !inFile.has(alert.id),
  );
  const { destinations, missing } = await unknownDestinations(connection, found, table, file);
  const channels = withChannels(table, [...file.destinations, ...destinations]);
  const context: RowContext = {
    settings: allowing(settings, found),
    warehouseId: connection.warehouseId,
    channels,
  };
  const owners = await goneOwners(
    connection.rest,
    found.map(({ ownerUserName }) => ownerUserName),
    say,
  );
  const drafts = draftRows(
    found,
    {
      ...context,
      rows: [...table.rows, ...rowsOfFile],
      goneOwners: owners.gone,
      refusals: await queryRefusals(
        connection,
        found.map(({ definition }) => definition.queryText),
        say,
      ),
      // An up that looks after destinations would not take them.
      missingDestinations: settings.manageDestinations ? missing : new Set(),
    },
    say,
  );
  const told = new Set(drafts.rows.flatMap(({ planned }) => planned.row.notification_channels));
  const needed = destinations.filter(({ destination_id: id }) => told.has(String(id)));
  return {
    ...drafts,
    left: [...drafts.left, ...refused],
    known: own.length - found.length,
    destinations: needed,
    areOwnersUnread: owners.isUnread,
  };
}

async function ownAlerts(
  { rest }: ImportConnection,
  free: readonly RemoteAlert[],
  wanted: Wanted,
): Promise<readonly FoundAlert[]> {
  const found = free.filter((alert) => isWanted(alert, wanted));
  if (found.length === 0 && wanted.folder !== undefined) await requireFolder(rest, wanted.folder);
  return found;
}

/**
 * Alerts of files as the workspace has them, where the file knows the id: what runs counts. One that is not there is made anew, one
 * that a row has is left out, and one that may not be read stays as it is: its row would make a second one.
 */
function asTheyRun(
  others: readonly FoundAlert[],
  free: readonly RemoteAlert[],
  remote: readonly RemoteAlert[],
  unread: ReadonlySet<string>,
): { readonly own: readonly FoundAlert[]; readonly refused: readonly LeftAlert[] } {
  const byId = new Map(remote.map((alert) => [alert.id, alert]));
  const isFree = new Set(free);
  const isUnread = ({ id }: FoundAlert) => id !== undefined && unread.has(id);
  const own = others
    .filter((alert) => !isUnread(alert))
    .flatMap(({ id, ...alert }) => {
      if (id === undefined) return [alert];
      const live = byId.get(id);
      if (live === undefined) return [{ ...alert, notes: [goneNote(id)] }];
      return isFree.has(live) ? [{ ...live, ...(alert.file !== undefined && { file: alert.file }) }] : [];
    });
  const why = "may not be read by you (403): have CAN VIEW on it given to you";
  return { own, refused: others.filter(isUnread).map((alert) => ({ alert, why })) };
}

function goneNote(id: string): string {
  return `alert ${id} of the file is gone from the workspace, or in its trash: an up makes another one, or takes over that of its name`;
}

/** A listing leaves out what one may not see: that nothing is there is said of a folder that is there alone. */
export async function requireFolder(rest: ImportConnection["rest"], folder: string): Promise<void> {
  const advice = "Name another one with --folder, or have CAN READ on it given to you.";
  const found = await orRefused(
    objectAt(rest, folder),
    `You may not see into the folder ${shownText(folder)} (403). ${advice}`,
  );
  if (found !== undefined) return;
  throw new ExpectedError(`The folder ${shownText(folder)} does not exist, or you may not see it. ${advice}`);
}

/** As if the settings allowed what the alerts have: what they do not is told with the plan, and refused by apply. */
function allowing(settings: Settings, found: readonly FoundAlert[]): Settings {
  const names = found.flatMap(
    ({ definition: { runAs } }) => runAs?.userName ?? runAs?.servicePrincipalName ?? [],
  );
  const isAnybody = settings.runAs === undefined && settings.allowedRunAs.length === 0;
  return {
    ...settings,
    allowedEmailDomains: [],
    allowedRunAs: isAnybody ? [] : [...settings.allowedRunAs, ...names],
    allowedWarehouses: [
      ...settings.allowedWarehouses,
      ...found.map(({ definition }) => definition.warehouseId.toLowerCase()),
    ],
  };
}

/** A row for each destination that alerts tell and that has none, and the ids that the workspace does not have either. */
async function unknownDestinations(
  { rest }: ImportConnection,
  found: readonly FoundAlert[],
  { channels }: Pick<AlertPlan, "channels">,
  file: ImportFile,
): Promise<{ readonly destinations: readonly RawRow[]; readonly missing: ReadonlySet<string> }> {
  const rows = [...channels.byId.values(), ...file.destinations];
  const known = new Set(rows.map(({ databricks_destination_id: id }) => id));
  const told = found.flatMap(({ definition }) => definition.evaluation.notification.subscriptions);
  const ids = new Set(
    told.flatMap(({ destinationId }) => destinationId ?? []).filter((id) => !known.has(id)),
  );
  if (ids.size === 0) return { destinations: [], missing: new Set() };
  const listed = await orRefused(
    listDestinations(rest),
    `Alerts tell ${counted(ids.size, "destination")} that no row of notification_destinations stands for, and you may not list the ` +
      "workspace's (403): have an administrator let you, or write the rows with their ids. Nothing was written.",
  );
  const names = new Set(rows.map(({ destination_id: id }) => String(id)));
  const destinations = [...ids].map((id) => {
    const one = listed.find((destination) => destination.id === id);
    const kind = Object.entries(DESTINATION_KINDS).find(([, { type }]) => type === one?.type);
    return {
      destination_id: freeChannel(one?.displayName ?? id, names),
      destination_name: one?.displayName ?? id,
      destination_type: kind?.[0] ?? "WEBHOOK",
      databricks_destination_id: id,
      owner: "import",
    };
  });
  return { destinations, missing: new Set([...ids].filter((id) => !listed.some((one) => one.id === id))) };
}

function freeChannel(name: string, taken: Set<string>): string {
  const channel = freeName(name, { separator: "_", otherwise: "destination" }, (one) => taken.has(one));
  taken.add(channel);
  return channel;
}

/** The channels as they are once the rows of destinations are there. */
export function withChannels(
  { channels }: Pick<AlertPlan, "channels">,
  destinations: readonly RawRow[],
): AlertPlan["channels"] {
  const rows = destinations.map((row) => ({ ...row, is_enabled: true, created_by: "import" }));
  return { ...channels, byId: new Map([...channels.byId, ...readChannels(rows).byId]) };
}
