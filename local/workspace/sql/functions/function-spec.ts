import type { SyntaxNode } from "../syntax/syntax-node";
import type { Translator } from "../translate/translator";

/** A call whose arguments are printed already. */
export interface Call {
  /** In lower case. */
  readonly name: string;
  readonly args: readonly string[];
  /** The arguments' nodes, for functions that want a literal. */
  readonly nodes: readonly SyntaxNode[];
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  /** The condition in `FILTER (WHERE …)`. */
  readonly filter: string | undefined;
  /** ` OVER (…)`, or nothing. */
  readonly over: string;
  readonly translator: Translator;
}

export interface FunctionSpec {
  readonly minArgs: number;
  /** `Infinity`: any number. */
  readonly maxArgs: number;
  /** Aggregates take DISTINCT, FILTER and OVER; window functions need OVER. */
  readonly kind: "scalar" | "aggregate" | "window";
  readonly print: (call: Call) => string;
}

export type FunctionTable = Readonly<Record<string, FunctionSpec>>;

export function scalar(
  minArgs: number,
  maxArgs: number,
  print: (args: readonly string[], call: Call) => string,
): FunctionSpec {
  return { minArgs, maxArgs, kind: "scalar", print: (call) => print(call.args, call) };
}

/** DuckDB has it under this name, with the same meaning. */
export function same(duckDbName: string, minArgs: number, maxArgs = minArgs): FunctionSpec {
  return scalar(minArgs, maxArgs, (args) => `${duckDbName}(${args.join(", ")})`);
}

/** One of `store/macros.ts`. */
export function macro(name: string, minArgs: number, maxArgs = minArgs): FunctionSpec {
  return same(`memory.main.${name}`, minArgs, maxArgs);
}

export function aggregate(
  minArgs: number,
  maxArgs: number,
  print: (args: readonly string[], call: Call) => string,
): FunctionSpec {
  return { minArgs, maxArgs, kind: "aggregate", print: (call) => print(call.args, call) };
}

/** `name(DISTINCT args) FILTER (WHERE condition) OVER (…)` */
export function aggregateCall(name: string, args: readonly string[], call: Call, condition?: string): string {
  const conditions = [call.filter, condition].filter((part) => part !== undefined);
  const filter = conditions.length ? ` FILTER (WHERE ${conditions.join(" AND ")})` : "";
  return `${name}(${call.distinct ? "DISTINCT " : ""}${args.join(", ")})${filter}${call.over}`;
}

export function sameAggregate(duckDbName: string, minArgs = 1, maxArgs = minArgs): FunctionSpec {
  return aggregate(minArgs, maxArgs, (args, call) => aggregateCall(duckDbName, args, call));
}

export function window(duckDbName: string, minArgs: number, maxArgs = minArgs): FunctionSpec {
  const print = ({ args, ignoreNulls, over }: Call) =>
    `${duckDbName}(${args.join(", ")}${ignoreNulls ? " IGNORE NULLS" : ""})${over}`;
  return { minArgs, maxArgs, kind: "window", print };
}

/** The text of a string literal that a function must be given as such. */
export function literalText(node: SyntaxNode | undefined): string | undefined {
  return node?.kind === "literal" && node.text("literal_type") === "string" ? node.text("value") : undefined;
}
