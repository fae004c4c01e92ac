import { quotedParts } from "../../sql/scan-text";

/** A word, a number, a sign, a text or a quoted name of a query; comments are none. */
export interface Token {
  readonly kind: "word" | "number" | "sign" | "text" | "name";
  readonly text: string;
  /** In upper case, for words. */
  readonly upper: string;
  readonly start: number;
  readonly end: number;
  /** How many parentheses are open around it; those that open and close have the outer number. */
  readonly depth: number;
}

const TOKEN = /([A-Za-z_]\w*)|(\d+(?:\.\d+)?)|(<=>|<=|>=|<>|!=|==|=>|->|::|\|\||[^\s\w])/gy;

/** The tokens in the order of the text. */
export function queryTokens(text: string): Token[] {
  const quoted = new Map(quotedParts(text).map((part) => [part.offset, part.text]));
  const tokens: Token[] = [];
  let depth = 0;
  for (let at = 0; at < text.length;) {
    const part = quoted.get(at);
    if (part !== undefined) {
      const kind = part.startsWith("`") ? "name" : "text";
      if (!/^(?:--|\/\*)/.test(part))
        tokens.push({ kind, text: part, upper: part, start: at, end: at + part.length, depth });
      at += part.length;
      continue;
    }
    TOKEN.lastIndex = at;
    const [found = "", word, number] = TOKEN.exec(text) ?? [];
    if (found === "") {
      at += 1;
      continue;
    }
    if (found === ")") depth -= 1;
    const kind = word !== undefined ? "word" : number !== undefined ? "number" : "sign";
    tokens.push({ kind, text: found, upper: found.toUpperCase(), start: at, end: at + found.length, depth });
    if (found === "(") depth += 1;
    at += found.length;
  }
  return tokens;
}

/** A condition that must hold along with others: of WHERE, ON, HAVING or QUALIFY. */
export interface Conjunct {
  readonly clause: string;
  readonly start: number;
  readonly end: number;
}

const CLAUSES = new Set(["WHERE", "ON", "HAVING", "QUALIFY"]);
/** What a clause's condition ends before, on its own level. */
const ENDS = new Set(
  (
    "WHERE GROUP HAVING QUALIFY ORDER LIMIT OFFSET UNION EXCEPT INTERSECT MINUS WINDOW SORT CLUSTER DISTRIBUTE " +
    "JOIN LEFT RIGHT INNER FULL CROSS SEMI ANTI NATURAL LATERAL"
  ).split(" "),
);

/** The parts of every condition that AND joins. */
export function conjunctsOf(tokens: readonly Token[]): Conjunct[] {
  return tokens.flatMap((token, index) =>
    CLAUSES.has(token.upper) && token.kind === "word" ? partsOf(token, tokens.slice(index + 1)) : [],
  );
}

function partsOf({ upper: clause, depth }: Token, behind: readonly Token[]): Conjunct[] {
  const length = behind.findIndex((token, index) => isEnd(token, behind[index + 1], depth));
  const condition = behind.slice(0, length < 0 ? behind.length : length);
  const parts: Token[][] = [[]];
  let [cases, isBetween, hasOr] = [0, false, false];
  for (const token of condition) {
    const isOuter = token.depth === depth && token.kind === "word";
    if (isOuter && token.upper === "CASE") cases += 1;
    const isPlain = isOuter && cases === 0;
    if (isOuter && token.upper === "END") cases -= 1;
    if (isPlain && token.upper === "OR") hasOr = true;
    if (isPlain && token.upper === "AND" && !isBetween) {
      parts.push([]);
      continue;
    }
    if (isPlain && (token.upper === "BETWEEN" || token.upper === "AND"))
      isBetween = token.upper === "BETWEEN";
    parts.at(-1)?.push(token);
  }
  return (hasOr ? [condition] : parts).flatMap((part) => {
    const [first, last] = [part[0], part.at(-1)];
    return first && last ? [{ clause, start: first.start, end: last.end }] : [];
  });
}

function isEnd(token: Token, next: Token | undefined, depth: number): boolean {
  if (token.depth < depth) return true;
  // left(…) and right(…) are functions.
  const isCall = (token.upper === "LEFT" || token.upper === "RIGHT") && next?.text === "(";
  return (
    token.depth === depth &&
    ((token.kind === "word" && ENDS.has(token.upper) && !isCall) || token.text === ";")
  );
}
