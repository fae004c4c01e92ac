import { javaRegex } from "../native/java-regex";
import { literalNumber, literalText } from "../syntax/literal-values";
import { duckdbText } from "../types/sql-type";
import { invalidEscape, likeText } from "../translate/like";
import { typeMismatch } from "../types/type-faults";
import { constantText } from "./constant-arguments";
import { arrayOf, type FunctionCall, type FunctionSpec, type FunctionTable, scalar } from "./function-spec";
import { may, takes } from "./takes";
import { plainPattern } from "./plain-pattern";

/** Regular expressions: DuckDB finds those that it reads as Java does, which is a hundred times as fast. */
export const REGEXP_FUNCTIONS: FunctionTable = {
  ilike: like(),
  like: like(),
  regexp: test(),
  regexp_count: scalar(
    takes("string", "string"),
    ([s = "", pattern = ""], call) => {
      const plain = plainOf(call, false);
      return plain === undefined
        ? `dbx_regexp_count(${s}, ${pattern})`
        : `CAST(len(regexp_extract_all(${s}, ${plain})) AS INTEGER)`;
    },
    "int",
  ),
  regexp_extract: scalar(takes("string", "string", may("int")), regexpExtract, "string"),
  regexp_extract_all: scalar(
    takes("string", "string", may("int")),
    ([s = "", pattern = "", group = "1"], call) => {
      const plain = groupOf(call) === 0 ? plainOf(call, false) : undefined;
      return plain === undefined
        ? `dbx_regexp_extract_all(${s}, ${pattern}, ${group})`
        : `regexp_extract_all(${s}, ${plain})`;
    },
    arrayOf("string"),
  ),
  regexp_instr: scalar(
    takes("string", "string", may("int")),
    ([s = "", pattern = "", group]) => {
      const found = `dbx_regexp_instr(${s}, ${pattern})`;
      return group === undefined ? found : `CASE WHEN ${group} IS NOT NULL THEN ${found} END`;
    },
    "int",
  ),
  regexp_like: test(),
  regexp_replace: scalar(takes("string", "string", "string", may("int")), regexpReplace, "string"),
  regexp_substr: scalar(
    takes("string", "string"),
    ([s = "", pattern = ""], call) => {
      const plain = plainOf(call, false);
      return plain === undefined
        ? `nullif(dbx_regexp_extract(${s}, ${pattern}, 0), '')`
        : `nullif(regexp_extract(${s}, ${plain}), '')`;
    },
    "string",
  ),
  rlike: test(),
};

function test(): FunctionSpec {
  return scalar(
    takes("string", "string"),
    ([s = "", pattern = ""], call) => matchText(s, pattern, literalText(call.nodes[1])),
    "boolean",
  );
}

/** Whether the pattern is found in the text. */
export function matchText(text: string, pattern: string, literal: string | undefined): string {
  const plain = literal === undefined ? undefined : plainPattern(literal, true);
  return plain === undefined
    ? `dbx_rlike(${text}, ${pattern})`
    : `regexp_matches(${text}, ${duckdbText(plain)})`;
}

function plainOf({ nodes }: FunctionCall, isTest: boolean): string | undefined {
  const literal = literalText(nodes[1]);
  const plain = literal === undefined ? undefined : plainPattern(literal, isTest);
  return plain === undefined ? undefined : duckdbText(plain);
}

function groupOf({ nodes }: FunctionCall): number | undefined {
  return nodes[2] === undefined ? 1 : literalNumber(nodes[2]);
}

function regexpExtract([s = "", pattern = "", group = "1"]: readonly string[], call: FunctionCall): string {
  const plain = plainOf(call, false);
  const number = groupOf(call);
  const groups =
    plain === undefined ? 0 : javaRegex(literalText(call.nodes[1]) ?? "", call.name).groups.length;
  return plain === undefined || number === undefined || number < 0 || number >= groups
    ? `dbx_regexp_extract(${s}, ${pattern}, ${group})`
    : `regexp_extract(${s}, ${plain}, ${number})`;
}

/** `like(text, pattern, escape)` */
function like(): FunctionSpec {
  return scalar(
    takes("string", "string", may("any")),
    ([text = "", pattern = ""], call) => {
      const escape = call.nodes[2] === undefined ? "\\" : (literalText(call.nodes[2]) ?? "");
      if ([...escape].length !== 1) throw invalidEscape(escape);
      return likeText(call.name, text, pattern, literalText(call.nodes[1]), escape);
    },
    "boolean",
  );
}

/** A plain replacement of a plain pattern is DuckDB's; `$1` is its `\1`. */
function regexpReplace(args: readonly string[], call: FunctionCall): string {
  const [s = "", pattern = "", replacement = "", position = "1"] = args;
  if (args.length > 3 && Number(constantText(call, 3) ?? 1) < 1)
    throw typeMismatch("VALUE_OUT_OF_RANGE", "The position must be between (0, 2147483647].");
  const literal = literalText(call.nodes[2]);
  const plain = args.length === 3 && literal !== undefined ? plainOf(call, false) : undefined;
  const groups =
    plain === undefined ? 0 : javaRegex(literalText(call.nodes[1]) ?? "", call.name).groups.length;
  const isPlain = /^(?:[^$\\]|\$\d(?!\d))*$/.test(literal ?? "\\");
  const isThere = [...(literal ?? "").matchAll(/\$(\d)/g)].every(([, digit]) => Number(digit) < groups);
  return plain === undefined || !isPlain || !isThere
    ? `dbx_regexp_replace(${s}, ${pattern}, ${replacement}, ${position})`
    : `regexp_replace(${s}, ${plain}, ${duckdbText((literal ?? "").replace(/\$(\d)/g, "\\$1"))}, 'g')`;
}
