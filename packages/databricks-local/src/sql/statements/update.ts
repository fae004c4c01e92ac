import { physicalTable } from "../store/physical-name";
import { keepPast, latestRows, ROW_ID } from "../store/row-tables";
import { SyntaxNode } from "../syntax/syntax-node";
import type { StatementText } from "../text/statement-text";
import { identifier, typeName } from "../types/sql-type";
import { filterNotBoolean } from "../sql-faults";
import { columnsOf } from "../translate/time-travel";
import type { Translator } from "../translate/translator";
import { isSimple } from "../types/coercion";
import { assignedValue, assignmentTo, refuseConflicts } from "./assignments";
import { Stage } from "./stage";
import { countsResult, NO_RESULT, type StatementKind } from "./statement-run";
import { keepVersion, nextVersion } from "./table-versions";
import { changeableTable, writableTable } from "./target-table";
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
      return assignmentTo(table, alias, name.split("."), SyntaxNode.of(value));
    });
    refuseConflicts(assignments);
    const columns = [...new Set(assignments.map(({ column }) => column))];
    const stage = await Stage.open(run, table, columns);
    await run.translated((translator) => {
      translator.scope.relations.push({ name: alias, columns: columnsOf(table) });
      const values = columns.map((column) => {
        const current = `${identifier(alias)}.${identifier(column.name)}`;
        return assignedValue(run, column, assignments, current, translator) ?? current;
      });
      const condition = whereText(node, translator);
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
      translator.scope.relations.push({ name: alias ?? table.table, columns: columnsOf(table) });
      const condition = whereText(node, translator);
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

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-truncate-table */
export const TRUNCATE: StatementKind = {
  words: ["TRUNCATE", "TABLE"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("TRUNCATE", "TABLE");
    const table = changeableTable(run, cursor.name(), "TRUNCATE TABLE");
    run.files.rights.requireTable(run.session.userName, table, "MODIFY");
    if (cursor.sees("PARTITION")) throw cursor.refuse("TRUNCATE TABLE");
    cursor.end();
    await run.connection.run(keepPast(table, nextVersion(run, table), false, "TRUE"));
    await run.connection.run(`DELETE FROM ${physicalTable(table)}`);
    await keepVersion(run, table, { operation: "TRUNCATE" });
    return NO_RESULT;
  },
};

/** DESCRIBE HISTORY's `predicate` of an UPDATE or DELETE: the condition, in a JSON list. */
function predicateParameter(text: StatementText): { predicate: string } {
  const condition = behindWhere(text);
  return { predicate: JSON.stringify(condition === undefined ? [] : [`(${condition})`]) };
}

function behindWhere(text: StatementText): string | undefined {
  const cursor = text.cursor();
  cursor.textUntil((token) => token.kind === "word" && token.text.toUpperCase() === "WHERE");
  return cursor.accept("WHERE") ? cursor.textUntil(() => false) : undefined;
}

/** Which rows; what is no condition is refused. */
function whereText(node: SyntaxNode, translator: Translator): string {
  const where = node.optionalPart("where_clause");
  if (!where) return "";
  const { text, type } = translator.typed(where.node("this"));
  if (type && !isSimple(type, "boolean")) throw filterNotBoolean(typeName(type));
  return ` WHERE ${text}`;
}
