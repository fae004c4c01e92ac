import { SqlError, type SqlParameter } from "../sql-engine";
import { parseType } from "../types/parse-type";
import { typeName } from "../types/sql-type";
import { TokenCursor } from "./token-cursor";
import { type Token, tokenize } from "./tokenize";

/**
 * Replaces each `IDENTIFIER(expression)` by the name that the expression gives: string literals and bound values, joined by `||`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-names-identifier-clause
 */
export function resolveIdentifiers(
  tokens: readonly Token[],
  valueOf: (token: Token) => SqlParameter | undefined,
): Token[] {
  const resolved: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) break;
    const end = clauseEnd(tokens, index);
    if (end === undefined) {
      resolved.push(token);
      continue;
    }
    const text = constantText(tokens.slice(index + 2, end), valueOf);
    resolved.push(...nameTokens(text, token.start, tokens[end]?.end ?? token.end));
    index = end;
  }
  return resolved;
}

/** Where the clause that begins at `index` closes its bracket. */
function clauseEnd(tokens: readonly Token[], index: number): number | undefined {
  const [word, bracket] = [tokens[index], tokens[index + 1]];
  if (word?.kind !== "word" || word.text.toUpperCase() !== "IDENTIFIER" || bracket?.text !== "(")
    return undefined;
  const length = tokens.slice(index).findIndex(({ text, kind }) => kind === "symbol" && text === ")");
  return length < 0 ? undefined : index + length;
}

function constantText(tokens: readonly Token[], valueOf: (token: Token) => SqlParameter | undefined): string {
  const expression = tokens.map(({ text }) => text).join(" ");
  const parts = tokens.map((token, index) => {
    if (index % 2 === 1) {
      if (token.text !== "||") throw notConstant("NOT_CONSTANT", expression);
      return "";
    }
    if (token.kind === "string") return token.value;
    const parameter = token.kind === "parameter" || token.kind === "marker" ? valueOf(token) : undefined;
    if (!parameter) throw notConstant("NOT_CONSTANT", expression);
    if (typeName(parseType(parameter.type ?? "STRING")) !== "string")
      throw notConstant("WRONG_TYPE", expression);
    if (parameter.value === null) throw notConstant("NULL", expression);
    return parameter.value;
  });
  return parts.join("");
}

/** The name's parts, quoted, in the place of the clause. */
function nameTokens(text: string, start: number, end: number): Token[] {
  const cursor = new TokenCursor(text, tokenize(text));
  const names = cursor.name();
  cursor.end();
  return names.flatMap((name, index): Token[] => {
    const isLast = index === names.length - 1;
    const place = { start, end: isLast ? end : start };
    const quoted = `\`${name.replaceAll("`", "``")}\``;
    const part: Token = { kind: "quoted", text: quoted, value: name, ...place };
    return isLast ? [part] : [part, { kind: "symbol", text: ".", value: ".", start, end: start }];
  });
}

const WHY = {
  NOT_CONSTANT:
    "To be considered constant the expression must not depend on any columns, contain a subquery, or invoke a non deterministic function such as rand().",
  NULL: "The expression evaluates to NULL.",
  WRONG_TYPE: "The data type of the expression is not STRING.",
};

function notConstant(why: keyof typeof WHY, expression: string): SqlError {
  return new SqlError(
    `NOT_A_CONSTANT_STRING.${why}`,
    "42601",
    `The expression "${expression}" used for the routine or clause \`IDENTIFIER\` must be a constant STRING which is NOT NULL. ${WHY[why]}`,
  );
}
