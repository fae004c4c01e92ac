import { unsupported } from "../sql-faults";
import { physicalTable } from "../store/physical-name";
import { ADDED, insertInto, keepPast, latestRows, ROW_ID } from "../store/row-tables";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier } from "../types/sql-type";
import { defaultText } from "./column-default";
import { insertedColumns, sourceText } from "./insert-source";
import { keepVersion, nextVersion, type Operation } from "./keep-version";
import { verifyReplaced } from "./replace-where";
import { Stage } from "./stage";
import { countsResult, type StatementKind, type StatementRun } from "./statement-run";
import { writableTable } from "./target-table";
import { verifyRows } from "./verify-rows";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-dml-insert-into */
export const INSERT: StatementKind = {
  words: ["INSERT"],
  writes: true,
  async run(run) {
    const node = run.parse();
    const table = writableTable(run, node.part("table"));
    if (node.has("with")) throw unsupported("WITH before INSERT; put it into the query");
    const given = await insertedColumns(run, node, table);
    const left = table.columns.filter((column) => column.default !== undefined && !given.includes(column));
    const insertion = { run, node, table, given, left, columns: [...given, ...left] };
    const replaced = node.optionalNode("replace_where");
    const done = node.flag("overwrite") || replaced ? overwrite(insertion, replaced) : append(insertion);
    const inserted = await done;
    node.finish();
    await verifyRows(run, table);
    await keepVersion(run, table, operation(inserted, node, replaced !== undefined));
    return countsResult({ num_affected_rows: inserted, num_inserted_rows: inserted });
  },
};

interface Insertion {
  readonly run: StatementRun;
  readonly node: SyntaxNode;
  readonly table: TableNotes;
  /** Those that the source fills, in its order. */
  readonly given: readonly ColumnNotes[];
  /** Those that take their DEFAULT. */
  readonly left: readonly ColumnNotes[];
  readonly columns: readonly ColumnNotes[];
}

async function append(insertion: Insertion): Promise<bigint> {
  const { run, table, columns } = insertion;
  const version = nextVersion(run, table);
  return run.counted(
    (translator) => `${insertInto(table, columns)} ${values(insertion, translator, [], [String(version)])}`,
  );
}

/** The new rows may come from the old ones: they are gathered first. */
async function overwrite(insertion: Insertion, replaced: SyntaxNode | undefined): Promise<bigint> {
  const { run, table, columns } = insertion;
  const stage = await Stage.open(run, table, columns);
  await run.translated(
    (translator) => `${stage.into} ${values(insertion, translator, ["NULL", "'insert'"], [])}`,
  );
  const version = nextVersion(run, table);
  if (replaced) {
    await run.translated((translator) => {
      const nulls = columns.map(() => ", NULL").join("");
      return `${stage.into} SELECT ${ROW_ID}, 'delete'${nulls} FROM ${latestRows(table, `rowid AS ${ROW_ID}`)} AS ${identifier(table.table)} WHERE ${translator.expression(replaced)}`;
    });
  } else {
    await run.connection.run(keepPast(table, version, false, "TRUE"));
    await run.connection.run(`DELETE FROM ${physicalTable(table)}`);
  }
  const { inserted } = await stage.apply();
  if (replaced) await verifyReplaced(run, table, replaced, `${ADDED} = ${version}`);
  return inserted;
}

function values(
  { run, node, table, given, left }: Insertion,
  translator: Parameters<Parameters<StatementRun["translated"]>[0]>[0],
  before: readonly string[],
  after: readonly string[],
): string {
  const source = sourceText(run, node, table, given, translator);
  const names = given.map((_, index) => `"c${index}"`);
  const defaults = left.map((column) => defaultText(run, column, translator));
  return `SELECT ${[...before, ...names, ...defaults, ...after].join(", ")} FROM (${source}) AS "source"(${names.join(", ")})`;
}

function operation(inserted: bigint, node: SyntaxNode, isReplaceWhere: boolean): Operation {
  const isOverwrite = node.flag("overwrite") || isReplaceWhere;
  return {
    operation: "WRITE",
    parameters: { mode: isOverwrite ? "Overwrite" : "Append", partitionBy: "[]" },
    metrics: { numOutputRows: String(inserted) },
    isBlindAppend: !isOverwrite,
  };
}
