import { unsupported } from "../sql-faults";
import { insertInto } from "../store/row-tables";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import { parseType } from "../types/parse-type";
import { duckDbType } from "../types/sql-type";
import { nextVersion } from "./keep-version";
import { refuseRepeated } from "./refuse-repeated";
import type { StatementRun } from "./statement-run";

const ROWS = 'temp.main."source"';

/** The query of CREATE TABLE … AS. It may read the table that it replaces: its rows are gathered before that goes. */
export class TableSource {
  private constructor(
    private readonly query: StatementRun,
    readonly columns: readonly ColumnNotes[],
  ) {}

  static async of(query: StatementRun): Promise<TableSource> {
    const tree = query.parse();
    const columns = (await query.columns((translator) => translator.query(tree))).map(({ name, type }) => ({
      ...{ name, type, nullable: true },
      ...{ default: undefined, comment: undefined },
    }));
    refuseRepeated(columns.map(({ name }) => name));
    const untyped = columns.find(({ type }) => /\bvoid\b/.test(type));
    if (untyped) throw unsupported(`a table's column of type VOID (${untyped.name}); cast the NULL`);
    return new TableSource(query, columns);
  }

  async gather(): Promise<void> {
    const types = this.columns
      .map(({ type }, index) => `"c${index}" ${duckDbType(parseType(type))}`)
      .join(", ");
    await this.query.connection.run(`CREATE TEMP TABLE "source" (${types})`);
    const tree = this.query.parse();
    await this.query.translated((translator) => `INSERT INTO ${ROWS} ${translator.query(tree)}`);
  }

  /** How many rows came in. */
  async fill(run: StatementRun, table: TableNotes): Promise<bigint> {
    const reader = await run.connection.runAndReadAll(
      `${insertInto(table, table.columns)} SELECT *, ${nextVersion(run, table)} FROM ${ROWS}`,
    );
    const [[count] = []] = reader.getRows();
    return typeof count === "bigint" ? count : 0n;
  }
}
