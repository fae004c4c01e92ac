import type { SyntaxNode } from "../syntax/syntax-node";
import type { Translator } from "../translate/translator";
import type { Typed } from "../translate/typed";
import { commonType } from "../types/coercion";
import { simpleType, type SimpleTypeName, type SqlType } from "../types/sql-type";
import type { Takes } from "./takes";

/** A call whose arguments are printed already. */
export interface FunctionCall {
  /** In lower case. */
  readonly name: string;
  readonly args: readonly string[];
  /** The arguments' types, where they are known; a lambda's is that of its body. */
  readonly types: readonly (SqlType | undefined)[];
  /** The arguments' nodes, for functions that want a literal. */
  readonly nodes: readonly SyntaxNode[];
  readonly distinct: boolean;
  readonly ignoreNulls: boolean;
  /** The condition in `FILTER (WHERE …)`. */
  readonly filter: string | undefined;
  /** What WITHIN GROUP orders by. */
  readonly within: Within | undefined;
  /** ` OVER (…)`, or nothing. */
  readonly over: string;
  /** Whether the window has an ORDER BY. */
  readonly isOrdered: boolean;
  /** The window's own frame, or nothing. */
  readonly frame: string;
  readonly translator: Translator;
}

/** `ORDER BY …` of WITHIN GROUP; its first expression by itself. */
export interface Within {
  readonly text: string;
  readonly value: Typed;
  readonly descending: boolean;
}

export interface FunctionSpec extends Takes {
  /** Aggregates take DISTINCT, FILTER and OVER; window functions need OVER. */
  readonly kind: "scalar" | "aggregate" | "window";
  readonly print: (call: FunctionCall) => string;
  readonly type: (call: FunctionCall) => SqlType | undefined;
}

/** A function's type: always the same, or one that follows from its arguments. */
type TypeRule = SimpleTypeName | ((call: FunctionCall) => SqlType | undefined);
type Print = (args: readonly string[], call: FunctionCall) => string;

export type FunctionTable = Readonly<Record<string, FunctionSpec>>;

export function scalar(takes: Takes, print: Print, type?: TypeRule): FunctionSpec {
  return { ...takes, kind: "scalar", print: (call) => print(call.args, call), type: ruleOf(type) };
}

/** DuckDB has it under this name, with the same meaning. */
export function same(duckDbName: string, takes: Takes, type?: TypeRule): FunctionSpec {
  return scalar(takes, (args) => `${duckDbName}(${args.join(", ")})`, type);
}

/** One of `native/macros.ts`. */
export function macro(name: string, takes: Takes, type?: TypeRule): FunctionSpec {
  return same(`memory.main.${name}`, takes, type);
}

export function aggregate(takes: Takes, print: Print, type?: TypeRule): FunctionSpec {
  return { ...scalar(takes, print, type), kind: "aggregate" };
}

/** `name(DISTINCT args ORDER BY …) FILTER (WHERE condition) OVER (…)` */
export function aggregateCall(
  name: string,
  args: readonly string[],
  call: FunctionCall,
  condition?: string,
): string {
  const conditions = [call.filter, condition].filter((part) => part !== undefined);
  const filter = conditions.length ? ` FILTER (WHERE ${conditions.join(" AND ")})` : "";
  return `${name}(${call.distinct ? "DISTINCT " : ""}${args.join(", ")}${call.within ? ` ${call.within.text}` : ""})${filter}${call.over}`;
}

export function sameAggregate(duckDbName: string, takes: Takes, type?: TypeRule): FunctionSpec {
  return aggregate(takes, (args, call) => aggregateCall(duckDbName, args, call), type);
}

/** A function of the rows of an ordered window. */
export function window(duckDbName: string, takes: Takes, type?: TypeRule): FunctionSpec {
  const print = ({ args, ignoreNulls, over }: FunctionCall) =>
    `${duckDbName}(${args.join(", ")}${ignoreNulls ? " IGNORE NULLS" : ""})${over}`;
  return { ...takes, kind: "window", print, type: ruleOf(type) };
}

function ruleOf(rule: TypeRule | undefined): (call: FunctionCall) => SqlType | undefined {
  if (typeof rule === "function") return rule;
  return () => (rule === undefined ? undefined : simpleType(rule));
}

/** The type of the n-th argument. */
export function typeOfArgument(index: number): TypeRule {
  return ({ types }) => types[index];
}

/** The type in which all arguments meet. */
export function commonArgumentType({ types }: FunctionCall): SqlType | undefined {
  return commonType(types);
}

/** An array of what the n-th argument is. */
export function arrayOfArgument(index: number): TypeRule {
  return ({ types }) => {
    const element = types[index];
    return element && { kind: "array", element };
  };
}

export function arrayOf(name: SimpleTypeName): TypeRule {
  return () => ({ kind: "array", element: simpleType(name) });
}

/** The type of `array(…)`: all elements meet in one. */
export function arrayOfCommon({ types }: FunctionCall): SqlType | undefined {
  const element = types.length === 0 ? simpleType("void") : commonType(types);
  return element && { kind: "array", element };
}

/** What an array's or a map's element is. */
export function elementOf({ types: [type] }: FunctionCall): SqlType | undefined {
  if (type?.kind === "array") return type.element;
  return type?.kind === "map" ? type.value : undefined;
}

export function isMap({ types: [type] }: FunctionCall): boolean {
  return type?.kind === "map";
}

/** The first argument's own type. */
export function sameCollection({ types: [type] }: FunctionCall): SqlType | undefined {
  return type;
}
