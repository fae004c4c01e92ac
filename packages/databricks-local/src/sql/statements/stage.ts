import { physicalTable } from "../store/physical-name";
import { ADDED, insertInto, keepPast, storedName, UPDATED } from "../store/row-tables";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import { parseType } from "../types/parse-type";
import { duckDbType } from "../types/sql-type";
import type { StatementRun } from "./statement-run";
import { nextVersion } from "./table-versions";

const STAGE = 'temp.main."stage"';
const ROWS_TO_DELETE = `rowid IN (SELECT "row" FROM ${STAGE} WHERE "change" = 'delete')`;
const ROWS_TO_UPDATE = `rowid IN (SELECT "row" FROM ${STAGE} WHERE "change" = 'update')`;

export interface ChangeCounts {
  readonly updated: bigint;
  readonly deleted: bigint;
  readonly inserted: bigint;
}

/**
 * Where a statement gathers what it will do before any row changes: a row's number, `update`, `delete` or `insert`, and a value
 * for each of the columns. The connection's end takes it away.
 */
export class Stage {
  /** To be followed by a query. */
  readonly into = `INSERT INTO ${STAGE}`;

  readonly #run: StatementRun;
  readonly #table: TableNotes;
  readonly #columns: readonly ColumnNotes[];

  private constructor(run: StatementRun, table: TableNotes, columns: readonly ColumnNotes[]) {
    this.#run = run;
    this.#table = table;
    this.#columns = columns;
  }

  static async open(run: StatementRun, table: TableNotes, columns: readonly ColumnNotes[]): Promise<Stage> {
    const values = columns.map((column, index) => `, "n${index}" ${duckDbType(parseType(column.type))}`);
    await run.connection.run(`CREATE TEMP TABLE "stage" ("row" BIGINT, "change" VARCHAR${values.join("")})`);
    return new Stage(run, table, columns);
  }

  /** Whether some row would be changed twice. */
  async hasConflict(): Promise<boolean> {
    const reader = await this.#run.connection.runAndReadAll(
      `SELECT 1 FROM ${STAGE} WHERE "row" IS NOT NULL GROUP BY "row" HAVING count(*) > 1 LIMIT 1`,
    );
    return reader.currentRowCount > 0;
  }

  /** Keeps one of the changes that a row was staged for. */
  async dropRepeats(): Promise<void> {
    await this.#run.connection.run(
      `DELETE FROM ${STAGE} WHERE "row" IS NOT NULL AND rowid NOT IN (SELECT min(rowid) FROM ${STAGE} GROUP BY "row")`,
    );
  }

  async apply(): Promise<ChangeCounts> {
    const counts = await this.#counts();
    for (const statement of this.#statements(counts)) await this.#run.connection.run(statement);
    return counts;
  }

  async #counts(): Promise<ChangeCounts> {
    const reader = await this.#run.connection.runAndReadAll(
      `SELECT "change", count(*) FROM ${STAGE} GROUP BY "change"`,
    );
    const counts = new Map(
      reader.getRows().map(([change, count]) => [String(change), BigInt(String(count))]),
    );
    const [updated, deleted, inserted] = ["update", "delete", "insert"].map(
      (change) => counts.get(change) ?? 0n,
    );
    return { updated: updated ?? 0n, deleted: deleted ?? 0n, inserted: inserted ?? 0n };
  }

  /** Rows are found by their number: deletions come first, since an update may give a row a new one. */
  #statements({ updated, deleted, inserted }: ChangeCounts): string[] {
    const table = this.#table;
    const columns = this.#columns;
    const version = nextVersion(this.#run, table);
    const statements: string[] = [];
    if (deleted > 0n) {
      statements.push(keepPast(table, version, false, ROWS_TO_DELETE));
      statements.push(`DELETE FROM ${physicalTable(table)} WHERE ${ROWS_TO_DELETE}`);
    }
    if (updated > 0n) {
      const sets = columns.map((column, index) => `${storedName(column)} = "stage"."n${index}"`);
      sets.push(`${ADDED} = ${version}`, `${UPDATED} = TRUE`);
      statements.push(keepPast(table, version, true, ROWS_TO_UPDATE));
      statements.push(
        `UPDATE ${physicalTable(table)} AS "target" SET ${sets.join(", ")} FROM ${STAGE} AS "stage" WHERE "target".rowid = "stage"."row" AND "stage"."change" = 'update'`,
      );
    }
    if (inserted > 0n) {
      const values = columns.map((_, index) => `"n${index}"`).join(", ");
      statements.push(
        `${insertInto(table, columns)} SELECT ${values}, ${version} FROM ${STAGE} WHERE "change" = 'insert'`,
      );
    }
    return statements;
  }
}
