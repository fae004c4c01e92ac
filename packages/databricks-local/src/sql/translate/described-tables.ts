import { tableObject } from "../../access/data-rights";
import { SqlError, type SqlColumn } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { historyTable } from "../store/history-file";
import { displayName } from "../store/physical-name";
import type { TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import { parseType } from "../types/parse-type";
import { duckDbType, duckdbText, identifier } from "../types/sql-type";
import { nameParts } from "./names";
import type { Translator } from "./translator";
import type { TypedQuery } from "./typed";

const JOB =
  "struct<jobId:string,jobName:string,jobRunId:string,runId:string,jobOwnerId:string,triggerType:string>";

/** @see https://docs.databricks.com/aws/en/delta/history */
export const HISTORY_COLUMNS: readonly SqlColumn[] = [
  { name: "version", type: "bigint" },
  { name: "timestamp", type: "timestamp" },
  { name: "userId", type: "string" },
  { name: "userName", type: "string" },
  { name: "operation", type: "string" },
  { name: "operationParameters", type: "map<string,string>" },
  { name: "job", type: JOB },
  { name: "notebook", type: "struct<notebookId:string>" },
  { name: "clusterId", type: "string" },
  { name: "readVersion", type: "bigint" },
  { name: "isolationLevel", type: "string" },
  { name: "isBlindAppend", type: "boolean" },
  { name: "operationMetrics", type: "map<string,string>" },
  { name: "userMetadata", type: "string" },
  { name: "engineInfo", type: "string" },
];

/** @see https://docs.databricks.com/aws/en/tables/operations/table-details */
export const DETAIL_COLUMNS: readonly SqlColumn[] = [
  { name: "format", type: "string" },
  { name: "id", type: "string" },
  { name: "name", type: "string" },
  { name: "description", type: "string" },
  { name: "location", type: "string" },
  { name: "createdAt", type: "timestamp" },
  { name: "lastModified", type: "timestamp" },
  { name: "partitionColumns", type: "array<string>" },
  { name: "clusteringColumns", type: "array<string>" },
  { name: "numFiles", type: "bigint" },
  { name: "sizeInBytes", type: "bigint" },
  { name: "properties", type: "map<string,string>" },
];

/** `FROM (DESCRIBE HISTORY t)`, `FROM (DESCRIBE DETAIL t)`: what the statements answer, as a query. */
export function describedTable(node: SyntaxNode, translator: Translator): TypedQuery {
  const style = node.optionalText("style")?.toUpperCase() ?? "";
  if (style !== "HISTORY" && style !== "DETAIL")
    throw unsupported("DESCRIBE in FROM, but for DESCRIBE HISTORY and DESCRIBE DETAIL");
  const target = node.node("target");
  const { catalogs, rights, reader } = translator.surroundings;
  const table = catalogs.table(translator.tableName(nameParts(target)));
  target.finish();
  if (style === "HISTORY") rights.requireTable(reader, table, "SELECT");
  else rights.requireSeen(reader, tableObject(table));
  if (table.view) throw notTable(table, `DESCRIBE ${style}`);
  return style === "HISTORY" ? history(table) : detail(table, translator);
}

function notTable(table: TableNotes, operation: string): SqlError {
  return new SqlError(
    "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE",
    "42809",
    `'${operation}' expects a table but ${displayName(table)} is a view.`,
  );
}

function history(table: TableNotes): TypedQuery {
  const said = (field: string) => `json_extract_string(said, '$.${field}')`;
  const map = (field: string) => `from_json(json_extract(said, '$.${field}'), '"MAP(VARCHAR, VARCHAR)"')`;
  const texts: Readonly<Record<string, string>> = {
    version: "version",
    timestamp: 'CAST("time" AS TIMESTAMP)',
    userName: said("userName"),
    operation: said("operation"),
    operationParameters: map("parameters"),
    readVersion: "CASE WHEN version > 0 THEN version - 1 END",
    isolationLevel: "'WriteSerializable'",
    isBlindAppend: said("isBlindAppend"),
    operationMetrics: map("metrics"),
  };
  const { text, columns } = selected(HISTORY_COLUMNS, texts);
  return {
    columns,
    text: `${text} FROM ${historyTable(table.catalog)} WHERE table_id = ${duckdbText(table.id)} ORDER BY 1 DESC`,
  };
}

function detail(table: TableNotes, { surroundings }: Translator): TypedQuery {
  const { id, catalog, schema, comment, createdAt, properties } = table;
  const lastModified = surroundings.catalogs.versions.latest(id)?.at.toISOString() ?? createdAt;
  const list = (texts: Iterable<string>) => `[${[...texts].map(duckdbText).join(", ")}]::VARCHAR[]`;
  return selected(DETAIL_COLUMNS, {
    format: "'delta'",
    id: duckdbText(id),
    name: duckdbText([catalog, schema, table.table].join(".")),
    ...(comment !== undefined && { description: duckdbText(comment) }),
    location: "''",
    createdAt: duckdbText(createdAt),
    lastModified: duckdbText(lastModified),
    partitionColumns: "[]",
    clusteringColumns: "[]",
    properties: `MAP(${list(properties.keys())}, ${list(properties.values())})`,
  });
}

/** What has no text is NULL. */
function selected(columns: readonly SqlColumn[], texts: Readonly<Record<string, string>>): TypedQuery {
  const typed = columns.map(({ name, type }) => ({ name, type: parseType(type) }));
  const items = typed.map(
    ({ name, type }) => `CAST(${texts[name] ?? "NULL"} AS ${duckDbType(type)}) AS ${identifier(name)}`,
  );
  return { text: `SELECT ${items.join(", ")}`, columns: typed };
}
