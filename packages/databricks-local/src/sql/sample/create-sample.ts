import type { Warehouse } from "../duckdb-session";
import { DuckDbSession } from "../duckdb-session";
import { FACT_USAGE_DDL } from "./fact-usage-table";
import { factUsageRows } from "./fact-usage-rows";
import { physicalTable } from "../store/physical-name";
import type { TableNotes } from "../store/table-notes";
import { storedName } from "../store/row-tables";

const SAMPLE_CATALOG = "health_monitor";
const SAMPLE_SCHEMA = "gold";

/** What a fresh workspace has: catalogs `health_monitor` and `main`, and in the former the usage that alerts can speak of. */
export async function createSample(warehouse: Warehouse, userName: string): Promise<void> {
  const table = { catalog: SAMPLE_CATALOG, schema: SAMPLE_SCHEMA, table: "fact_usage" };
  if (warehouse.files.catalogs.hasCatalog("main")) return;
  const state = {
    ...{ catalog: SAMPLE_CATALOG, schema: SAMPLE_SCHEMA },
    ...{ userName, temporaryViews: new Map<string, TableNotes>() },
  };
  await warehouse.files.createCatalog(SAMPLE_CATALOG);
  const session = new DuckDbSession(warehouse, state);
  await session.execute("CREATE SCHEMA IF NOT EXISTS health_monitor.gold");
  await session.execute(FACT_USAGE_DDL);
  const rows = factUsageRows(warehouse.clock());
  await warehouse.files.withConnection(async (connection) => {
    await connection.run(`DELETE FROM ${physicalTable(table)}`);
    const columns = warehouse.files.catalogs.table(table).columns.map(storedName).join(", ");
    await connection.run(`INSERT INTO ${physicalTable(table)} (${columns}) ${rows}`);
  });
  // The last step: a start that was cut short before begins again.
  await warehouse.files.createCatalog("main");
}
