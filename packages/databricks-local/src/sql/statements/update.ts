import { latestRows, ROW_ID } from "../store/row-tables";
import { conflictingSet } from "../sql-faults";
import type { ColumnNotes } from "../store/table-notes";
import { SyntaxNode } from "../syntax/syntax-node";
import { identifier } from "../types/sql-type";
import { defaultText, isDefault } from "./column-default";
import { keepVersion } from "./keep-version";
import { requireColumn } from "./insert-source";
import { predicateParameter } from "./predicate-text";
import { Stage } from "./stage";
import { countsResult, type StatementKind } from "./statement-run";
import { writableTable } from "./target-table";
import { verifyRows } from "./verify-rows";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/delta-update */
export const UPDATE: StatementKind = {
  words: ["UPDATE"],
  writes: true,
  async run(run) {
    const node = run.parse();
    const target = node.part("table");
    const table = writableTable(run, target);
    const alias = target.optionalPart("alias")?.ignore("quoted").text("name") ?? table.table;
    const assignments = node.pairs("set").map(([to, value]) => {
      const name = new SyntaxNode("identifier", to).text("name");
      const column = requireColumn(table, name.slice(name.lastIndexOf(".") + 1));
      return { column, value: SyntaxNode.of(value) };
    });
    const columns = assignments.map(({ column }) => column);
    refuseTwice(columns);
    const stage = await Stage.open(run, table, columns);
    await run.translated((translator) => {
      const values = assignments.map(({ column, value }) =>
        isDefault(value) ? defaultText(run, column, translator) : translator.expression(value),
      );
      const where = node.optionalPart("where_clause");
      const condition = where ? ` WHERE ${translator.expression(where.node("this"))}` : "";
      return `${stage.into} SELECT ${[ROW_ID, "'update'", ...values].join(", ")} FROM ${latestRows(table, `rowid AS ${ROW_ID}`)} AS ${identifier(alias)}${condition}`;
    });
    node.finish();
    const { updated } = await stage.apply();
    await verifyRows(run, table);
    if (updated === 0n) return countsResult({ num_affected_rows: updated });
    await keepVersion(run, table, {
      operation: "UPDATE",
      parameters: predicateParameter(run.text),
      metrics: { numUpdatedRows: String(updated) },
    });
    return countsResult({ num_affected_rows: updated });
  },
};

function refuseTwice(columns: readonly ColumnNotes[]): void {
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index);
  if (twice.length > 0) throw conflictingSet(twice.map(({ name }) => name));
}
