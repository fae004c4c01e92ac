import type { Workspace } from "../workspace";
import { askEngine, quotedName } from "./ask-engine";

/** Every table of every catalog, in the order of their names. */
export function listTables(workspace: Workspace) {
  return askEngine(workspace, async (run) => {
    const catalogs = (await run("SHOW CATALOGS")).rows.flatMap(([catalog]) => catalog ?? []);
    const tables: { catalog: string; schema: string; table: string; comment: string | null }[] = [];
    for (const catalog of catalogs) {
      const { rows } = await run(
        `SELECT table_schema, table_name, comment FROM ${quotedName(catalog, "information_schema", "tables")} ` +
          "ORDER BY table_schema, table_name",
      );
      for (const [schema, table, comment = null] of rows) {
        tables.push({ catalog, schema: schema ?? "", table: table ?? "", comment });
      }
    }
    return { catalogs, tables };
  });
}
export type TableList = Awaited<ReturnType<typeof listTables>>;
