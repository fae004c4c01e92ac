import type { TableNames } from "../alerting/table-names";
import { CONFIG_TABLES } from "../alerting/tables/config-tables";
import type { SqlSession } from "../databricks/sql-session";
import { readTableColumns, readTableConstraints, readTableProperties } from "../rows/statements/read-tables";
import type { LiveTable } from "../rows/table-upgrade";

type Row = Readonly<Record<string, unknown>>;
type Schema = Readonly<Record<"columns" | "constraints", readonly Row[]>>;

const TABLES = CONFIG_TABLES.map(({ name }) => name);

/** The config tables as the workspace has them. The information schema is asked once for all of them. */
export class LiveTables {
  readonly #schemas = new Map<string, Promise<Schema>>();

  readonly #sql: () => Promise<SqlSession>;

  constructor(sql: () => Promise<SqlSession>) {
    this.#sql = sql;
  }

  /** What is known of the table, since the process started; no columns: there is no such table. */
  async get(names: TableNames, table: string): Promise<LiveTable> {
    const place = `${names.catalog}.${names.goldSchema}`;
    const known = this.#schemas.get(place) ?? this.#readSchema(names);
    this.#schemas.set(place, known);
    try {
      return await this.#liveTable(await known, names, table);
    } catch (error) {
      this.#schemas.delete(place);
      throw error;
    }
  }

  /** The table as it is now. */
  async readAgain(names: TableNames, table: string): Promise<LiveTable> {
    this.#schemas.clear();
    return this.get(names, table);
  }

  async #readSchema(names: TableNames): Promise<Schema> {
    const session = await this.#sql();
    const [columns, constraints] = await Promise.all([
      session.query(readTableColumns(names, TABLES)),
      session.query(readTableConstraints(names, TABLES)),
    ]);
    return { columns, constraints };
  }

  async #liveTable(schema: Schema, names: TableNames, table: string): Promise<LiveTable> {
    const isOfTable = (row: Row) => row["table_name"] === table;
    const columns = schema.columns.filter(isOfTable);
    const properties = columns.length
      ? await (await this.#sql()).query(readTableProperties(names, table))
      : [];
    return {
      columns: columns.map((column) => ({
        name: text(column["column_name"]),
        type: text(column["full_data_type"]),
        isNullable: text(column["is_nullable"]) === "YES",
        hasDefault: text(column["column_default"]) !== "",
        comment: text(column["comment"]),
      })),
      properties: new Map(properties.map(({ key, value }) => [text(key), text(value)])),
      constraints: schema.constraints.filter(isOfTable).map((constraint) => ({
        name: text(constraint["constraint_name"]),
        type: text(constraint["constraint_type"]),
        column: text(constraint["column_name"]),
      })),
    };
  }
}

function text(cell: unknown): string {
  return typeof cell === "string" ? cell : "";
}
