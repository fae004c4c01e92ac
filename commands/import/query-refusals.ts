import pLimit from "p-limit";
import type { SqlSession } from "../../databricks/sql-session";
import { RowQueries } from "../../rows/row-queries";
import { parseQuery } from "../../sql/parse-query";

/** So many texts are shown to the warehouse beside each other. */
const AT_ONCE = 8;

/** Text → what the warehouse says of one that could not be read here, and that it does not read either: it knows more of SQL. */
export async function queryRefusals(
  { sql }: { readonly sql: SqlSession },
  texts: readonly string[],
  say: (progress: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const unread = [...new Set(texts)].filter((text) => parseQuery(withoutEnd(text)).outcome !== "query");
  const queries = new RowQueries(sql);
  const limit = pLimit(AT_ONCE);
  let asked = 0;
  const answers = await Promise.all(
    unread.map((text) =>
      limit(async (): Promise<readonly (readonly [string, string])[]> => {
        const refusal = await queries.refusalOf(withoutEnd(text));
        say(`${++asked} of ${unread.length} queries read by the warehouse`);
        return refusal === undefined ? [] : [[text, refusal.split("\n")[0] ?? refusal]];
      }),
    ),
  );
  return new Map(answers.flat());
}

/** As a row has it: semicolons that close a query are no part of it. */
function withoutEnd(text: string): string {
  return text.replace(/[\s;]+$/, "");
}
