import { physicalTable } from "../store/physical-name";
import { SyntaxNode } from "../syntax/syntax-node";
import { nameParts } from "../translate/relations";
import { resolveName } from "../translate/translator";
import { identifier } from "../types/sql-type";
import { defaultText, isDefault } from "./column-default";
import { requireColumn } from "./insert";
import { countsResult, type StatementKind } from "./statement-run";
import { verifyChecks } from "./verify-checks";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/delta-update */
export const UPDATE: StatementKind = {
  words: ["UPDATE"],
  writes: true,
  async run(run) {
    const node = run.parse();
    const target = node.part("table");
    const table = run.files.catalogs.table(resolveName(nameParts(target), run.session));
    const alias = target.optionalPart("alias")?.ignore("quoted").text("name") ?? table.table;
    const updated = await run.counted((translator) => {
      const assignments = node.pairs("set").map(([to, value]) => {
        const name = new SyntaxNode("identifier", to).text("name");
        const column = requireColumn(table, name.slice(name.lastIndexOf(".") + 1));
        const given = SyntaxNode.of(value);
        const text = isDefault(given) ? defaultText(run, column, translator) : translator.expression(given);
        return `${identifier(column.name)} = ${text}`;
      });
      const where = node.optionalPart("where_clause");
      return `UPDATE ${physicalTable(table)} AS ${identifier(alias)} SET ${assignments.join(", ")}${where ? ` WHERE ${translator.expression(where.node("this"))}` : ""}`;
    });
    node.finish();
    await verifyChecks(run, table);
    return countsResult({ num_affected_rows: updated });
  },
};
