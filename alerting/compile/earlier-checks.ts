import { clockedQuery } from "../../sql/clocked-query";
import type { EventColumn } from "../../sql/event-columns";
import { quoteIdentifier, subquery } from "../../sql/quoting";
import { isOrdered, wasThere } from "../../sql/time-form";
import { type AuthoredAlert, checksAsked } from "../authored-alert";
import { aggregateSql } from "./aggregate-sql";
import { holdsSql, lastsSql } from "./condition-sql";
import { scheduledTimes } from "./scheduled-times";

const HOLD_TO_TIME = "Hold its rows to the time, as WHERE <time of the row> >= now() - INTERVAL 1 HOUR does";

/**
 * What the checks before the present one say, as an expression that gives a structure: `held`, at how many of those that count
 * for firing the condition held; `lasts`, whether the last of them that decided it was one that fired. The query is asked once
 * for each of them with its clock set to that time, and with the rows that its tables had by then.
 *
 * An earlier check without rows held where no rows mean that the alert fires.
 */
export function earlierChecksSql(
  alert: AuthoredAlert,
): { readonly sql: string } | { readonly reason: string } {
  const checks = checksAsked(alert);
  const copies = earlierQueries(alert, checks);
  if ("reason" in copies) return copies;
  const { firesFor = { times: 1, checks: 1 }, clearsAt, evaluation } = alert;
  const isEmptyFiring =
    evaluation.emptyResultState === "TRIGGERED" && evaluation.source.aggregation === undefined;
  const holds = `coalesce(${holdsSql(evaluation, "check_value", "check_limit")}, FALSE)`;
  const held = isEmptyFiring ? `(check_rows = 0 OR ${holds})` : holds;
  const counted = `count_if(check_held AND check_number < ${firesFor.checks}) AS held`;
  if (clearsAt === undefined) {
    return {
      sql: `SELECT named_struct('held', held) FROM (\nSELECT ${counted} FROM (\nSELECT check_number, ${held} AS check_held FROM (\n${copies.sql}\n)))`,
    };
  }
  const others = `count_if(check_held) OVER (ORDER BY check_number ROWS BETWEEN CURRENT ROW AND ${firesFor.checks - 1} FOLLOWING)`;
  const fired = `check_held AND ${isEmptyFiring ? "(check_rows = 0 OR " : "("}${others} >= ${firesFor.times})`;
  const lasts =
    "min(CASE WHEN check_fired THEN check_number END) < coalesce(min(CASE WHEN check_cleared THEN check_number END), 1000)";
  return {
    sql: [
      "SELECT named_struct('held', held, 'lasts', lasts) FROM (",
      `SELECT ${counted}, ${lasts} AS lasts FROM (`,
      `SELECT check_number, check_held, check_cleared, ${fired} AS check_fired FROM (`,
      `SELECT check_number, check_rows, ${held} AS check_held, ${clearedSql(alert, clearsAt, isEmptyFiring)} AS check_cleared FROM (`,
      copies.sql,
      "))))",
    ].join("\n"),
  };
}

/** No figure, or no row, is no alert either. */
function clearedSql(alert: AuthoredAlert, clearsAt: number, isEmptyFiring: boolean): string {
  const cleared = `NOT coalesce(${lastsSql(alert, "check_value", clearsAt)}, FALSE)`;
  return isEmptyFiring ? `check_rows > 0 AND ${cleared}` : cleared;
}

/** `check_number`, `check_value`, `check_limit`, `check_rows` of each check before the present one. */
function earlierQueries(
  { queryText, schedule, evaluation }: AuthoredAlert,
  checks: number,
): { readonly sql: string } | { readonly reason: string } {
  const { source, threshold } = evaluation;
  const query = clockedQuery(queryText, source.aggregation === undefined);
  if ("reason" in query) return { reason: `${lowered(query.reason)}. Write it without that` };
  if (query.reads === "no clock") {
    return {
      reason: `its query does not read the clock, so that it says the same of each of them. ${HOLD_TO_TIME}`,
    };
  }
  // Held to its day only, a column may be one that lies ahead.
  const events = query.events.filter(
    ({ form, isCertain, isEnded }) => isEnded || (isCertain && isOrdered(form)),
  );
  const bounds = rowsBy(events);
  const unbounded = query.tables.references.filter(({ name }) => !events.some(({ table }) => table === name));
  if (query.tables.references.length > 0 && unbounded.length === query.tables.references.length) {
    return {
      reason: `its query does not say which rows of ${unbounded[0]?.name ?? ""} were there at an earlier check. ${HOLD_TO_TIME}`,
    };
  }
  const time = scheduledTimes(schedule, checks);
  if (typeof time === "object") return time;
  const copies = Array.from({ length: checks - 1 }, (_, index) => {
    const number = index + 1;
    const earlier = subquery(query.at(time(number), { condition: bounds }));
    const value = quoteIdentifier(source.name);
    const limit = threshold?.column ? quoteIdentifier(threshold.column.name) : "NULL";
    return source.aggregation === undefined
      ? `SELECT ${number} AS check_number, first(v) AS check_value, first(l) AS check_limit, count(*) AS check_rows FROM (SELECT ${value} AS v, ${limit} AS l FROM ${earlier} LIMIT 1)`
      : `SELECT ${number} AS check_number, ${aggregateSql(source.aggregation, value)} AS check_value, NULL AS check_limit, count(*) AS check_rows FROM ${earlier}`;
  });
  return { sql: copies.join("\nUNION ALL\n") };
}

/**
 * What holds for the rows of a table that were there at a moment. Types are not known here: `try_cast` leaves a time as it is, and
 * takes a date for its beginning.
 */
function rowsBy(events: readonly EventColumn[]): (table: string, moment: string) => string | undefined {
  return (table, moment) => {
    const conditions = events
      .filter((event) => event.table === table && !event.isEnded)
      .map(({ path, form }) => {
        const column = path.map(quoteIdentifier).join(".");
        const read = form === "time" ? `try_cast(${column} AS TIMESTAMP)` : column;
        return wasThere(column, read, form, moment);
      });
    return conditions.length === 0 ? undefined : conditions.join(" AND ");
  };
}

/** What another sentence goes on with. */
function lowered(sentence: string): string {
  return (sentence.charAt(0).toLowerCase() + sentence.slice(1)).replace(/\.$/, "");
}
