import { isQuery } from "./query";
import { textResult, type StatementKind } from "./statement-run";

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
      const tree = query.parse();
      const columns = await query.columns((translator) => translator.query(tree));
      return textResult(
        ["col_name", "data_type", "comment"],
        columns.map(({ name, type }) => [name, type, null]),
      );
    },
  }));
