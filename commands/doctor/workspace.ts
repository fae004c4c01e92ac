import { type AlertPlan, planAlerts } from "../../alerting/plan-alerts";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { Identity } from "../../databricks/directory";
import { listDestinations } from "../../databricks/notification-destinations";
import type { WorkspaceConnection } from "../../databricks/open-connection";
import type { RestClient } from "../../databricks/rest-client";
import type { SqlSession } from "../../databricks/sql-session";
import { SqlConnectionError } from "../../databricks/sql-statement-error";
import type { Warehouse } from "../../databricks/warehouses";
import { folders } from "../../lint/surroundings/check-folders";
import { checkAs } from "../../lint/surroundings/check-surroundings";
import { ExpectedError, reasonOf } from "../../messages/expected-error";
import { counted } from "../../messages/words";
import { existingTable, packChoice, readPackedRows, withPacks } from "../../rows/packs/packed-rows";
import { readPacks } from "../../rows/packs/read-packs";
import { describeFaults } from "../../rows/packs/yaml-file";
import { readResultColumns } from "../../rows/statements/read-tables";
import { rowsOfFirstRun } from "../../rows/table-rows";
import { faultsOfPlaces } from "../../settings/everybodys-places";
import type { Settings } from "../../settings/settings";
import { ownScores } from "../../lint/checks/score-findings";
import { quoteIdentifier } from "../../sql/quoting";
import { examineChannels, examineQuota, examineRows } from "./alerts";
import { type Diagnosis, diagnosed, type Examination, fault, ok, warning } from "./diagnosis";
import { UnityRights } from "./rights";
import { examineRunAs } from "./run-as";
import { examineTables } from "./tables";
import { ADMINS, examineWarehouse, type FoundWarehouse } from "./warehouse";

/** Whose workspace is looked at. */
export interface Patient {
  readonly settings: Settings;
  readonly stack: string;
  readonly workspace: WorkspaceConnection;
  readonly who: Identity;
  /** A stopped warehouse may be started to read the rows. */
  readonly mayStart: boolean;
}

/** Asks all that can be asked without changing anything, beside each other as far as one answer does not wait for another. */
export async function examineWorkspace(
  patient: Patient,
  examination: Examination,
): Promise<readonly Diagnosis[]> {
  const { settings, workspace, who } = patient;
  const { rest } = workspace;
  // Whatever the run leaves unasked: the doctor is there to ask.
  const check = {
    ...checkAs({ ...settings, checkRights: "fail" }, rest),
    identity: () => Promise.resolve(who),
  };
  const unity = new UnityRights(rest);
  const warehouse = quiet(examineWarehouse(rest, settings, who));
  // Whoever makes a warehouse may use it.
  const isMade = quiet(warehouse.then(({ isMade: yes = false }) => yes));
  const sql = quiet(warehouse.then(({ warehouse: found }) => openSql(patient, found)));
  const plan = quiet(planOf(patient, { sql, warehouse, unity }));
  const listed = quiet(listDestinations(rest));
  const ask = examination.ask.bind(examination);
  const parts = await Promise.all([
    ask("warehouse", async () => (await warehouse).diagnoses),
    ask("rights", async () => ((await isMade) ? [] : [await mayUse(sql, who)])),
    ask("tables", () => examineTables(check, unity)),
    ask("folder", async () => {
      const found = await folders(check);
      const faults = [...faultsOfPlaces(settings), ...found.faults];
      return diagnosed("folder", { ...found, faults }, folderText(settings));
    }),
    ask("rows", async () => {
      const { packFaults, ...rows } = await plan;
      return [...packFaults.map((text) => fault("packs", text)), ...examineRows(rows)];
    }),
    ask("rights", async () => {
      const [{ alerts }, found] = await Promise.all([plan, warehouse.catch(() => undefined)]);
      return examineRunAs(alerts, who, {
        rest,
        unity,
        warehouse: found?.warehouse,
        madeScores: ownScores(settings),
      });
    }),
    ask("quota", async () => {
      const [remote, rows] = await Promise.all([workspace.alerts.list(), plan.catch(() => undefined)]);
      return examineQuota(remote, rows?.alerts, settings, who);
    }),
    ask("destinations", async () => [
      ok("destinations", `${counted((await listed).length, "notification destination")} may be listed`),
      ...makingDestinations(patient),
    ]),
    ask("destinations", async () => {
      const rows = await plan.catch(() => undefined);
      return rows === undefined ? [] : examineChannels(await listed, rows.alerts);
    }),
    ask("system tables", async () => examineSystemTables(await sql, who)),
  ]);
  return parts.flat();
}

/** Who waits for it says what became of it. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

async function openSql(
  { workspace, mayStart }: Patient,
  warehouse: Warehouse | undefined,
): Promise<SqlSession> {
  if (warehouse === undefined) throw new ExpectedError("there is no SQL warehouse to ask.");
  const { name, state } = warehouse;
  if (!mayStart && (state === "STOPPED" || state === "STOPPING")) {
    throw new ExpectedError(
      `the SQL warehouse "${name}" is ${state}: give --start-warehouse to have it started.`,
    );
  }
  return workspace.openSql(warehouse);
}

/** Whether it is answered at all is whether one may use it. */
async function mayUse(session: Promise<SqlSession>, { userName }: Identity): Promise<Diagnosis> {
  try {
    await session;
    return ok("rights", `${userName} has CAN USE on the SQL warehouse: it answers`);
  } catch (error) {
    if (error instanceof SqlConnectionError) return fault("rights", error.message);
    throw error;
  }
}

interface RowsQuestion {
  readonly sql: Promise<SqlSession>;
  readonly warehouse: Promise<FoundWarehouse>;
  readonly unity: UnityRights;
}

interface PlannedRows extends AlertPlan {
  /** Of packs, each with its place. */
  readonly packFaults: readonly string[];
}

/** What the next up declares. Before there are tables nobody need be asked what is in them. */
async function planOf(
  { settings, stack, workspace: { rest } }: Patient,
  { sql, warehouse, unity }: RowsQuestion,
): Promise<PlannedRows> {
  const { catalog, goldSchema } = settings;
  const table = { type: "table", name: `${catalog}.${goldSchema}.${ALERT_CONFIGURATIONS.name}` } as const;
  const isFirstRun = (await unity.find(table)) === undefined;
  const { alertRows, pendingRows, destinationRows, packs, packed } = isFirstRun
    ? await firstRows(settings, stack, rest)
    : await readPackedRows({ sql: await sql, rest }, settings, stack);
  const found = await warehouse.catch(() => undefined);
  const warehouseId = found?.warehouse?.id ?? "";
  return {
    ...planAlerts({ alertRows, pendingRows, destinationRows, settings, warehouseId }),
    packFaults: describeFaults([...packs.faults, ...packed.faults]),
  };
}

async function firstRows(settings: Settings, stack: string, rest: RestClient) {
  const packs = readPacks(process.cwd(), packChoice(settings, stack));
  return { ...(await withPacks(rowsOfFirstRun(settings), packs, existingTable(rest))), packs };
}

function folderText({ parentPath, createFolder }: Settings): string {
  return createFolder
    ? `${parentPath} is there, or an up makes it (createFolder), and nobody else may change it`
    : `${parentPath} is there, and nobody else may change what lies in it`;
}

/** Making one takes an administrator; which groups somebody is in by way of others is not told. */
function makingDestinations({ settings, who: { userName, groups } }: Patient): Diagnosis[] {
  if (!settings.manageDestinations) return [];
  if (groups.includes(ADMINS)) return [ok("destinations", `${userName} may make them (manageDestinations)`)];
  return [
    warning(
      "destinations",
      `manageDestinations takes an administrator of the workspace, and ${userName} is not listed as one`,
      `Put ${userName} into the group ${ADMINS}, or set manageDestinations to false.`,
    ),
  ];
}

const SYSTEM_TABLES = ["alerts", "alert_evaluation_history"] as const;

/** What the job record_history and the pack alerts-on-alerts read. No up fails without. */
async function examineSystemTables(sql: SqlSession, { userName }: Identity): Promise<Diagnosis[]> {
  return Promise.all(
    SYSTEM_TABLES.map(async (table) => {
      const name = `system.alert.${table}`;
      try {
        await sql.query(readResultColumns(name.split(".")));
        return ok("system tables", `${name} may be read`);
      } catch (error) {
        return warning(
          "system tables",
          `${name} cannot be read, which the history job and the pack alerts-on-alerts do: ${reasonOf(error)}`,
          `GRANT USE SCHEMA, SELECT ON SCHEMA \`system\`.\`alert\` TO ${quoteIdentifier(userName)}; ` +
            "by an administrator of the metastore, who has the schema switched on first.",
        );
      }
    }),
  );
}
