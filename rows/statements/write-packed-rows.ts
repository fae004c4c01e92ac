import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { Statement } from "../../databricks/run-statement";
import { quoteIdentifier } from "../../sql/quoting";
import type { RowWrite } from "../packs/lay-over";
import { columnList, rowsSource } from "./write-rows";

/** What becomes of a row, and, of one that stays, which of its cells. */
const DIRECTIONS = [
  { name: "pack_action", type: "STRING" },
  { name: "pack_cells", type: "ARRAY<STRING>" },
] as const;

/**
 * Writes, changes and deletes rows of packs in one statement. Of a row that is there only the named cells are written; what others
 * write into the rest stays. Sent twice it does nothing more, and only a row that a pack manages is deleted.
 */
export function writePackedRows(names: TableNames, writes: readonly RowWrite[]): Statement {
  const key = ALERT_CONFIGURATIONS.primaryKey;
  const isWritten = (kind: RowWrite["kind"]) => (column: string) =>
    writes.some((write) => write.kind === kind && column in write.cells);
  const columns = ALERT_CONFIGURATIONS.columns.filter(({ name }) => name !== key);
  const inserted = columns.map(({ name }) => name).filter(isWritten("insert"));
  const updated = columns.map(({ name }) => name).filter(isWritten("update"));
  const source = [
    ...ALERT_CONFIGURATIONS.columns.filter(
      ({ name }) => name === key || inserted.includes(name) || updated.includes(name),
    ),
    ...DIRECTIONS,
  ];
  const assignments = updated.map((name) => {
    const column = quoteIdentifier(name);
    return `t.${column} = CASE WHEN array_contains(s.pack_cells, '${name}') THEN s.${column} ELSE t.${column} END`;
  });
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS t`,
      `USING ${rowsSource("rows", source)} AS s`,
      `ON t.${quoteIdentifier(key)} = s.${quoteIdentifier(key)}`,
      "WHEN MATCHED AND s.pack_action = 'delete' AND t.managed_by LIKE 'pack:%' THEN DELETE",
      ...(updated.length > 0
        ? [
            "WHEN MATCHED AND s.pack_action = 'update' THEN UPDATE SET",
            `  ${[...assignments, "t.`updated_by` = current_user()", "t.`updated_at` = current_timestamp()"].join(",\n  ")}`,
          ]
        : []),
      ...(inserted.length > 0
        ? [
            `WHEN NOT MATCHED AND s.pack_action = 'insert' THEN INSERT (${columnList([key, ...inserted])}, ${quoteIdentifier("created_at")})`,
            `VALUES (${columnList([key, ...inserted], "s.")}, current_timestamp())`,
          ]
        : []),
    ].join("\n"),
    parameters: {
      rows: JSON.stringify(
        writes.map(({ alertId, kind, cells }) => ({
          ...cells,
          [key]: alertId,
          pack_action: kind,
          pack_cells: Object.keys(cells),
        })),
      ),
    },
  };
}
