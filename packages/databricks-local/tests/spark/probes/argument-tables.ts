import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One way to call a function. */
export interface CallExample {
  /** The arguments; none for an expression that is written out. */
  readonly args: readonly Argument[];
  /** The whole expression, with the arguments in it. */
  readonly print: (args: readonly string[]) => string;
  /** Nothing is to be put in the place of an argument: the expression is written out, or has its own FROM. */
  readonly isWhole: boolean;
}

interface Argument {
  readonly text: string;
  /** It stays a literal where the others become columns: a format, a schema, a lambda. */
  readonly isFixed: boolean;
}

export interface FunctionExamples {
  readonly family: string;
  readonly name: string;
  readonly examples: readonly CallExample[];
}

type Pools = ReadonlyMap<string, readonly string[]>;

const DIRECTORY = join(__dirname, "functions");
const SEPARATOR = " ; ";

/**
 * Lines of `functions/*.txt`:
 *
 *     # Family
 *     $pool = 'a' ; 'b'                            values that other lines name
 *     name: 1, 'x' ; $pool, !'fixed'               argument lists; each value of a pool makes one
 *     name: `expression with $pool`                whole expressions
 */
export function readExamples(file: string): FunctionExamples[] {
  const pools = poolsOf([...linesOf("pools.txt"), ...linesOf(file)]);
  let family = "";
  return linesOf(file).flatMap((line) => {
    if (line.startsWith("# ")) family = line.slice(2);
    const [, name = "", lists = ""] = /^(\w+): (.*)$/.exec(line) ?? [];
    if (name === "") return [];
    return [{ family, name, examples: lists.split(SEPARATOR).flatMap((list) => read(name, list, pools)) }];
  });
}

function linesOf(file: string): string[] {
  return readFileSync(join(DIRECTORY, file), "utf8").split("\n");
}

function poolsOf(lines: readonly string[]): Pools {
  const found = lines.flatMap((line) => {
    const [, name = "", values = ""] = /^\$([a-z]+) = (.*)$/.exec(line) ?? [];
    return name === "" ? [] : ([[name, values.split(SEPARATOR)]] as const);
  });
  return new Map(found);
}

function read(name: string, list: string, pools: Pools): CallExample[] {
  if (list.startsWith("`")) return expressions(list.slice(1, -1), pools);
  const args = splitArguments(list).map((text): Argument => ({
    text: text.replace(/^!/, ""),
    isFixed: text.startsWith("!") || text.includes("->"),
  }));
  const print = (texts: readonly string[]) => `${name}(${texts.join(", ")})`;
  const variants = product(args.map((arg) => valuesOf(arg.text, pools).map((text) => ({ ...arg, text }))));
  return variants.map((variant) => ({ args: variant, print, isWhole: false }));
}

/** An expression's pools are its arguments, so that they can become columns. */
function expressions(text: string, pools: Pools): CallExample[] {
  const parts = text.split(/(\$[a-z]+)\b/);
  const isPool = (part: string) => part.startsWith("$") && pools.has(part.slice(1));
  const named = parts.filter(isPool);
  const print = (texts: readonly string[]) => {
    let next = 0;
    return parts.map((part) => (isPool(part) ? (texts[next++] ?? "") : part)).join("");
  };
  return product(named.map((part) => valuesOf(part, pools))).map((texts) => ({
    args: texts.map((value) => ({ text: value, isFixed: false })),
    print,
    isWhole: true,
  }));
}

function valuesOf(text: string, pools: Pools): readonly string[] {
  return (/^\$[a-z]+$/.test(text) && pools.get(text.slice(1))) || [text];
}

function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((made, list) => made.flatMap((head) => list.map((one) => [...head, one])), [[]]);
}

/** At the commas that are outside of brackets and texts. */
export function splitArguments(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of list.matchAll(/'(?:[^'\\]|\\.|'')*'|[()[\],]/gs)) {
    if (token === "(" || token === "[") depth++;
    if (token === ")" || token === "]") depth--;
    if (token === "," && depth === 0) {
      parts.push(list.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...parts, list.slice(start).trim()];
}
