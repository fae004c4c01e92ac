import { writeFileSync } from "node:fs";
import type { SqlSession } from "../databricks/sql-session";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { readResultColumns } from "../rows/statements/read-tables";
import type { Settings } from "../settings/settings";
import { fixtureQuery } from "./fixtures/fixture-query";
import { nameOfAnyStack, readSchemasFile, SCHEMAS_FILE } from "./fixtures/table-schemas";
import { testedIdOf } from "./files/yaml-source";
import type { TestText } from "./read-tests";
import type { TestedAlerts } from "./tested-alerts";

export interface RecordedSchemas {
  /** Names of tables, as the file has them. */
  readonly recorded: readonly string[];
  /** Tables that could not be read, and why: what is known of them stays. */
  readonly failed: readonly { readonly table: string; readonly reason: string }[];
}

/** Writes columns and types of every table that a tested alert reads into the file of schemas, as the workspace has them. */
export async function recordSchemas(
  texts: readonly TestText[],
  { byId }: TestedAlerts,
  sql: Pick<SqlSession, "query">,
  settings: Pick<Settings, "catalog" | "goldSchema">,
  file = SCHEMAS_FILE,
): Promise<RecordedSchemas> {
  // A file may have faults for want of these very schemas: of it nothing is needed but whom it tests.
  const ids = texts.map(({ file: name, text }) => testedIdOf(name, text) ?? "");
  const queries = ids.flatMap((id) => byId.get(id)?.alert.authored.queryText ?? []).map(fixtureQuery);
  const tables = [...new Set(queries.flatMap((query) => ("reason" in query ? [] : query.tables)))].sort();
  const schemas = new Map(Object.entries(readSchemasFile(file)));
  const recorded: string[] = [];
  const failed: { table: string; reason: string }[] = [];
  for (const table of tables) {
    try {
      const rows = await sql.query(readResultColumns(table.split(".")));
      const columns = rows.map(
        ({ col_name: name, data_type: type }) => [String(name), String(type)] as const,
      );
      recorded.push(nameOfAnyStack(table, settings));
      schemas.set(nameOfAnyStack(table, settings), Object.fromEntries(columns));
    } catch (error) {
      if (!(error instanceof SqlStatementError)) throw error;
      failed.push({ table, reason: error.message });
    }
  }
  const sorted = [...schemas].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
  return { recorded, failed };
}
