import type { Workspace } from "../workspace";
import { askEngine, quotedName } from "./ask-engine";
import type { TableAddress } from "./table-details";

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
