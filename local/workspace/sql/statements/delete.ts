import { physicalTable } from "../store/physical-name";
import { nameParts } from "../translate/relations";
import { resolveName } from "../translate/translator";
import { identifier } from "../types/sql-type";
import { countsResult, type StatementKind } from "./statement-run";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/delta-delete-from */
export const DELETE: StatementKind = {
  words: ["DELETE"],
  writes: true,
  async run(run) {
    const node = run.parse();
    const target = node.part("table");
    const table = run.files.catalogs.table(resolveName(nameParts(target), run.session));
    const alias = (node.optionalPart("alias") ?? target.optionalPart("alias"))?.ignore("quoted").text("name");
    const deleted = await run.counted((translator) => {
      const where = node.optionalPart("where_clause");
      return `DELETE FROM ${physicalTable(table)} AS ${identifier(alias ?? table.table)}${where ? ` WHERE ${translator.expression(where.node("this"))}` : ""}`;
    });
    node.finish();
    return countsResult({ num_affected_rows: deleted });
  },
};
