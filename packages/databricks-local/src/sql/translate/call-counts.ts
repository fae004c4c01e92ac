import { KNOWN_FUNCTIONS } from "../functions/known-functions";
import { wrongArgumentCount } from "../sql-faults";
import type { Token } from "../text/tokenize";
import { CALL_SHAPES } from "./call-shapes";

/** Words in a call's brackets that are neither an argument nor between two. */
const SPECIAL = /^(AS|FOR|FROM|IN|ORDER|PLACING|USING|WHERE)$/i;
const SHAPED = new Set(Object.entries(CALL_SHAPES).map(([kind, { name }]) => name ?? kind));

/**
 * A call with too few or too many arguments fails as such. The parser, which has fields for the arguments of some functions,
 * would call it a fault of syntax, or lose those that it has no field for.
 */
export function refuseWrongCounts(tokens: readonly Token[]): void {
  for (const [at, { kind, value }] of tokens.entries()) {
    const name = value.toLowerCase();
    if (kind !== "word" || tokens[at + 1]?.text !== "(" || !SHAPED.has(name)) continue;
    const before = tokens[at - 1]?.text.toUpperCase();
    const spec = KNOWN_FUNCTIONS[name];
    const count = argumentCount(tokens, at + 1);
    if (!spec || count === undefined || [".", ":", "AS", "::", "INTO", "TABLE"].includes(before ?? ""))
      continue;
    if (count < spec.minArgs || count > spec.maxArgs) throw wrongArgumentCount(name, spec, count);
  }
}

/** How many arguments stand in the brackets that open at the place; undefined: they are of another form. */
function argumentCount(tokens: readonly Token[], open: number): number | undefined {
  let depth = 0;
  let commas = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] ?? { kind: "symbol", text: "" };
    if (text === "(" || text === "[") depth += 1;
    if (text === ")" || text === "]") depth -= 1;
    if (depth === 0) return at === open + 1 ? 0 : commas + 1;
    if (depth === 1 && text === ",") commas += 1;
    if (depth === 1 && kind === "word" && SPECIAL.test(text)) return undefined;
  }
  return undefined;
}
