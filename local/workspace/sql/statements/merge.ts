import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { physicalTable } from "../store/physical-name";
import type { TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import { nameParts, relation } from "../translate/relations";
import { resolveName, type Translator } from "../translate/translator";
import { identifier } from "../types/sql-type";
import { mergeClause, type MergeClause } from "./merge-clause";
import { countsResult, type StatementKind, type StatementRun } from "./statement-run";
import { verifyChecks } from "./verify-checks";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/delta-merge-into */
export const MERGE: StatementKind = {
  words: ["MERGE"],
  writes: true,
  async run(run) {
    const node = run.parse().ignore("this", "using", "on", "whens");
    const merge = readMerge(run, node);
    await refuseAmbiguousSource(run, node, merge);
    const reader = await run.translated((translator) => {
      const clauses = merge.clauses.map((clause) => clause.text(translator));
      return `MERGE ${merge.text(translator)} ${clauses.join(" ")} RETURNING merge_action`;
    });
    node.finish();
    await verifyChecks(run, merge.table);
    const actions = reader.getRows().map(([action]) => String(action));
    const count = (action: string) => BigInt(actions.filter((one) => one === action).length);
    return countsResult({
      num_affected_rows: BigInt(actions.length),
      num_updated_rows: count("UPDATE"),
      num_deleted_rows: count("DELETE"),
      num_inserted_rows: count("INSERT"),
    });
  },
};

interface Merge {
  readonly table: TableNotes;
  readonly clauses: readonly MergeClause[];
  /** `INTO target USING source ON condition` */
  readonly text: (translator: Translator) => string;
  readonly target: string;
}

function readMerge(run: StatementRun, node: SyntaxNode): Merge {
  const into = node.node("this");
  const aliased = into.kind === "alias";
  const target = aliased ? into.node("this") : into;
  if (target.kind !== "table") throw unsupported("MERGE INTO anything but a table");
  const table = run.files.catalogs.table(resolveName(nameParts(inner(target)), run.session));
  const alias = aliased ? into.part("alias") : inner(target).optionalPart("alias");
  const name = identifier(alias?.text("name") ?? table.table);
  const whens = node.node("whens").nodes("expressions");
  return {
    table,
    target: `${physicalTable(table)} AS ${name}`,
    clauses: whens.map((when) => mergeClause(run, when, table)),
    text: (translator) =>
      `INTO ${physicalTable(table)} AS ${name} USING ${relation(node.node("using"), translator)} ON ${translator.expression(node.node("on"))}`,
  };
}

function inner(node: SyntaxNode): SyntaxNode {
  return node.copy();
}

/** Two source rows that would change the same target row: which one wins is not said, so none does. */
async function refuseAmbiguousSource(run: StatementRun, node: SyntaxNode, merge: Merge): Promise<void> {
  const matched = merge.clauses.filter((clause) => clause.changesMatched);
  if (matched.length === 0) return;
  const reader = await run.translated((translator) => {
    const any = matched.map((clause) => clause.condition(translator)).join(" OR ");
    const on = translator.expression(node.node("on"));
    return `SELECT 1 FROM ${merge.target} JOIN ${relation(node.node("using"), translator)} ON ${on} WHERE ${any} GROUP BY ${merge.target.slice(merge.target.lastIndexOf(" AS ") + 4)}.rowid HAVING count(*) > 1 LIMIT 1`;
  });
  if (reader.currentRowCount > 0) {
    throw new SqlError(
      "DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE",
      "21506",
      "Cannot perform Merge as multiple source rows matched and attempted to modify the same target row in the Delta table in possibly conflicting ways.",
    );
  }
}
