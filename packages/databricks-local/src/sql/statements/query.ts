import { errorOfDuckDb } from "../results/error-of-duckdb";
import { SqlError, type SqlResult } from "../sql-engine";
import { syntaxError, unsupported } from "../sql-faults";
import type { StatementText } from "../text/statement-text";
import { type StatementKind, type StatementRun, textResult } from "./statement-run";

const FIRST_WORDS = ["SELECT", "WITH", "VALUES", "FROM", "("];

/** SELECT and what else gives rows. */
export const QUERY_STATEMENTS: readonly StatementKind[] = FIRST_WORDS.map((word) => ({
  words: [word],
  writes: false,
  run,
}));

/**
 * A query's columns and their types; the query does not run.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-describe-query
 */
export const DESCRIBE_QUERY: readonly StatementKind[] = ["DESCRIBE", "DESC"]
  .flatMap((word) => [
    [word, "QUERY"],
    [word, "SELECT"],
    [word, "WITH"],
    [word, "VALUES"],
  ])
  .map((words) => ({
    words,
    writes: false,
    async run(run) {
      const cursor = run.text.cursor();
      cursor.next();
      cursor.accept("QUERY");
      const query = run.of(run.text.behind(cursor));
      if (!isQuery(query.text)) throw cursor.unexpected("expected a query");
      const columns = await query.columns((translator) => translator.wholeQuery(query.parse()));
      return textResult(
        ["col_name", "data_type", "comment"],
        columns.map(({ name, type }) => [name, type, null]),
      );
    },
  }));

const MODES = ["EXTENDED", "FORMATTED", "COST", "CODEGEN"];

/** What is wrong with a query before it is planned, or with this workspace alone, fails as every statement does. */
const FAILS = ["PARSE_SYNTAX_ERROR", "UNSUPPORTED_FEATURE.LOCAL_WORKSPACE", "UNBOUND_SQL_PARAMETER"];

/**
 * A name that does not resolve is no failure of EXPLAIN: its one row tells of it.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-explain
 */
export const EXPLAIN: StatementKind = {
  words: ["EXPLAIN"],
  writes: false,
  async run(run): Promise<SqlResult> {
    const cursor = run.text.cursor();
    cursor.expect("EXPLAIN");
    const mode = MODES.find((word) => cursor.accept(word)) ?? "SIMPLE";
    const text = run.text.behind(cursor);
    if (!isQuery(text)) throw notExplained(text.cursor().next().text);
    const query = run.of(text);
    try {
      return textResult(["plan"], [[await planText(query, mode)]]);
    } catch (error) {
      const fault = errorOfDuckDb(error);
      if (!(fault instanceof SqlError) || FAILS.includes(fault.errorClass)) throw fault;
      return textResult(["plan"], [[`Error occurred during query planning: \n${fault.message}`]]);
    }
  },
};

async function run(statement: StatementRun) {
  return statement.query(statement.parse());
}

function isQuery(text: StatementText): boolean {
  const cursor = text.cursor();
  return FIRST_WORDS.some((word) => cursor.sees(word));
}

/** DuckDB's plan; the headings and the line of the result's columns are the service's. */
async function planText(query: StatementRun, mode: string): Promise<string> {
  const columns = await query.columns((translator) => translator.wholeQuery(query.parse()));
  const tree = query.parse();
  const reader = await query.translated((translator) => `EXPLAIN ${translator.query(tree)}`);
  const physical = reader.getRows().map(([, plan]) => String(plan));
  const written = query.text.normalized().trim();
  const output = columns.map(({ name, type }) => `${name}: ${type}`).join(", ");
  const logical = [
    ["== Parsed Logical Plan ==", written],
    ["== Analyzed Logical Plan ==", output, written],
  ].map((lines) => `${lines.join("\n")}\n`);
  return [...(mode === "EXTENDED" ? logical : []), "== Physical Plan ==", ...physical].join("\n");
}

function notExplained(word: string): SqlError {
  const isStatement = ["CREATE", "DELETE", "INSERT", "MERGE", "UPDATE"].includes(word.toUpperCase());
  return isStatement ? unsupported(`EXPLAIN ${word.toUpperCase()}`) : syntaxError(word);
}
