import { conjunctsOf, queryTokens, type Token } from "../mutants/query-tokens";

/** Words that a FROM ends before. */
const AFTER_FROM = /^(?:WHERE|GROUP|HAVING|QUALIFY|ORDER|LIMIT|UNION|EXCEPT|INTERSECT|WINDOW)$/;

/**
 * For each place where the query names the table: its alias there, and the parts of the WHERE beside it that are about no
 * other table. What they do not say holds for all rows: reading more than the query would is no mistake.
 */
export function sourceConditions(
  query: string,
  table: string,
): readonly { readonly alias: string; readonly conditions: readonly string[] }[] {
  const tokens = queryTokens(query);
  const conjuncts = conjunctsOf(tokens).filter(({ clause }) => clause === "WHERE");
  return tokens.flatMap((token, index) => {
    const length = nameLength(tokens, index, table);
    if (length === 0) return [];
    const from = tokens
      .slice(0, index)
      .findLastIndex((one) => one.upper === "FROM" && one.depth === token.depth);
    const rest = tokens.slice(index);
    const end = rest.findIndex(
      (one) => one.depth < token.depth || (one.depth === token.depth && AFTER_FROM.test(one.upper)),
    );
    const where = end < 0 ? undefined : rest[end];
    const alias = aliasBehind(tokens, index + length) ?? table.split(".").at(-1) ?? table;
    if (from < 0 || where?.upper !== "WHERE") return [{ alias, conditions: [] }];
    const isAlone = !tokens
      .slice(from, index + (end < 0 ? 0 : end))
      .some((one) => one.depth === token.depth && (one.text === "," || one.upper === "JOIN"));
    const parts = conjuncts.filter(({ start }) => start > where.start && isOfClause(tokens, where, start));
    const own = parts.filter(({ start, end: to }) => {
      const inside = tokens.filter((one) => one.start >= start && one.end <= to);
      return !inside.some(({ upper }) => upper === "SELECT") && (isAlone || namesOnly(inside, alias));
    });
    return [{ alias, conditions: own.map(({ start, end: to }) => query.slice(start, to)) }];
  });
}

/** How many tokens name the table here. */
function nameLength(tokens: readonly Token[], index: number, table: string): number {
  const parts = table.split(".");
  const length = parts.length * 2 - 1;
  const written = tokens.slice(index, index + length);
  const before = tokens[index - 1];
  if (before?.text === "." || !/^(?:FROM|JOIN|,)$/.test(before?.upper ?? "")) return 0;
  const name = written.map(({ text }) => text.replaceAll("`", "").toLowerCase()).join("");
  return name === table && tokens[index + length]?.text !== "." ? length : 0;
}

function aliasBehind(tokens: readonly Token[], index: number): string | undefined {
  const [first, second] = [tokens[index], tokens[index + 1]];
  const alias = first?.upper === "AS" ? second : first;
  const isName =
    alias?.kind === "name" ||
    (alias?.kind === "word" &&
      !/^(?:ON|USING|JOIN|LEFT|RIGHT|INNER|FULL|CROSS|LATERAL|SEMI|ANTI|NATURAL)$/.test(alias.upper));
  return isName && !AFTER_FROM.test(alias.upper) ? alias.text : undefined;
}

/** Whether a conjunct that begins at `start` is of this WHERE, and of none behind it. */
function isOfClause(tokens: readonly Token[], where: Token, start: number): boolean {
  const between = tokens.filter((one) => one.start > where.start && one.start < start);
  return !between.some(
    (one) =>
      one.depth < where.depth ||
      (one.depth === where.depth && AFTER_FROM.test(one.upper)) ||
      one.upper === "SELECT",
  );
}

/** Whether the condition names columns of this alias, each with it, and of no other. */
function namesOnly(tokens: readonly Token[], alias: string): boolean {
  const qualifiers = tokens.filter(
    (_, index) => tokens[index + 1]?.text === "." && tokens[index - 1]?.text !== ".",
  );
  return qualifiers.length > 0 && qualifiers.every(({ text }) => text.toLowerCase() === alias.toLowerCase());
}
