import { nextRuns } from "../../alerting/quartz/runs";
import { isAggregated } from "../../sql/aggregates";
import { clockCalls } from "../../sql/clock-calls";
import { columnOrigin } from "../../sql/column-origin";
import { visit } from "../../sql/nodes-of";
import type { SelectScope, Source } from "../../sql/select-scopes";
import { lookbacks, timeBounds } from "../../sql/time-bounds";
import type { LintRule, Remark } from "../lint-rule";
import type { LintSubject } from "../lint-subject";
import { everyInWords, timeInWords } from "../runs";
import { systemTable } from "../system-tables";

const FILTER_PARTITION: LintRule = {
  id: "filter/partition",
  severity: "warning",
  title: "A system table is filtered by time, but not by the day column that it is laid out by.",
  reason:
    "The table is stored day by day. A condition on the time of an event alone makes each run read far more than the days that matter.",
  fix: "Add a condition on the day column next to the one on the time.",
  check: ({ scopes }) =>
    scopes.flatMap((scope) => {
      // What cannot be told to be another table's may be this one's, also where its rows are used later.
      const bounds = scopes.flatMap(timeBounds).map(({ origin }) => origin);
      return scope.sources.flatMap(({ table }) => {
        const day = systemTable(table)?.dayColumn;
        const columns = bounds
          .filter((origin) => (origin.table ?? table) === table)
          .map(({ column }) => column);
        const column = columns.find((name) => systemTable(table)?.timeColumns.includes(name));
        return table === undefined || day === undefined || column === undefined || columns.includes(day)
          ? []
          : [
              {
                column: "alert_query_template" as const,
                about: table,
                message: `${table} is filtered by ${column}, but not by ${day}.`,
                fix: `Add a condition on ${day}, such as ${day} >= current_date() - INTERVAL 1 DAY.`,
              },
            ];
      });
    }),
};

const FILTER_TIME: LintRule = {
  id: "filter/time",
  severity: "warning",
  title: "A system table is read without any condition on time.",
  reason:
    "System tables keep a year of rows and more. Each run reads all of them, and old rows keep the alert firing long after the incident.",
  fix: "Hold a column of time to the clock, and look back no longer than the question asks.",
  check: ({ scopes }) =>
    scopes.flatMap((scope) =>
      scope.sources.flatMap(({ table }) => {
        const { timeColumns } = systemTable(table) ?? {};
        return table === undefined || timeColumns === undefined || isHeld(scopes, table, timeColumns)
          ? []
          : [
              {
                column: "alert_query_template" as const,
                about: table,
                message: `${table} is read without a condition on ${timeColumns.join(" or ")}.`,
              },
            ];
      }),
    ),
};

/** Whether a condition names one of the columns, where the table is read or where its rows are used. */
function isHeld(scopes: readonly SelectScope[], table: string, columns: readonly string[]): boolean {
  return scopes.some((scope) => {
    let isNamed = false;
    visit(scope.conditions, (node) => {
      const origin = columnOrigin(node, scope);
      // A column whose table cannot be told may be this one's.
      isNamed ||=
        origin !== undefined && (origin.table ?? table) === table && columns.includes(origin.column);
      return true;
    });
    return isNamed;
  });
}

const LOOKBACK_SOURCE_LAG: LintRule = {
  id: "lookback/source-lag",
  severity: "warning",
  title: "The alert looks at rows of a system table before they can be expected there.",
  reason:
    "System tables are filled with a delay that the service does not promise. A window shorter than that delay has passed before the late rows arrive, so no run ever sees them; and runs that follow each other faster than the table is filled read the same figures again.",
  fix: "Look back further than the table's rows can be late, and run no more often than it is filled.",
  check: (subject) => [...shortWindows(subject), ...hastyRuns(subject)],
};

function shortWindows({ scopes }: LintSubject): Remark[] {
  return scopes.flatMap((scope) =>
    lookbacks(scope).flatMap(({ origin: { table, column }, seconds }) => {
      const lag = systemTable(table)?.lagSeconds ?? 0;
      // What is cut to the start of a day sees at least some of the late rows, at most times of the day.
      return table === undefined || seconds >= lag
        ? []
        : [
            {
              column: "alert_query_template" as const,
              about: `window ${table}`,
              message: `${column} of ${table} is looked at for ${timeInWords(seconds)} only, but rows can come ${timeInWords(lag)} late.`,
              fix: `Look back at least ${timeInWords(lag)} more than a run has to cover.`,
            },
          ];
    }),
  );
}

function hastyRuns({ scopes, runs, definition }: LintSubject): Remark[] {
  const gap = runs.shortestGapSeconds ?? Infinity;
  const tables = new Set(scopes.flatMap(({ sources }) => sources.flatMap(({ table }) => table ?? [])));
  return definition.schedule.pauseStatus === "PAUSED"
    ? []
    : [...tables].flatMap((table) => {
        const refresh = systemTable(table)?.refreshSeconds ?? 0;
        return gap >= refresh
          ? []
          : [
              {
                column: "schedule_cron" as const,
                about: `schedule ${table}`,
                message: `${table} is filled with a delay: runs ${everyInWords(gap)} mostly read the same rows again.`,
                fix: `Run ${everyInWords(refresh)} or less often.`,
              },
            ];
      });
}

/** The tables of prices, also as views of them in another catalog. */
const PRICES = /(?:^|[._])billing\.(?:list_prices|account_prices)$/;
const END = "price_end_time";

const JOIN_LIST_PRICES: LintRule = {
  id: "join/list-prices",
  severity: "warning",
  title: "Usage is joined with list prices without the time for which a price holds.",
  reason:
    "The table of prices has one row for each time that a price held. Without that time in the join each use counts once for every price that its SKU ever had, and costs come out too high.",
  fix: "Join on price_start_time and price_end_time, too: usage_end_time >= price_start_time AND (price_end_time IS NULL OR usage_end_time < price_end_time).",
  check: ({ scopes }) =>
    scopes.flatMap((scope) => {
      const prices =
        scope.sources.length > 1 ? scope.sources.flatMap((source) => pricesOf(source) ?? []) : [];
      const [table] = prices;
      return table === undefined || holdsPrices(scope)
        ? []
        : [
            {
              column: "alert_query_template" as const,
              about: table,
              message: `${table} is joined without a condition on ${END}.`,
            },
          ];
    }),
};

/** The table of prices that the source is, or hands on with all times of a price. */
function pricesOf({ table, query, scopes }: Source): string | undefined {
  if (table !== undefined) return PRICES.test(table) ? table : undefined;

  // Grouping, DISTINCT, QUALIFY and LIMIT leave one price of several, or may do so.
  const isPlain = query !== undefined && !query.limit_clause;
  return scopes
    .filter(({ select }) => isPlain && !select.distinct && !select.qualify && !isAggregated(select))
    .filter((scope) => scope.sources.length === 1 && !holdsPrices(scope))
    .flatMap(({ sources }) => sources.flatMap((source) => pricesOf(source) ?? []))[0];
}

/** Whether a condition names the end of a price's time, by whatever name it was handed on. */
function holdsPrices(scope: SelectScope): boolean {
  let isNamed = false;
  visit(scope.conditions, (node) => {
    const column = columnOrigin(node, scope)?.column;
    isNamed ||= column === END || (typeof node["value"] === "string" && node["value"].toLowerCase() === END);
    return !isNamed;
  });
  return isNamed;
}

const FEW_RUNS = 4;

const TIME_ZONE_CURRENT_DATE: LintRule = {
  id: "time-zone/current-date",
  severity: "info",
  title: "The alert runs at an hour when its own day is not the warehouse's.",
  reason:
    "Warehouses reckon in UTC unless their configuration says otherwise, and the schedule in schedule_timezone. In the hours when the two have different dates current_date() is not the day that the schedule's readers think of.",
  fix: "Run at an hour when both have the same date, or take the day from the zone: to_date(from_utc_timestamp(current_timestamp(), 'America/Los_Angeles')).",
  check({ analysis, definition, runs, context }) {
    const { quartzCronSchedule, timezoneId } = definition.schedule;
    const isToday = analysis.outcome === "query" && clockCalls(analysis).some(({ type }) => type === "DATE");
    if (!isToday || runs.perDay > FEW_RUNS) return [];

    const [run] = (nextRuns(quartzCronSchedule, timezoneId, context.now, runs.perDay) ?? []).filter(
      (time) => dayIn(timezoneId, time) !== dayIn("UTC", time),
    );
    return run === undefined
      ? []
      : [
          {
            column: "schedule_timezone",
            message: `At the run of ${run.toISOString()} it is ${dayIn(timezoneId, run)} in ${timezoneId}, but current_date() is ${dayIn("UTC", run)}.`,
          },
        ];
  },
};

function dayIn(timeZone: string, time: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(time);
}

export const TABLES_AND_TIME_RULES: readonly LintRule[] = [
  FILTER_PARTITION,
  FILTER_TIME,
  JOIN_LIST_PRICES,
  LOOKBACK_SOURCE_LAG,
  TIME_ZONE_CURRENT_DATE,
];
