import type { ComponentChildren } from "preact";

interface CardTableProps<Cell> {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly show: (cell: Cell) => ComponentChildren;
}

/** Rows under their columns; on a phone a card for each row, where each cell says its column. */
export function CardTable<Cell>({ columns, rows, show }: CardTableProps<Cell>) {
  return (
    <table class="cards">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column} data-label={columns[column]}>
                {show(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
