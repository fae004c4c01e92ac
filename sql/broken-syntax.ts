import { nearestWord, shownText } from "../messages/words";
import { BEGINNINGS, codeOf, firstWord } from "./scan-text";

/** Databricks SQL that the parser here does not know, in a text without its quoted parts. */
const UNKNOWN_TO_PARSER: readonly RegExp[] = [
  /\|>/,
  /\bdiv\b/i,
  /<<|>>/,
  /@v\d|@\d{8}/i,
  /\bMATCH_RECOGNIZE\b/i,
  /\bMAX\s+RECURSION\b/i,
  /\bstruct\s*\(\s*\*/i,
  /\bINTERVAL\s+(?:\d+|'')\s+\w+\s+(?:\d+|'')/i,
  /\bFOR\s+(?:SYSTEM_)?(?:VERSION|TIMESTAMP|TIME)\b/i,
  /\bFROM\s*\(\s*[\w.]+\s*\)/i,
  /\bSORT\s+BY\b|\bTRANSFORM\b/i,
  /^\s*\(*\s*(?:FROM|TABLE|MAP|REDUCE)\b/i,
];

/** What must have a value on its right. */
const OPERATOR_WITHOUT_VALUE =
  /(\b(?:LIKE|ILIKE|RLIKE|REGEXP|BETWEEN|AND|OR|WHERE|HAVING|ON|JOIN|FROM)\b|<=>|<=|>=|<>|!=|=(?!>))\s*(%|[*/=,);]|$)/i;

/** Placeholders of templates, which Databricks' first SQL editor had: `{{ id }}`. */
const PLACEHOLDER = /\{\{[^{}]*\}\}/g;

/** What no SQL can have, in one sentence; `undefined` where the text may be SQL that is not known here. */
export function brokenSyntax(text: string): string | undefined {
  const [placeholder] = placeholders(codeOf(text));
  if (placeholder !== undefined) return `${placeholder} is a placeholder, and nothing fills it in.`;

  const code = codeOf(text);
  const rest = code.replaceAll("''", " ");
  const isRaw = /\br['"]/i.test(text);
  const [quote] = isRaw ? [] : (/['"`]/.exec(rest) ?? []);
  if (quote !== undefined) return `A quote (${quote}) is not closed.`;

  if (rest.includes("/*")) return "A comment is not closed.";

  const first = firstWord(text);
  if (!BEGINNINGS.includes(first.toUpperCase())) {
    const near = nearestWord(first, BEGINNINGS.slice(0, 3));
    return near === undefined
      ? `It begins with ${shownText(first)}, but a query begins with SELECT, WITH or VALUES.`
      : `It begins with ${shownText(first)}; did you mean ${near}?`;
  }
  const brace = /\{[%{]?|\$\{|\}/.exec(rest)?.[0];
  if (brace !== undefined) return `${brace} means nothing in SQL.`;

  const open = unbalanced(rest);
  if (open !== undefined) return open;

  const [, operator, next] = OPERATOR_WITHOUT_VALUE.exec(code.trimEnd()) ?? [];
  if (operator !== undefined)
    return `${operator.toUpperCase()} is followed by ${next === "" ? "nothing" : next}, where a value must stand${next === "%" ? ": quote the pattern, as in LIKE '%prod%'" : ""}.`;

  return /,\s*,/.test(rest) ? "Two commas follow each other." : undefined;
}

/** Whether the text has something that is Databricks SQL, and that the parser here cannot read. */
export function hasUnknownSyntax(text: string): boolean {
  const code = codeOf(text);
  return /\\['"]/.test(text) || UNKNOWN_TO_PARSER.some((pattern) => pattern.test(code));
}

/** `{{ id }}`, once each, in texts, too: nothing fills it in. */
export function placeholders(text: string): string[] {
  const withoutComments = text.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ");
  return [...new Set(withoutComments.match(PLACEHOLDER) ?? [])];
}

function unbalanced(code: string): string | undefined {
  let depth = 0;
  for (const character of code) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth < 0) return "A closing parenthesis closes nothing.";
  }
  return depth > 0 ? "An opening parenthesis is not closed." : undefined;
}
