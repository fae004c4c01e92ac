import { clockMoment, type ClockMoment } from "./clock-moment";
import { bothWays, type Comparator, comparisonsOf } from "./comparisons";
import { argumentsOf, nameOf } from "./function-calls";
import { visit } from "./nodes-of";
import { conjuncts, type SelectScope } from "./select-scopes";
import type { TimeForm } from "./time-form";
import { type TimeColumn, timeColumns } from "./time-columns";
import type { Expression } from "./tree";

/** A column of a table that says when what its row tells of was. */
export interface EventColumn {
  /** In lower case, as the query names it. */
  readonly table: string;
  /** In lower case; with the fields of a structure. */
  readonly path: readonly string[];
  readonly form: TimeForm;
  /** `today`: it is only held to the start of the day or hour, which a date that lies ahead would be, too. */
  readonly isCertain: boolean;
  /** Wherever the table is read, rows later than the clock are left out by the query itself. */
  readonly isEnded: boolean;
}

type Evidence = "past" | "today" | "ahead";

interface Shown {
  readonly column: TimeColumn;
  readonly evidence: Evidence;
}

const DAY = 86_400;

/** Words of columns for what is still to come: such a row is there before its time. */
const PLANNED =
  /(?:^|_)(?:due|deadline|until|expir\w*|expiry|thru|through|next|sched\w*|plann?\w*|forecast\w*|target|eta|renew\w*)(?:_|$)|(?:valid|effective)_?(?:to|end)|^(?:end|to)_?date$/;

/** Differences of two moments, by the places of the earlier and the later one among the arguments. */
const DIFFERENCES: Readonly<Record<string, readonly [earlier: number, later: number]>> = {
  timestampdiff: [-2, -1],
  months_between: [1, 0],
};

/**
 * The columns of event time, as far as the query shows them. It does where it looks back on a column from the clock: it
 * holds it to be later than a moment before now (`ts > now() - INTERVAL 1 HOUR`), to be in the present or a past day or
 * month, or works out how long ago it is. Held to be later than now (`expires_at > now()`) or shortly from now, or read as
 * still open (`ended_at IS NULL`), a column is none, nor is one whose name speaks of what is to come (`due_date`).
 */
export function eventColumns(scopes: readonly SelectScope[]): EventColumn[] {
  const shown = scopes.flatMap(shownIn);
  const keys = [...new Set(shown.map(({ column }) => keyOf(column)))];
  return keys.flatMap((key) => {
    const all = shown.filter(({ column }) => keyOf(column) === key);
    const [first] = all;
    const isAhead = all.some(({ evidence }) => evidence === "ahead");
    if (first === undefined || isAhead || PLANNED.test(first.column.path.at(-1) ?? "")) return [];
    const { table, path, form } = first.column;
    const isCertain = all.some(({ evidence }) => evidence === "past");
    const reading = scopes.filter(({ sources }) => sources.some((source) => source.table === table));
    return [{ table, path, form, isCertain, isEnded: reading.every((scope) => endsIn(scope, key)) }];
  });
}

function keyOf({ table, path }: Pick<TimeColumn, "table" | "path">): string {
  return JSON.stringify([table, path]);
}

/** What the conditions and expressions of one SELECT tell of columns. */
function shownIn(scope: SelectScope): Shown[] {
  const { projection, having, qualify, group_by: groups } = scope.select;
  return [
    ...shownBy(scope.conditions, scope, false),
    ...shownBy([projection, groups, having, qualify], scope, true),
  ];
}

function shownBy(tree: unknown, scope: SelectScope, aliases: boolean): Shown[] {
  const found: Shown[] = [];
  visit(tree, (node) => {
    const expression: Expression = node;
    found.push(
      ...comparedWith(expression, scope, aliases),
      ...partsOf(expression, scope),
      ...differenceOf(expression, scope, aliases),
    );
    // Behind an outer join it asks whether there was a row.
    if (expression.IsNull && !isOuterJoin(scope)) {
      const columns = timeColumns(expression.IsNull, scope, "time", { namesOnly: true });
      found.push(...columns.map((column) => ({ column, evidence: "ahead" as const })));
    }
    // A query inside has a scope of its own.
    return !("body" in node && "locks" in node);
  });
  return found;
}

function comparedWith(expression: Expression, scope: SelectScope, aliases: boolean): Shown[] {
  const { InList } = expression;
  const comparisons = InList
    ? InList.list.map((right) => ({ left: InList.expr, comparator: "=" as const, right }))
    : comparisonsOf(expression).flatMap(bothWays);
  return comparisons.flatMap(({ left, comparator, right }) => {
    const moment = clockMoment(right, scope);
    const columns = moment ? timeColumns(left, scope, moment.form, { aliases }) : [];
    return columns.flatMap((column) => {
      const evidence = moment && evidenceOf(column, comparator, moment);
      return evidence ? [{ column, evidence }] : [];
    });
  });
}

function evidenceOf(column: TimeColumn, comparator: Comparator, moment: ClockMoment): Evidence | undefined {
  const { truncatedSeconds } = moment;
  const seconds = moment.seconds - column.seconds;
  switch (comparator) {
    case ">":
    case ">=":
      if (seconds < 0 || (seconds === 0 && truncatedSeconds > DAY)) return "past";
      return seconds === 0 && truncatedSeconds > 0 ? "today" : "ahead";
    case "<":
    case "<=":
      return seconds > truncatedSeconds ? "ahead" : undefined;
    case "=":
      return seconds > 0 ? "ahead" : "past";
    case "!=":
      return undefined;
  }
}

/** `year(ts) = year(now())` */
function partsOf({ BinaryOp }: Expression, scope: SelectScope): Shown[] {
  const [left, right] = BinaryOp?.op === "Eq" ? [BinaryOp.left, BinaryOp.right] : [];
  const [one, other] = [partOf(left), partOf(right)];
  if (one === undefined || other === undefined || one.name !== other.name) return [];

  return [[one.of, other.of] as const, [other.of, one.of] as const].flatMap(([column, clock]) => {
    const moment = clockMoment(clock, scope);
    const isPast = moment?.form === "time" && moment.seconds <= 0;
    return isPast
      ? timeColumns(column, scope, "time").map((found) => ({ column: found, evidence: "past" as const }))
      : [];
  });
}

const PARTS = [
  "year",
  "quarter",
  "month",
  "weekofyear",
  "day",
  "dayofmonth",
  "dayofyear",
  "hour",
  "last_day",
];

function partOf(
  expression: Expression | undefined,
): { readonly name: string; readonly of: Expression } | undefined {
  const { Function: call, Extract, Nested } = expression ?? {};
  if (Nested) return partOf(Nested);

  const [argument] = call ? (argumentsOf(call) ?? []) : [];
  const name = call ? nameOf(call) : "";
  if (Extract) return { name: JSON.stringify(Extract.field).toLowerCase(), of: Extract.expr };

  return argument && PARTS.includes(name) ? { name, of: argument } : undefined;
}

/** How long ago the column is, `now() - ts`, or how long it lasts until then, `due - now()`. */
function differenceOf(expression: Expression, scope: SelectScope, aliases: boolean): Shown[] {
  const pair = momentsOf(expression);
  if (pair === undefined) return [];

  const [earlier, later] = pair;
  const sides = [
    [earlier, later, "past"],
    [later, earlier, "ahead"],
  ] as const;
  return sides.flatMap(([side, clock, evidence]) => {
    const moment = clockMoment(clock, scope);
    return moment
      ? timeColumns(side, scope, moment.form, { aliases }).map((column) => ({ column, evidence }))
      : [];
  });
}

function momentsOf({
  BinaryOp,
  Function: call,
}: Expression): readonly [earlier: Expression, later: Expression] | undefined {
  if (BinaryOp?.op === "Minus") return [BinaryOp.right, BinaryOp.left];

  const name = call ? nameOf(call) : "";
  const args = call ? (argumentsOf(call) ?? []) : [];
  // With a unit in front the earlier one comes first, with two arguments the later one.
  const isDate = name === "datediff" || name === "date_diff";
  const places = isDate ? (args.length === 3 ? [1, 2] : [1, 0]) : DIFFERENCES[name];
  const [earlier, later] = (places ?? []).map((place) => args.at(place));
  return earlier && later ? [earlier, later] : undefined;
}

function isOuterJoin({ select }: SelectScope): boolean {
  return select.from.some(({ joins }) =>
    joins.some(({ join_operator: operator }) =>
      /^(?:Left|Right|Full)(?:Outer)?$/.test(Object.keys(operator)[0] ?? ""),
    ),
  );
}

/** Whether the SELECT leaves out what is later than the clock; of the present day nothing is left out by its date. */
function endsIn(scope: SelectScope, key: string): boolean {
  return conjuncts(scope.select.selection)
    .flatMap(comparisonsOf)
    .flatMap(bothWays)
    .some(({ left, comparator, right }) => {
      const moment = clockMoment(right, scope);
      const column = moment && timeColumns(left, scope, moment.form).find((one) => keyOf(one) === key);
      if (!moment || !column || !["<", "<=", "="].includes(comparator)) return false;
      const seconds = moment.seconds - column.seconds;
      // A column that is not cut may be a date, which lasts a day as well.
      const lasts = Math.max(column.cutSeconds, DAY);
      const isBefore = seconds <= 0 && comparator === "<" && moment.truncatedSeconds >= lasts;
      const isToClock = seconds <= 0 && column.cutSeconds === 0 && moment.truncatedSeconds === 0;
      return seconds + lasts <= 0 || isBefore || isToClock;
    });
}
