import { SqlError } from "../sql-engine";
import { unresolvedColumn, unresolvedRoutine, wrongArgumentCount } from "../sql-faults";
import { literalText } from "../syntax/literal-values";
import type { SyntaxNode } from "../syntax/syntax-node";
import { castTo } from "../translate/cast";
import { typed } from "../translate/typed";
import { simpleType, type SqlType } from "../types/sql-type";
import { type FunctionCall, type FunctionSpec, type FunctionTable, scalar } from "./function-spec";
import { exactly, takes, type Takes } from "./takes";

/** A text is read as a number, but no wider number is cut down. */
const DAY_COUNT = exactly(["int", "smallint", "tinyint", "string"]);

function dayCount(text: string, type: SqlType | undefined): string {
  return castTo(typed(text, type), simpleType("int")).text;
}

/** Functions that count in units of the calendar or the clock. */
export const DATE_UNITS: FunctionTable = {
  date_add: moved("date_add"),
  date_diff: apart("date_diff"),
  date_sub: scalar(
    takes("date", DAY_COUNT),
    ([d = "", n = ""], { types }) => `(${d} - ${dayCount(n, types[1])})`,
    "date",
  ),
  date_trunc: scalar(
    takes("string", "timestamp"),
    ([unit = "", t = ""], call) => truncated(unit, t, call, 0, TRUNCATIONS, "TIMESTAMP"),
    "timestamp",
  ),
  dateadd: moved("dateadd"),
  datediff: apart("datediff"),
  timestampadd: moved("timestampadd"),
  timestampdiff: apart("timestampdiff"),
  trunc: scalar(
    takes("date", "string"),
    ([d = "", unit = ""], call) => truncated(unit, d, call, 1, DATE_TRUNCATIONS, "DATE"),
    "date",
  ),
};

// One line per unit and its synonyms.
// prettier-ignore
const DATE_TRUNCATIONS: Readonly<Record<string, readonly string[]>> = {
  year: ["YEAR", "YYYY", "YY"],
  quarter: ["QUARTER"],
  month: ["MONTH", "MM", "MON"],
  week: ["WEEK"],
};
// prettier-ignore
const TRUNCATIONS: Readonly<Record<string, readonly string[]>> = {
  ...DATE_TRUNCATIONS,
  day: ["DAY", "DD"],
  hour: ["HOUR"],
  minute: ["MINUTE"],
  second: ["SECOND"],
  millisecond: ["MILLISECOND"],
  microsecond: ["MICROSECOND"],
};

/** A unit that does not exist gives NULL. */
function truncated(
  unit: string,
  time: string,
  call: FunctionCall,
  place: number,
  units: Readonly<Record<string, readonly string[]>>,
  type: string,
): string {
  const cut = (name: string) => `CAST(date_trunc('${name}', ${time}) AS ${type})`;
  const literal = literalText(call.nodes[place])?.toUpperCase();
  if (literal !== undefined) {
    const [name] = Object.entries(units).find(([, words]) => words.includes(literal)) ?? [];
    return name === undefined ? `CAST(NULL AS ${type})` : cut(name);
  }
  const cases = Object.entries(units).map(
    ([name, words]) =>
      `WHEN upper(${unit}) IN (${words.map((word) => `'${word}'`).join(", ")}) THEN ${cut(name)}`,
  );
  return `CASE ${cases.join(" ")} END`;
}

/** How many months or microseconds a unit is. */
const MONTHS: Readonly<Record<string, number>> = { YEAR: 12, QUARTER: 3, MONTH: 1 };
const MICROS: Readonly<Record<string, number>> = {
  WEEK: 604_800_000_000,
  DAY: 86_400_000_000,
  DAYOFYEAR: 86_400_000_000,
  HOUR: 3_600_000_000,
  MINUTE: 60_000_000,
  SECOND: 1_000_000,
  MILLISECOND: 1000,
  MICROSECOND: 1,
};

/** With three arguments the first is a unit; else dates are counted in days. */
function withUnit(three: Takes, two: Takes): Takes {
  return {
    minArgs: 2,
    maxArgs: 3,
    coerce: (args, name) =>
      args.length === 2
        ? two.coerce(args, name)
        : [...args.slice(0, 1), ...three.coerce(args.slice(1), name)],
  };
}

/** `date_add(d, 7)`, or with a unit that is written like a column: `date_add(MONTH, 1, d)`. */
function moved(name: string): FunctionSpec {
  return scalar(
    withUnit(takes("bigint", ["timestamp", "timestamp_ntz"]), takes("date", DAY_COUNT)),
    (args, call) => {
      const [first = "", second = "", third = ""] = args;
      if (!hasUnit(name, call)) return `(${first} + ${dayCount(second, call.types[1])})`;
      const unit = unitOf(name, call.nodes[0]);
      const months = MONTHS[unit];
      return months === undefined
        ? `(${third} + to_microseconds(memory.main.dbx_units(${second}, ${MICROS[unit] ?? 1})))`
        : `(${third} + to_months(memory.main.dbx_months_of(${second}, ${months})))`;
    },
    ({ types }) => (types.length === 2 ? simpleType("date") : types[2]),
  );
}

/** `datediff(end, start)` in days, or `datediff(HOUR, start, end)` in whole units. */
function apart(name: string): FunctionSpec {
  return scalar(
    withUnit(takes("timestamp", "timestamp"), takes("date", "date")),
    (args, call) => {
      const [first = "", second = "", third = ""] = args;
      if (!hasUnit(name, call)) return `CAST(${first} - ${second} AS INTEGER)`;
      const unit = unitOf(name, call.nodes[0]);
      const months = MONTHS[unit];
      return months === undefined
        ? `((epoch_us(${third}) - epoch_us(${second})) // ${MICROS[unit] ?? 1})`
        : `(dbx_months_apart(epoch_us(${second}), epoch_us(${third})) // ${months})`;
    },
    ({ types }) => simpleType(types.length === 2 ? "int" : "bigint"),
  );
}

function hasUnit(name: string, { args, nodes, types }: FunctionCall): boolean {
  if (name.startsWith("timestamp") && args.length !== 3) throw unresolvedRoutine(name);
  const isUnit =
    args.length === 3 && (unitName(nodes[0]) !== undefined || literalText(nodes[0]) !== undefined);
  if (args.length === 2 || isUnit) return isUnit;
  const look = nodes[0]?.copy();
  // A column that is none comes before the count of arguments.
  if (args.length === 3 && !types[0] && look?.kind === "column" && !name.startsWith("timestamp"))
    throw unresolvedColumn(look.part("name").text("name"), []);
  throw name.startsWith("timestamp") ? unresolvedRoutine(name) : wrongArgumentCount(name, "2", args.length);
}

/** A word that is written like a column. */
function unitName(node: SyntaxNode | undefined): string | undefined {
  const look = node?.copy();
  const name = look?.kind === "column" ? look.part("name").text("name").toUpperCase() : "";
  return name in MONTHS || name in MICROS ? name : undefined;
}

function unitOf(name: string, node: SyntaxNode | undefined): string {
  const unit = unitName(node);
  const isKnown = unit !== "DAYOFYEAR" || !/diff$/.test(name);
  if (unit !== undefined && isKnown) return unit;
  throw new SqlError(
    "INVALID_PARAMETER_VALUE.DATETIME_UNIT",
    "22023",
    `The value of parameter(s) \`unit\` in \`${name}\` is invalid: expects one of the units without quotes YEAR, QUARTER, MONTH, WEEK, DAY, DAYOFYEAR, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND, but got the string literal '${literalText(node) ?? ""}'.`,
  );
}
