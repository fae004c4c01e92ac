import type { Workspace } from "../workspace";
import { askEngine, quotedName, sqlText } from "./ask-engine";

interface TableAddress {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

const CHECK_PREFIX = "delta.constraints.";

/** A table's columns, comments, constraints and properties, as its catalog tells them. */
export function tableDetails(workspace: Workspace, { catalog, schema, table }: TableAddress) {
  const name = quotedName(catalog, schema, table);
  const ours = `table_schema = ${sqlText(schema)} AND table_name = ${sqlText(table)}`;
  const view = (title: string) => quotedName(catalog, "information_schema", title);
  return askEngine(workspace, async (run) => {
    const columns = await run(
      `SELECT column_name, full_data_type, is_nullable, column_default, comment FROM ${view("columns")} ` +
        `WHERE ${ours} ORDER BY ordinal_position`,
    );
    const about = await run(`SELECT comment, created FROM ${view("tables")} WHERE ${ours}`);
    const keys = await run(
      `SELECT c.constraint_name, c.constraint_type, k.column_name FROM ${view("table_constraints")} c ` +
        `JOIN ${view("key_column_usage")} k ON k.constraint_name = c.constraint_name ` +
        `AND k.table_schema = c.table_schema AND k.table_name = c.table_name ` +
        `WHERE c.${ours.replace(" AND ", " AND c.")} ORDER BY c.constraint_name, k.ordinal_position`,
    );
    const properties = (await run(`SHOW TBLPROPERTIES ${name}`)).rows;
    const [count] = (await run(`SELECT COUNT(*) FROM ${name}`)).rows;
    const [[comment = null, createdAt = null] = []] = about.rows;
    return {
      catalog,
      schema,
      table,
      comment,
      createdAt,
      rowCount: Number(count?.[0] ?? 0),
      columns: columns.rows.map(([column, type, nullable, standard, note]) => ({
        name: column ?? "",
        type: type ?? "",
        isNullable: nullable === "YES",
        standard: standard ?? null,
        comment: note ?? null,
      })),
      constraints: [...keyConstraints(keys.rows), ...checkConstraints(properties)],
      properties: properties.filter(([key]) => key?.startsWith(CHECK_PREFIX) !== true),
    };
  });
}
export type TableDetails = Awaited<ReturnType<typeof tableDetails>>;

type Rows = readonly (readonly (string | null)[])[];

function keyConstraints(rows: Rows): { name: string; text: string }[] {
  const keys = new Map<string, { kind: string; columns: string[] }>();
  for (const [name, kind, column] of rows) {
    const key = keys.get(name ?? "") ?? { kind: kind ?? "", columns: [] };
    key.columns.push(column ?? "");
    keys.set(name ?? "", key);
  }
  return [...keys].map(([name, { kind, columns }]) => ({ name, text: `${kind} (${columns.join(", ")})` }));
}

/** Delta keeps them as properties of the table. */
function checkConstraints(properties: Rows): { name: string; text: string }[] {
  return properties.flatMap(([key, expression]) =>
    key?.startsWith(CHECK_PREFIX) === true
      ? [{ name: key.slice(CHECK_PREFIX.length), text: `CHECK (${expression ?? ""})` }]
      : [],
  );
}

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
      for (const [schema, table, comment = null] of rows)
        tables.push({ catalog, schema: schema ?? "", table: table ?? "", comment });
    }
    return { catalogs, tables };
  });
}
export type TableList = Awaited<ReturnType<typeof listTables>>;

const PAGE_ROWS = 50;
/** More of a cell is no help in a table; the page says that there is more. */
const MAX_CELL_CHARACTERS = 500;

/** One page of a table's rows, the first is page 0. */
export function readTablePage(workspace: Workspace, { catalog, schema, table }: TableAddress, page: number) {
  const name = quotedName(catalog, schema, table);
  return askEngine(workspace, async (run) => {
    const { columns, rows } = await run(
      `SELECT * FROM ${name} LIMIT ${PAGE_ROWS} OFFSET ${page * PAGE_ROWS}`,
    );
    return { page, pageRows: PAGE_ROWS, columns, rows: rows.map((row) => row.map(shortened)) };
  });
}
export type TablePage = Awaited<ReturnType<typeof readTablePage>>;

function shortened(cell: string | null): string | null {
  if (cell === null || cell.length <= MAX_CELL_CHARACTERS) return cell;
  return `${cell.slice(0, MAX_CELL_CHARACTERS)}…`;
}
