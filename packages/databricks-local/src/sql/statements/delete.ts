import { latestRows, ROW_ID } from "../store/row-tables";
import { identifier } from "../types/sql-type";
import { keepVersion } from "./keep-version";
import { predicateParameter } from "./predicate-text";
import { Stage } from "./stage";
import { countsResult, type StatementKind } from "./statement-run";
import { writableTable } from "./target-table";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/delta-delete-from */
export const DELETE: StatementKind = {
  words: ["DELETE"],
  writes: true,
  async run(run) {
    const node = run.parse();
    const target = node.part("table");
    const table = writableTable(run, target);
    const alias = (node.optionalPart("alias") ?? target.optionalPart("alias"))?.ignore("quoted").text("name");
    const stage = await Stage.open(run, table, []);
    await run.translated((translator) => {
      const where = node.optionalPart("where_clause");
      const condition = where ? ` WHERE ${translator.expression(where.node("this"))}` : "";
      return `${stage.into} SELECT ${ROW_ID}, 'delete' FROM ${latestRows(table, `rowid AS ${ROW_ID}`)} AS ${identifier(alias ?? table.table)}${condition}`;
    });
    node.finish();
    const { deleted } = await stage.apply();
    if (deleted === 0n) return countsResult({ num_affected_rows: deleted });
    await keepVersion(run, table, {
      operation: "DELETE",
      parameters: predicateParameter(run.text),
      metrics: { numDeletedRows: String(deleted) },
    });
    return countsResult({ num_affected_rows: deleted });
  },
};
