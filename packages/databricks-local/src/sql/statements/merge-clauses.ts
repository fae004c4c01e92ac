import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { ROW_ID } from "../store/row-tables";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import { nameText } from "../translate/references";
import { findColumn } from "../translate/scope";
import type { Translator } from "../translate/translator";
import { typed } from "../translate/typed";
import { parseType } from "../types/parse-type";
import { duckDbType, identifier } from "../types/sql-type";
import { type Assignment, assignedValue, assignmentTo, refuseConflicts } from "./assignments";
import type { StatementRun } from "./statement-run";
import { storedValue } from "./stored-value";
import { defaultText } from "./table-definition";
import { requireColumn } from "./target-table";

/** A mark of their own tells the source's rows, which may be NULL in every column. */
export const SOURCE_ROW = identifier("merge:source row");

/** Which rows of the join a clause is for: matched ones, or those that only one side has. */
export type MergeSide = "both" | "source" | "target";

/** One WHEN clause of a MERGE. */
export interface MergeClause {
  readonly side: MergeSide;
  readonly condition: SyntaxNode | undefined;
  readonly change: "update" | "delete" | "insert";
  /** What the columns get; `*` for the source's columns of the same names. */
  readonly assignments: "*" | readonly Assignment[];
}

/** @param target what expressions call the table */
export function readClauses(whens: SyntaxNode, table: TableNotes, target: string): MergeClause[] {
  const clauses = whens.nodes("expressions").map((when) => {
    const clause = readClause(when, table, target);
    when.finish();
    return clause;
  });
  whens.finish();
  for (const side of ["both", "source", "target"] as const) refuseUnreachable(clauses, side);
  return clauses;
}

function readClause(when: SyntaxNode, table: TableNotes, target: string): MergeClause {
  const isMatched = when.optionalNode("matched")?.flag("value") ?? false;
  const isBySource = when.optionalNode("source")?.flag("value") ?? false;
  const side = isMatched ? "both" : isBySource ? "target" : "source";
  return { side, condition: when.optionalNode("condition"), ...readAction(when.node("then"), table, target) };
}

/** The parser gives `DELETE`, or a tuple such as `(UPDATE, (a = 1, …))`, `(INSERT, (a, …), (1, …))`, `(UPDATE, *)`. */
function readAction(
  then: SyntaxNode,
  table: TableNotes,
  target: string,
): Pick<MergeClause, "change" | "assignments"> {
  if (then.kind === "var" && then.text("this").toUpperCase() === "DELETE")
    return { change: "delete", assignments: [] };

  const [verb, first, second] = then.nodes("expressions");
  const action = verb?.text("this").toUpperCase();
  if (!first || (action !== "UPDATE" && action !== "INSERT")) throw unsupported("this action of MERGE");
  const change = action === "UPDATE" ? "update" : "insert";
  if (first.kind === "star") return { change, assignments: "*" };
  if (change === "update") return { change, assignments: updates(first, table, target) };
  const values = second?.nodes("expressions") ?? [];
  const columns = first.nodes("expressions").map((name) => requireColumn(table, columnOf(name)));
  if (columns.length !== values.length) throw arityMismatch(columns.length, values.length);
  const assignments = columns.flatMap((column, index) => {
    const value = values[index];
    return value ? [{ column, path: [], value }] : [];
  });
  return { change, assignments };
}

function updates(list: SyntaxNode, table: TableNotes, target: string): Assignment[] {
  const assignments = list
    .nodes("expressions")
    .map((equals) => assignmentTo(table, target, partsOf(equals.node("left")), equals.node("right")));
  refuseConflicts(assignments);
  return assignments;
}

function columnOf(node: SyntaxNode): string {
  return partsOf(node).at(-1) ?? "";
}

function partsOf(node: SyntaxNode): string[] {
  if (node.kind === "identifier") return [node.text("name")];
  const table = node.optionalPart("table");
  return [...(table ? [nameText(table)] : []), node.part("name").text("name")];
}

/** A clause behind one without a condition would never be reached. */
function refuseUnreachable(clauses: readonly MergeClause[], side: MergeSide): void {
  const own = clauses.filter((clause) => clause.side === side);
  if (own.slice(0, -1).every(({ condition }) => condition !== undefined)) return;
  const name = {
    both: ["MATCHED", "MATCHED"],
    source: ["NOT_MATCHED", "NOT MATCHED"],
    target: ["NOT_MATCHED_BY_SOURCE", "NOT MATCHED BY SOURCE"],
  }[side];
  throw new SqlError(
    `NON_LAST_${name[0] ?? ""}_CLAUSE_OMIT_CONDITION`,
    "42601",
    `When there are more than one ${name[1] ?? ""} clauses in a MERGE statement, only the last ${name[1] ?? ""} clause can omit the condition.`,
  );
}

function arityMismatch(columns: number, values: number): SqlError {
  return new SqlError(
    "DELTA_INSERT_COLUMN_ARITY_MISMATCH",
    "42802",
    `Cannot write: the INSERT clause of MERGE names ${columns} column(s) but gives ${values} value(s).`,
  );
}

/** Both sides of a MERGE, by the names that its expressions use. */
interface MergeSides {
  readonly table: TableNotes;
  /** Quoted. */
  readonly target: string;
  readonly targetName: string;
  readonly source: string;
  readonly sourceColumns: readonly string[];
}

const IS_OF_SIDE: Readonly<Record<MergeSide, string>> = {
  both: `${ROW_ID} IS NOT NULL AND ${SOURCE_ROW} IS NOT NULL`,
  source: `${ROW_ID} IS NULL`,
  target: `${SOURCE_ROW} IS NULL`,
};

/** The first clause that is for the row; then what becomes of the row, and a value for each of the table's columns. */
export function clauseText(
  clauses: readonly MergeClause[],
  sides: MergeSides,
  translator: Translator,
): string {
  const whens = clauses.map(({ side, condition }, index) => {
    const text = condition && seenBy(side, sides, translator, () => translator.expression(condition));
    const and = text === undefined ? "" : ` AND ${text}`;
    return ` WHEN ${IS_OF_SIDE[side]}${and} THEN ${index}`;
  });
  return `CASE${whens.join("")} END`;
}

/** A clause sees what its rows have: both sides, or one of them, where a name is of that side although the other has it, too. */
function seenBy<T>(side: MergeSide, sides: MergeSides, { scope }: Translator, print: () => T): T {
  if (side === "both") return print();
  const { target, targetName, source } = sides;
  const own = scope.relations.filter(({ name }) => (name === targetName) === (side === "target"));
  const relations = own.map((relation) => ({
    ...relation,
    columns: relation.columns?.map((column) => ({
      ...column,
      text: `${side === "target" ? target : source}.${identifier(column.name)}`,
    })),
  }));
  return scope.among(relations, print);
}

export function changeText(clauses: readonly MergeClause[]): string {
  return `CASE "merge:clause"${clauses.map(({ change }, index) => ` WHEN ${index} THEN '${change}'`).join("")} END`;
}

export function valueTexts(
  run: StatementRun,
  clauses: readonly MergeClause[],
  sides: MergeSides,
  translator: Translator,
): string[] {
  return sides.table.columns.map((column) => {
    if (clauses.every((clause) => isLeftAsIs(clause, column))) return targetColumn(column, sides);
    const type = duckDbType(parseType(column.type));
    const whens = clauses.flatMap((clause, index) => {
      if (clause.change === "delete") return [];
      const value = seenBy(clause.side, sides, translator, () =>
        valueText(run, clause, column, sides, translator),
      );
      return [` WHEN ${index} THEN CAST(${value} AS ${type})`];
    });
    return whens.length === 0 ? "NULL" : `CASE "merge:clause"${whens.join("")} END`;
  });
}

function valueText(
  run: StatementRun,
  { assignments, change }: MergeClause,
  column: ColumnNotes,
  sides: MergeSides,
  translator: Translator,
): string {
  if (assignments === "*") {
    const text = sourceColumn(column, sides, change);
    const relation = translator.scope.relations.find(({ name }) => identifier(name ?? "") === sides.source);
    return storedValue(run, typed(text, findColumn(relation?.columns, column.name)?.type), column);
  }
  const current = targetColumn(column, sides);
  const value = assignedValue(run, column, assignments, current, translator);
  return value ?? (change === "update" ? current : defaultText(run, column, translator));
}

/** As most columns of most updates are. */
function isLeftAsIs({ change, assignments }: MergeClause, column: ColumnNotes): boolean {
  return (
    change === "update" &&
    assignments !== "*" &&
    !assignments.some((assignment) => assignment.column === column)
  );
}

function targetColumn(column: ColumnNotes, { target }: MergeSides): string {
  return `${target}.${identifier(column.name)}`;
}

function sourceColumn(column: ColumnNotes, { source, sourceColumns }: MergeSides, change: string): string {
  const name = sourceColumns.find((other) => other.toLowerCase() === column.name.toLowerCase());
  if (name !== undefined) return `${source}.${identifier(name)}`;
  throw unresolvedInMerge(`${column.name} in ${change.toUpperCase()} clause`, sourceColumns.join(", "));
}

export function unresolvedInMerge(what: string, columns: string): SqlError {
  return new SqlError(
    "DELTA_MERGE_UNRESOLVED_EXPRESSION",
    "42601",
    `Cannot resolve ${what} given columns ${columns}.`,
  );
}
