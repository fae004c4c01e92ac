import { syntaxError, unsupported } from "../sql-faults";
import { StatementText } from "../text/statement-text";
import type { TokenCursor } from "../text/token-cursor";
import { ALTER_TABLE, COMMENT_ON } from "./alter-table";
import { CREATE_TABLE } from "./create-table";
import { DESCRIBE, DESCRIBE_DETAIL } from "./describe";
import { DROP_CATALOG, DROP_SCHEMA, DROP_TABLE } from "./drop";
import { CREATE_FUNCTION, DROP_FUNCTION } from "./functions";
import { GRANTS } from "./grants";
import { INSERT } from "./insert";
import { MERGE } from "./merge";
import { DESCRIBE_QUERY, EXPLAIN, QUERY_STATEMENTS } from "./query";
import { CREATE_CATALOG, CREATE_SCHEMA, DESCRIBE_SCHEMA, USE } from "./schemas";
import {
  SHOW_CATALOGS,
  SHOW_COLUMNS,
  SHOW_CREATE_TABLE,
  SHOW_SCHEMAS,
  SHOW_TABLES,
  SHOW_TBLPROPERTIES,
  SHOW_VIEWS,
} from "./show";
import { RESET, SET } from "./set";
import type { StatementKind } from "./statement-run";
import { DESCRIBE_HISTORY, RESTORE } from "./table-history";
import { DELETE, TRUNCATE, UPDATE } from "./update";
import { ALTER_VIEW, CREATE_VIEW, viewOf } from "./views";

/** Every statement that the local workspace knows. */
const KNOWN_STATEMENTS: readonly StatementKind[] = [
  ALTER_TABLE,
  ALTER_VIEW,
  COMMENT_ON,
  CREATE_CATALOG,
  ...CREATE_FUNCTION,
  ...CREATE_SCHEMA,
  ...CREATE_TABLE,
  ...CREATE_VIEW,
  DELETE,
  ...DESCRIBE_DETAIL,
  ...DESCRIBE_HISTORY,
  ...DESCRIBE_QUERY,
  ...DESCRIBE_SCHEMA,
  ...DESCRIBE,
  DROP_CATALOG,
  DROP_FUNCTION,
  ...DROP_SCHEMA,
  ...DROP_TABLE,
  EXPLAIN,
  ...GRANTS,
  INSERT,
  MERGE,
  ...QUERY_STATEMENTS,
  RESET,
  RESTORE,
  SET,
  SHOW_CATALOGS,
  SHOW_COLUMNS,
  SHOW_CREATE_TABLE,
  SHOW_VIEWS,
  ...SHOW_SCHEMAS,
  SHOW_TABLES,
  SHOW_TBLPROPERTIES,
  TRUNCATE,
  UPDATE,
  USE,
];

/** Statements of Databricks SQL that are refused by name; any other first word is a syntax error. */
const REFUSED = new Set(
  "ALTER ANALYZE BEGIN CACHE CALL CLEAR COMMENT COMMIT COPY CREATE DECLARE DROP EXECUTE GET LIST LOAD MSCK OPTIMIZE PUT REFRESH REMOVE REORG REPAIR ROLLBACK SHOW START SYNC TABLE TRUNCATE UNCACHE UNDROP UNSET VACUUM".split(
    " ",
  ),
);

export function statementKind(text: StatementText): StatementKind {
  const cursor = text.cursor();
  const kind = writeBehindWith(text) ?? KNOWN_STATEMENTS.find(({ words }) => cursor.sees(...words));
  if (kind) return kind;
  const [first = "", second = ""] = [cursor.peek(), cursor.peek(1)].map((token) =>
    token?.kind === "word" ? token.text.toUpperCase() : "",
  );
  if (REFUSED.has(first)) throw unsupported(`${first} ${second}`.trim());
  throw syntaxError(cursor.peek()?.text ?? "");
}

const WRITES = [DELETE, INSERT, MERGE, UPDATE];

/**
 * Queries that are named before a write: `WITH q AS (…) DELETE FROM t`. Each is a temporary view of that one statement.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-cte
 */
function writeBehindWith(text: StatementText): StatementKind | undefined {
  const cursor = text.cursor();
  if (!cursor.accept("WITH") || cursor.sees("RECURSIVE")) return undefined;
  const named = readQueries(cursor);
  const write = named && WRITES.find(({ words }) => cursor.sees(...words));
  if (named === undefined || write === undefined) return undefined;
  return {
    words: ["WITH"],
    writes: true,
    async run(run) {
      const temporaryViews = new Map(run.session.temporaryViews);
      const { catalog, schema } = run.session;
      for (const { name, columns, query } of named) {
        const head = { columns, comment: undefined, properties: new Map<string, string>() };
        const reading = run.of(query, { temporaryViews });
        temporaryViews.set(
          name.toLowerCase(),
          await viewOf(reading, { catalog, schema, table: name }, query, head),
        );
      }
      const writing = run.of(text.behind(cursor), { temporaryViews });
      run.onCommit(() => writing.settle());
      return write.run(writing);
    },
  };
}

interface NamedQuery {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly comment: undefined }[];
  readonly query: StatementText;
}

/** `a [(b, c)] AS (query), …`; nothing where it is not of that form. */
function readQueries(cursor: TokenCursor): NamedQuery[] | undefined {
  const queries: NamedQuery[] = [];
  do {
    const name = cursor.identifier();
    const columns = cursor.sees("(")
      ? cursor.list(() => ({ name: cursor.identifier(), comment: undefined }))
      : [];
    cursor.accept("AS");
    if (!cursor.accept("(")) return undefined;
    const query = cursor.textUntil(() => false);
    if (!cursor.accept(")")) throw syntaxError("", "expected )");
    queries.push({ name, columns, query: StatementText.of(query) });
  } while (cursor.accept(","));
  return queries;
}
