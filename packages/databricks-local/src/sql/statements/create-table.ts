import { randomUUID } from "node:crypto";
import { tableObject } from "../../access/data-rights";
import type { SqlResult } from "../sql-engine";
import { tableExists, unsupported } from "../sql-faults";
import { displayName, type TableName } from "../store/physical-name";
import { createRowTables } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import { resolveName } from "../translate/translator";
import { TableSource } from "./table-source";
import { keepNotes } from "./keep-notes";
import type { Operation } from "./keep-version";
import { replaceTable } from "./replace-table";
import { NO_RESULT, type StatementKind, type StatementRun } from "./statement-run";
import { readDefinition } from "./table-definition";
import { requireTable } from "./target-table";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-table-using */
export const CREATE_TABLE: readonly StatementKind[] = [["CREATE"], ["CREATE", "OR", "REPLACE"]].map(
  (verb) => ({ words: [...verb, "TABLE"], writes: true, run: (run) => createTable(run, verb) }),
);

async function createTable(run: StatementRun, verb: readonly string[]): Promise<SqlResult> {
  const cursor = run.text.cursor();
  cursor.expect(...verb, "TABLE");
  const isReplace = verb.length > 1;
  const ifNotExists = !isReplace && cursor.accept("IF", "NOT", "EXISTS");
  const name = resolveName(cursor.name(), run.session);
  const definition = readDefinition(cursor, name, run.session);
  const source = cursor.accept("AS") ? await TableSource.of(run.of(run.text.behind(cursor))) : undefined;
  if (source && definition.columns.length > 0)
    throw unsupported("CREATE TABLE with both columns and a query");
  const columns = source?.columns ?? definition.columns;
  if (columns.length === 0) throw unsupported("CREATE TABLE without a list of columns");
  const { catalogs, rights } = run.files;
  const { userName } = run.session;
  catalogs.requireSchema(name.catalog, name.schema);
  catalogs.requireChangeable(name);
  rights.requireUse(userName, name);
  const old = catalogs.find(name);
  if (old && ifNotExists) return NO_RESULT;
  if (old && !isReplace) throw tableExists(displayName(name));
  rights.requireNewTable(userName, name);
  if (old) rights.requireOwner(userName, tableObject(old));
  else run.onCommit(() => rights.owners.put(tableObject(name), userName));
  const table = { ...notesOf(name, run.now), ...definition, columns };
  await source?.gather();
  const made = old
    ? await replaceTable(run, requireTable(old, "REPLACE TABLE"), table)
    : await makeTable(run, table);
  const inserted = await source?.fill(run, made);
  await keepNotes(run, made, operation(made, `${verb.join(" ")} TABLE`, inserted));
  return NO_RESULT;
}

function notesOf(name: TableName, now: Date): Omit<TableNotes, "columns" | "properties" | "comment"> {
  return { ...name, id: randomUUID(), createdAt: now.toISOString(), checks: [], keys: [] };
}

async function makeTable(run: StatementRun, table: TableNotes): Promise<TableNotes> {
  for (const statement of createRowTables(table)) await run.connection.run(statement);
  return table;
}

function operation(table: TableNotes, verb: string, inserted: bigint | undefined): Operation {
  return {
    operation: inserted === undefined ? verb : `${verb} AS SELECT`,
    parameters: {
      partitionBy: "[]",
      description: table.comment ?? "",
      isManaged: "true",
      properties: JSON.stringify(Object.fromEntries(table.properties)),
    },
    metrics: inserted === undefined ? {} : { numOutputRows: String(inserted) },
    isBlindAppend: true,
  };
}
