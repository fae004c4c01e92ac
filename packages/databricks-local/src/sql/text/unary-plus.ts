import type { Token } from "./tokenize";

/** Words behind which an operand begins; behind any other word a `+` adds. */
const BEFORE_OPERAND =
  /^(?:ALL|AND|ANY|AS|BETWEEN|BY|CASE|DISTINCT|DIV|ELSE|ESCAPE|HAVING|ILIKE|IN|IS|LIKE|LIMIT|NOT|OFFSET|ON|OR|QUALIFY|RETURN|RLIKE|SELECT|SET|THEN|VALUES|WHEN|WHERE)$/i;

/** `+ x` as `positive(x)`: the parser forgets the sign, which makes a number of a text. */
export function withPositives(tokens: readonly Token[]): readonly Token[] {
  const signs = tokens.map((_, at) => isSign(tokens, at));
  if (!signs.includes(true)) return tokens;
  const kept: Token[] = [];
  const ends = new Map<number, number>();
  for (const [at, token] of tokens.entries()) {
    const end = signs[at] ? operandEnd(tokens, at + 1) : undefined;
    if (end === undefined) {
      kept.push(token);
    } else {
      kept.push({ ...token, text: "positive(" });
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    const closed = ")".repeat(ends.get(at) ?? 0);
    if (closed !== "")
      kept.push({ kind: "symbol", text: closed, value: closed, start: token.end, end: token.end });
  }
  return kept;
}

function isSign(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.text !== "+") return false;
  const before = tokens[at - 1];
  if (before === undefined) return true;
  if (before.kind === "word") return BEFORE_OPERAND.test(before.text);
  return before.kind === "symbol" && !/^[)\]]$/.test(before.text);
}

/** Where the operand of the sign ends that begins there: a value with all that belongs to it; undefined: there is none. */
function operandEnd(tokens: readonly Token[], start: number): number | undefined {
  let at = start;
  while (/^[-+~]$/.test(tokens[at]?.text ?? "")) at += 1;
  const first = tokens[at];
  if (first === undefined || (first.kind === "symbol" && first.text !== "(")) return undefined;
  // A literal of two words or more, such as INTERVAL '1' DAY.
  if (first.kind === "word" && tokens[at + 1]?.kind === "string") return undefined;
  if (/^(?:CASE|INTERVAL)$/i.test(first.text)) return undefined;
  let end = first.text === "(" ? closing(tokens, at) : at;
  for (;;) {
    const next = tokens[end + 1];
    if (next?.text === "(" && first.kind !== "number") end = closing(tokens, end + 1);
    else if (next?.text === "[") end = closing(tokens, end + 1);
    else if (next?.text === "." || next?.text === "::" || next?.text === ":") end += 2;
    else return end;
  }
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const text = tokens[at]?.text;
    if (text === "(" || text === "[") depth += 1;
    if (text === ")" || text === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length - 1;
}
