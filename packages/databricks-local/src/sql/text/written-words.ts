import type { SyntaxNode } from "../syntax/syntax-node";
import type { Token } from "./tokenize";

/** Functions that the parser takes for another one of the same meaning, but a column's name tells them apart. */
const SYNONYMS = new Set([
  "ceiling",
  "char_length",
  "character_length",
  "datepart",
  "instr",
  "lcase",
  "len",
  "locate",
  "log",
  "position",
  "pow",
  "random",
  "substr",
  "ucase",
]);

/** Words that stand within the brackets of a call of a form of its own, such as `position('a' IN b)`. */
const FORMS = /^(?:FROM|IN)$/i;
const MARK = "_written_";

/** What the user wrote, of a word that the parser was given with a mark. */
export function writtenWord(word: string): string {
  return word.startsWith(MARK) ? word.slice(MARK.length) : word;
}

const UNSIGNED = `${MARK}unsigned`;

/** Of `a >>> b`, which the parser reads as `a >> mark >> b`, what stands on the left: `a`; undefined: it is another shift. */
export function unsignedShift(left: SyntaxNode): SyntaxNode | undefined {
  if (left.kind !== "bitwise_right_shift") return undefined;
  const mark = left.copy().node("right");
  return mark.kind === "column" && mark.part("name").text("name") === UNSIGNED
    ? left.node("left")
    : undefined;
}

/**
 * A statement's tokens for the parser, whose tree does not say what a column's name depends of: which synonym was written,
 * `CAST(5 AS BIGINT)` or `5L`, `'a' 'b'` or `concat('a', 'b')`, `INTERVAL 1 DAY 2 HOURS` or a sum of two.
 */
export function keepWritten(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const [token, previous] = [tokens[index], kept.at(-1)];
    if (!token) break;
    const amounts = isWord(previous, "INTERVAL") ? amountsAt(tokens, index) : [];
    if (amounts.length > 2) {
      const value = amounts.map((amount) => amount.value).join(" ");
      kept.push({ ...token, kind: "string", value, end: amounts.at(-1)?.end ?? token.end });
      index += amounts.length - 1;
    } else if (isSynonym(tokens, index) || isField(tokens, index)) {
      kept.push({ ...token, text: MARK + token.value });
    } else if (isUnsignedShift(tokens, index)) {
      kept.push({ ...token, text: `>> ${UNSIGNED} >>` });
      index += 2;
    } else if (isWord(tokens[index + 1], "AS") && isWord(tokens[index + 2], "OF")) {
      kept.push({
        ...token,
        text: token.text.replace(/^SYSTEM_VERSION$/i, "VERSION").replace(/^SYSTEM_TIME$/i, "TIMESTAMP"),
      });
    } else if (isChosenByNulls(tokens, index)) {
      kept.push({ ...token, text: token.text.replace(/_value$/i, "") });
    } else if (isCastNumber(tokens, index)) {
      kept.push({ ...token, kind: "symbol", text: `(${token.text})` });
    } else if (token.kind === "string" && previous?.kind === "string") {
      kept.splice(-1, 1, { ...previous, value: previous.value + token.value, end: token.end });
    } else {
      kept.push(token);
    }
  }
  return kept;
}

const UNIT = /^(?:year|month|week|day|hour|minute|second|millisecond|microsecond)s?$/i;

/** `1 DAY 2 HOURS` */
function amountsAt(tokens: readonly Token[], start: number): readonly Token[] {
  let end = start;
  const isAmount = (token: Token | undefined) => token?.kind === "number" || token?.kind === "string";
  while (isAmount(tokens[end]) && UNIT.test(tokens[end + 1]?.text ?? "")) end += 2;
  return tokens.slice(start, end);
}

/** `>>>`, unless it ends the types within types. */
function isUnsignedShift(tokens: readonly Token[], at: number): boolean {
  const [first, second, third, operand] = tokens.slice(at, at + 4);
  const isTogether = [first, second, third].every(
    (token, place) => token?.text === ">" && token.start === (first?.start ?? 0) + place,
  );
  return isTogether && operand !== undefined && !/^(?:[),;>]|AS|NOT|COMMENT|FROM|END)$/i.test(operand.text);
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toUpperCase() === word;
}

function isSynonym(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== "word" || tokens[at + 1]?.text !== "(" || tokens[at - 1]?.text === ".") return false;
  return SYNONYMS.has(token.text.toLowerCase()) && !hasForm(tokens, at + 1);
}

/** `first_value(x) IGNORE NULLS` is `first`, other than `first_value(x, true)`. */
function isChosenByNulls(tokens: readonly Token[], at: number): boolean {
  if (!/^(?:first|last)_value$/i.test(tokens[at]?.text ?? "") || tokens[at + 1]?.text !== "(") return false;
  let [close, depth] = [at + 1, 1];
  while (depth > 0 && close < tokens.length) {
    close += 1;
    depth += tokens[close]?.text === "(" ? 1 : tokens[close]?.text === ")" ? -1 : 0;
  }
  return /^(?:IGNORE|RESPECT)$/i.test(tokens[close + 1]?.text ?? "");
}

/** Whether one of the words of a form stands directly within the brackets. */
function hasForm(tokens: readonly Token[], open: number): boolean {
  let depth = 0;
  for (const { kind, text } of tokens.slice(open)) {
    if (text === "(") depth += 1;
    else if (text === ")") depth -= 1;
    else if (depth === 1 && kind === "word" && FORMS.test(text)) return true;
    if (depth === 0) return false;
  }
  return false;
}

/** The field of `EXTRACT(field FROM …)`, of which the parser forgets the case. */
function isField(tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at]?.kind === "word" &&
    isWord(tokens[at + 1], "FROM") &&
    tokens[at - 1]?.text === "(" &&
    isWord(tokens[at - 2], "EXTRACT")
  );
}

/** The parser reads `5L` as CAST(5 AS BIGINT). */
function isCastNumber(tokens: readonly Token[], at: number): boolean {
  const isCast = isWord(tokens[at - 2], "CAST") || isWord(tokens[at - 2], "TRY_CAST");
  return (
    tokens[at]?.kind === "number" && tokens[at - 1]?.text === "(" && isCast && isWord(tokens[at + 1], "AS")
  );
}
