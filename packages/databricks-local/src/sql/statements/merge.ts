import { errorOfDuckDb } from "../results/error-of-duckdb";
import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { latestRows, ROW_ID } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { StatementText } from "../text/statement-text";
import { relation } from "../translate/relations";
import { columnsOf } from "../translate/time-travel";
import { identifier } from "../types/sql-type";
import {
  changeText,
  clauseText,
  type MergeClause,
  type MergeSide,
  readClauses,
  SOURCE_ROW,
  unresolvedInMerge,
  valueTexts,
} from "./merge-clauses";
import { type ChangeCounts, Stage } from "./stage";
import { countsResult, type StatementKind, type StatementRun } from "./statement-run";
import { keepVersion, type TableOperation } from "./table-versions";
import { writableTable } from "./target-table";
import { verifyRows } from "./verify-rows";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/delta-merge-into */
export const MERGE: StatementKind = {
  words: ["MERGE"],
  writes: true,
  async run(run) {
    const node = run.parse();
    const { table, clauses, stage } = await staged(run, node).catch((error: unknown) => {
      throw nameClause(error);
    });
    node.finish();
    if (deletesWhateverMatches(clauses)) await stage.dropRepeats();
    else if (await stage.hasConflict()) throw ambiguousSource();
    const counts = await stage.apply();
    const affected = counts.updated + counts.deleted + counts.inserted;
    await verifyRows(run, table);
    if (affected > 0n) await keepVersion(run, table, mergeOperation(run.text, clauses, counts));
    return countsResult({
      num_affected_rows: affected,
      num_updated_rows: counts.updated,
      num_deleted_rows: counts.deleted,
      num_inserted_rows: counts.inserted,
    });
  },
};

/** What each row will become, before any does. */
async function staged(run: StatementRun, node: SyntaxNode): Promise<Merge & { readonly stage: Stage }> {
  const merge = readMerge(run, node);
  const stage = await Stage.open(run, merge.table, merge.table.columns);
  await gather(run, node, merge, stage);
  return { ...merge, stage };
}

interface Merge {
  readonly table: TableNotes;
  readonly clauses: readonly MergeClause[];
  /** The names that expressions call both sides by, quoted. */
  readonly target: string;
  readonly targetName: string;
  readonly source: string;
}

function readMerge(run: StatementRun, node: SyntaxNode): Merge {
  const into = node.node("this");
  const target = into.kind === "alias" ? into.node("this") : into;
  if (target.kind !== "table") throw unsupported("MERGE INTO anything but a table");
  const table = writableTable(run, target);
  if (!node.has("whens")) throw withoutWhen();
  if (into.has("column_aliases") || node.copy().node("using").has("column_aliases")) throw aliasesRefused();
  const targetName = into.optionalPart("alias")?.text("name") ?? table.table;
  return {
    table,
    clauses: readClauses(node.node("whens"), table, targetName),
    target: identifier(targetName),
    targetName,
    source: identifier(aliasOf(node.node("using")) ?? "merge:source"),
  };
}

/** Joins both sides, and stages what the clauses make of each row. */
async function gather(run: StatementRun, node: SyntaxNode, merge: Merge, stage: Stage): Promise<void> {
  const { table, clauses, target, targetName, source } = merge;
  const using = node.node("using");
  const on = node.node("on");
  const columns = await run.columns((translator) => ({
    text: `SELECT * FROM ${relation(using, translator)}`,
    columns: undefined,
  }));
  const sides = { table, target, targetName, source, sourceColumns: columns.map(({ name }) => name) };
  await run.translated((translator) => {
    translator.isQuery = true;
    const sourceRows = `(SELECT *, TRUE AS ${SOURCE_ROW} FROM ${relation(using, translator)}) AS ${source}`;
    translator.scope.relations.push({ name: targetName, columns: columnsOf(table) });
    const targetRows = `${latestRows(table, `rowid AS ${ROW_ID}`)} AS ${target}`;
    const values = valueTexts(run, clauses, sides, translator);
    const selected = [ROW_ID, changeText(clauses), ...values].join(", ");
    const joined = `${targetRows} ${joinKind(clauses)} JOIN ${sourceRows} ON ${translator.expression(on)}`;
    // By an alias of the same SELECT, DuckDB would copy it to each of the columns, and plan them for most of a statement's time.
    const clause = `LATERAL (SELECT ${clauseText(clauses, sides, translator)} AS "merge:clause")`;
    return `${stage.into} SELECT ${selected} FROM ${joined}, ${clause} WHERE "merge:clause" IS NOT NULL`;
  });
}

function joinKind(clauses: readonly MergeClause[]): string {
  const [withSource, withTarget] = (["source", "target"] as const).map((side) =>
    clauses.some((clause) => clause.side === side),
  );
  if (withSource && withTarget) return "FULL";
  return withSource ? "RIGHT" : withTarget ? "LEFT" : "INNER";
}

function aliasOf(source: SyntaxNode): string | undefined {
  const look = source.copy();
  return (
    look.optionalPart("alias")?.optionalText("name") ??
    (look.kind === "table" ? look.part("name").text("name") : undefined)
  );
}

/** A row that is deleted in any case may be matched more than once. */
function deletesWhateverMatches(clauses: readonly MergeClause[]): boolean {
  const [only, more] = clauses.filter(({ side }) => side === "both");
  return only?.change === "delete" && only.condition === undefined && more === undefined;
}

function aliasesRefused(): SqlError {
  return new SqlError("COLUMN_ALIASES_NOT_ALLOWED", "42601", "Column aliases are not allowed in MERGE.");
}

function withoutWhen(): SqlError {
  return new SqlError(
    "MERGE_WITHOUT_WHEN",
    "42601",
    "There must be at least one WHEN clause in a MERGE statement.",
  );
}

/** What no side has is told in Delta Lake's words. */
function nameClause(error: unknown): unknown {
  const fault = errorOfDuckDb(error);
  if (!(fault instanceof SqlError) || !fault.errorClass.startsWith("UNRESOLVED_COLUMN.")) return error;
  const [name = ""] = /`.*?`(?= cannot)/.exec(fault.message) ?? [];
  const [, columns = ""] = / \[(.*)\]/.exec(fault.message) ?? [];
  return unresolvedInMerge(`${name} in a clause of MERGE`, columns);
}

/** Which of two source rows wins is not said, so none does. */
function ambiguousSource(): SqlError {
  return new SqlError(
    "DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE",
    "21506",
    "Cannot perform Merge as multiple source rows matched and attempted to modify the same target row in the Delta table in possibly conflicting ways. By SQL semantics of Merge, when multiple source rows match on the same target row, the result may be ambiguous as it is unclear which source row should be used to update or delete the matching target row. You can preprocess the source table to eliminate the possibility of multiple matches.",
  );
}

/** A MERGE in the words of DESCRIBE HISTORY. */
function mergeOperation(
  text: StatementText,
  clauses: readonly MergeClause[],
  { updated, deleted, inserted }: ChangeCounts,
): TableOperation {
  const actions = (side: MergeSide) =>
    JSON.stringify(
      clauses.filter((clause) => clause.side === side).map(({ change }) => ({ actionType: change })),
    );
  return {
    operation: "MERGE",
    parameters: {
      predicate: JSON.stringify([`(${onCondition(text)})`]),
      matchedPredicates: actions("both"),
      notMatchedPredicates: actions("source"),
      notMatchedBySourcePredicates: actions("target"),
    },
    metrics: {
      numTargetRowsInserted: String(inserted),
      numTargetRowsUpdated: String(updated),
      numTargetRowsDeleted: String(deleted),
      numOutputRows: String(updated + inserted),
    },
  };
}

function onCondition(text: StatementText): string {
  const cursor = text.cursor();
  const isWord = (word: string) => (token: { readonly kind: string; readonly text: string }) =>
    token.kind === "word" && token.text.toUpperCase() === word;
  cursor.textUntil(isWord("ON"));
  cursor.expect("ON");
  return cursor.textUntil(isWord("WHEN"));
}
