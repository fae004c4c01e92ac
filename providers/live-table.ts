import { readTableColumns } from "../alerting/statements/read-table-columns";
import { readTableConstraints } from "../alerting/statements/read-table-constraints";
import { readTableProperties } from "../alerting/statements/read-table-properties";
import type { TableNames } from "../alerting/table-names";
import type { LiveTable } from "../alerting/table-upgrade";
import type { SqlSession } from "../databricks/sql-session";

/** The table as the workspace has it; no columns: there is no such table. */
export async function readLiveTable(
  session: SqlSession,
  names: TableNames,
  table: string,
): Promise<LiveTable> {
  const [columns, constraints] = await Promise.all([
    session.query(readTableColumns(names, table)),
    session.query(readTableConstraints(names, table)),
  ]);
  const properties = columns.length ? await session.query(readTableProperties(names, table)) : [];
  return {
    columns: columns.map((column) => ({
      name: text(column["column_name"]),
      isNullable: text(column["is_nullable"]) === "YES",
      hasDefault: text(column["column_default"]) !== "",
      comment: text(column["comment"]),
    })),
    properties: new Map(properties.map(({ key, value }) => [text(key), text(value)])),
    constraints: constraints.map((constraint) => ({
      name: text(constraint["constraint_name"]),
      type: text(constraint["constraint_type"]),
    })),
  };
}

function text(cell: unknown): string {
  return typeof cell === "string" ? cell : "";
}
