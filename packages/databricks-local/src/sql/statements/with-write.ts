import { syntaxError } from "../sql-faults";
import { StatementText } from "../text/statement-text";
import type { TokenCursor } from "../text/token-cursor";
import { viewOf } from "./create-view";
import { DELETE } from "./delete";
import { INSERT } from "./insert";
import { MERGE } from "./merge";
import type { StatementKind } from "./statement-run";
import { UPDATE } from "./update";

const WRITES = [DELETE, INSERT, MERGE, UPDATE];

/**
 * Queries that are named before a write: `WITH q AS (…) DELETE FROM t`. Each is a temporary view of that one statement.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-cte
 */
export function writeBehindWith(text: StatementText): StatementKind | undefined {
  const cursor = text.cursor();
  if (!cursor.accept("WITH") || cursor.sees("RECURSIVE")) return undefined;
  const named = readQueries(cursor);
  const write = named && WRITES.find(({ words }) => cursor.sees(...words));
  if (named === undefined || write === undefined) return undefined;
  return {
    ...{ words: ["WITH"], writes: true },
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
