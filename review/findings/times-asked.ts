import { clockType } from "../../sql/clock-calls";
import { argumentsOf, nameOf } from "../../sql/function-calls";
import { literalOf } from "../../sql/literal";
import { nodesOf, visit } from "../../sql/nodes-of";
import { conjuncts, type SelectScope } from "../../sql/select-scopes";
import { unitSeconds } from "../../sql/time-form";
import type { Expression, FunctionNode, Query, SelectItem } from "../../sql/tree";

type Node = Readonly<Record<string, unknown>>;

/** Where a query asks for the time. A replay shows the days behind: what comes to an end some day goes on in it. */
export interface TimesAsked {
  /** Conditions that compare the clock with what is written out. */
  readonly clocks: readonly unknown[];
  /** Conditions that hold the data to a time that is written out, but for those that only want it to be later. */
  readonly ends: readonly unknown[];
  /** All parts of it that read the clock, name a time, or take a year or the like of one. */
  readonly parts: readonly unknown[];
}

const COMPARING = ["Lt", "LtEq", "Gt", "GtEq", "Eq", "NotEq", "Spaceship"];
/** Other comparisons, whose content holds what is compared. */
const TESTS = [
  "Between",
  "InList",
  "InSubquery",
  "Like",
  "ILike",
  "RLike",
  "SimilarTo",
  "IsDistinctFrom",
  "IsNotDistinctFrom",
];
/** Functions by which one value is compared with others. */
const COMPARING_CALLS =
  /^(?:array_contains|contains|decode|endswith|equal_null|find_in_set|greatest|i?like|least|nullif|regexp|regexp_like|rlike|startswith)$/;
/** What gives of a time more than what comes again within days. */
const LONG_PARTS =
  /^(?:date_?format|date_?part|dayofyear|from_unixtime|last_day|month|quarter|to_char|to_unix_timestamp|to_varchar|trunc|unix_\w+|week|weekofyear|year|yearofweek)$/;
const SHORT_FIELD = /^(?:hour|minute|second|dow|isodow|dayofweek)/i;
/** Functions of a time that are later where it is. */
const RISING = /^(?:date|timestamp|to_date|to_timestamp|unix_timestamp|year)$/;
/** Functions whose first argument may be the name of a unit. */
const OF_UNITS = /^(?:date_?add|date_?diff|timestampadd|timestampdiff)$/;
/** `2026-12-05`, `2026/12`, `2026-1%`, `20261205`. */
const WRITTEN_TIME = /^\s*(?:19|20|21)\d\d(?:\s*$|[-/.%_]|\d{4})/;
/** `DATE 'now'`, `TIMESTAMP 'today'`. */
const CLOCK_WORD = /^\s*(?:now|today|tomorrow|yesterday)/i;
/** Seconds since 1970, of the years 2017 to 2106; milliseconds and microseconds of the same. */
const EPOCHS = [1, 1e3, 1e6].map((unit) => [1.5e9 * unit, 4.3e9 * unit] as const);

export function timesAsked(query: Query, scopes: readonly SelectScope[]): TimesAsked {
  const held = new Set<unknown>(scopes.flatMap((scope) => scope.held.map((condition) => condition.BinaryOp)));
  const comparisons = comparisonsIn(query);
  return {
    clocks: comparisons.filter(comparesClock).map(({ node }) => node),
    ends: comparisons
      .filter((one) => !comparesClock(one) && namesEnd(one) && !(held.has(one.node) && isLater(one)))
      .map(({ node }) => node),
    parts: scopes.flatMap(partsOf).filter(asksForTime),
  };
}

interface Comparison {
  readonly node: unknown;
  readonly operands: readonly unknown[];
}

function comparisonsIn(query: Query): Comparison[] {
  const found: Comparison[] = [];
  visit(query, (node) => {
    const { BinaryOp, Case, Function: call } = node as Expression;
    if (BinaryOp && COMPARING.includes(BinaryOp.op))
      found.push({ node: BinaryOp, operands: [BinaryOp.left, BinaryOp.right] });

    if (Case?.operand) {
      const values = Case.conditions.map(({ condition }) => condition);
      found.push({ node: [Case.operand, values], operands: [Case.operand, ...values] });
    }
    if (call && COMPARING_CALLS.test(lastName(call)))
      found.push({ node: call, operands: argumentsOf(call) ?? [] });

    for (const test of TESTS) {
      const content = node[test];
      if (typeof content === "object" && content !== null)
        found.push({ node: content, operands: Object.values(content).flat() });
    }
    return true;
  });
  return found.map((one) => ({ ...one, operands: one.operands.filter(isTree) }));
}

/** `now() < '2026-12-05'`, `year(now()) = 2026`; also where a column stands beside, for show: `datediff('2026-12-05', now()) + x > 0`. */
function comparesClock({ operands }: Comparison): boolean {
  const clocks = operands.filter(callsClock);
  const isWritten = operands.some((one) => !callsClock(one) && !namesColumn(one));
  return clocks.some((one) => (namesColumn(one) ? namesTime(one) : isWritten || namesTime(one)));
}

/** `created_at < '2026-12-05'`, `year(created_at) = 2026`; between two times of the data (`year(a) - year(b) < 2`) there is no end. */
function namesEnd({ operands }: Comparison): boolean {
  if (!operands.some(namesColumn)) return false;
  const isPart = operands.some((one) => namesColumn(one) && !callsClock(one) && longParts(one) === 1);
  const isWritten = operands.some((one) => !namesColumn(one) && !callsClock(one));
  return operands.some(namesTime) || (isPart && isWritten);
}

/** Later than a time, or at another: what comes some day is kept. */
function isLater({ node, operands: [left, right] }: Comparison): boolean {
  const { op } = node as NonNullable<Expression["BinaryOp"]>;
  const column = namesColumn(left) ? left : right;
  if (op === "NotEq") return isColumn(column as Expression);
  const isRight = column === left ? ["Gt", "GtEq"] : ["Lt", "LtEq"];
  return isRight.includes(op) && isColumn(risingFrom(column as Expression));
}

/** `created_at` of `CAST(to_date(created_at) AS STRING)` */
function risingFrom(expression: Expression): Expression {
  const { Nested, Cast, Function: call } = expression;
  const inner =
    Nested ?? Cast?.expr ?? (call && RISING.test(lastName(call)) ? argumentsOf(call)?.[0] : undefined);
  return inner === undefined ? expression : risingFrom(inner);
}

function isColumn({ Identifier, CompoundIdentifier }: Expression): boolean {
  return Identifier !== undefined || CompoundIdentifier !== undefined;
}

function partsOf({ select, conditions }: SelectScope): unknown[] {
  const columns = select.projection.map((item: SelectItem) => item.UnnamedExpr ?? item.ExprWithAlias?.expr);
  const grouped = select.group_by.Expressions?.[0] ?? [];
  return [
    ...columns,
    ...conditions,
    ...conjuncts(select.having),
    ...conjuncts(select.qualify),
    ...grouped,
  ].filter(isTree);
}

function asksForTime(tree: unknown): boolean {
  return callsClock(tree) || namesTime(tree) || longParts(tree) > 0;
}

function callsClock(tree: unknown): boolean {
  return (
    callsOf(tree).some((call) => clockType(lastName(call), argumentsOf(call)?.length ?? 0) !== undefined) ||
    nodesOf(tree, "TypedString").some(({ value }) => CLOCK_WORD.test(textOf(value.value) ?? ""))
  );
}

/** A time that is written out, as a date, a text or a number. */
function namesTime(tree: unknown): boolean {
  return (
    nodesOf(tree, "TypedString").some(({ value }) => !CLOCK_WORD.test(textOf(value.value) ?? "")) ||
    callsOf(tree).some(
      (call) =>
        /^make_(?:date|timestamp)/.test(lastName(call)) && !(argumentsOf(call) ?? []).some(namesColumn),
    ) ||
    nodesOf(tree, "Value").some(({ value }) => {
      const text = textOf(value);
      const number = Number(value.Number?.[0] ?? 0);
      return text === undefined
        ? EPOCHS.some(([from, to]) => number >= from && number < to)
        : WRITTEN_TIME.test(text);
    })
  );
}

function namesColumn(tree: unknown): boolean {
  let isFound = false;
  visit(tree, (node) => {
    const { Identifier, CompoundIdentifier, Function: call, Cast } = node as Expression;
    isFound ||=
      CompoundIdentifier !== undefined ||
      (Identifier !== undefined && literalOf({ Identifier }) === undefined) ||
      (call !== undefined && innerOf(call).some(namesColumn)) ||
      (Cast !== undefined && namesColumn(Cast.expr));
    // Names of functions and of types are none of columns.
    return !isFound && call === undefined && Cast === undefined;
  });
  return isFound;
}

/** What a call is given, without the name of a unit before it. */
function innerOf(call: FunctionNode): unknown[] {
  const args = argumentsOf(call) ?? [];
  const isUnit = OF_UNITS.test(lastName(call)) && unitSeconds(args[0]?.Identifier?.value) !== undefined;
  return [...(isUnit && args.length === 3 ? args.slice(1) : args), call.filter, call.over].filter(isTree);
}

/** How many of its parts are of a time, and come again after long or never. */
function longParts(tree: unknown): number {
  let count = callsOf(tree).filter((call) => LONG_PARTS.test(lastName(call))).length;
  visit(tree, (node) => {
    const { Extract } = node as Expression;
    const field = typeof Extract?.field === "string" ? Extract.field : "";
    count += Number(Extract !== undefined && !SHORT_FIELD.test(field));
    return true;
  });
  return count;
}

function callsOf(tree: unknown): FunctionNode[] {
  return nodesOf(tree, "Function");
}

/** `now` of `system.builtin.now`. */
function lastName(call: FunctionNode): string {
  return nameOf(call).split(".").at(-1) ?? "";
}

function textOf({ SingleQuotedString, DoubleQuotedString }: Node): string | undefined {
  const text = SingleQuotedString ?? DoubleQuotedString;
  return typeof text === "string" ? text : undefined;
}

function isTree(one: unknown): boolean {
  return typeof one === "object" && one !== null;
}
