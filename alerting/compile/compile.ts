import { createRequire } from "node:module";
import { quoteIdentifier, sqlLiteral, subquery } from "../../sql/quoting";
import { type AuthoredDefinition, checksAsked, needsCompiler, withoutGuards } from "../authored-alert";
import type { AlertDefinition } from "../definition";
import { aggregateOverSql } from "./aggregate-sql";
import { holdsSql, lastsSql, literalSql, momentSql } from "./condition-sql";
import type * as EarlierChecks from "./earlier-checks";
import { COMPILER, header } from "./header";

const load = createRequire(__filename);

/** What reads a query for its clock is read itself where a row looks back, and not at every start. */
function earlierChecks(): typeof EarlierChecks {
  return load("./earlier-checks") as typeof EarlierChecks;
}

/** The column that says whether a compiled alert fires: the figure where it does, else NULL. */
export const FIRES = "fires";

/** What the query's own rows are given besides, and what is left out of the result again. */
const FIGURE = "alert_figure";
const EARLIER = "alert_earlier";

/**
 * How a column says that the alert fires. What the service does with IS_NOT_NULL and a NULL was never seen on a real workspace
 * (`tests/jobs/null-conditions.test.ts` of databricks-local says it with REMOTE=1): `EQUAL_1` does without, and its messages without the figure.
 */
const TARGET = "IS_NOT_NULL" as "IS_NOT_NULL" | "EQUAL_1";

/**
 * The alert as the service is given it: as it was written, where the service knows all of it; else with a query that says by
 * one more column whether it fires. The columns of the row's query stay, as they are and in their order, for the templates;
 * no rows are still no rows, but where the alert is quiet whatever the query gives.
 *
 * What is compared is all that the service records of an evaluation. With a score of a number that is the figure itself, and
 * `fires` is compared with it: a score is learnt from the figures of all evaluations, and what was held back is to be told.
 *
 *     /* databricks-alerts 1: pct > 80 in 3 of the last 5 checks *\/
 *     SELECT q.*, CASE WHEN <condition> AND <noise rule> AND <not silenced> AND <score> THEN <figure> END AS fires FROM (
 *     <the row's query>
 *     ) AS q
 *
 * @param compiler whose number it has
 * @returns why it cannot be compiled, where it cannot: `its query …`
 */
export function compile(
  alert: AuthoredDefinition,
  compiler = COMPILER,
): AlertDefinition | { readonly reason: string } {
  // With neither guards nor an operator of ours it has the service's form.
  if (!needsCompiler(alert)) return alert as AlertDefinition;
  const earlier = checksAsked(alert) > 1 ? earlierChecks().earlierChecksSql(alert) : undefined;
  if (earlier && "reason" in earlier) return earlier;
  const select = selectSql(alert, earlier?.sql);
  const { evaluation } = alert;
  const { source } = evaluation;
  return {
    ...withoutGuards(alert),
    queryText: `${header(alert, compiler)}\n${select}`,
    evaluation: {
      ...(tellsFigure(alert)
        ? {
            source: { name: source.aggregation === undefined ? source.name : FIGURE },
            comparisonOperator: "EQUAL" as const,
            threshold: { column: { name: FIRES } },
          }
        : {
            source: { name: FIRES },
            comparisonOperator: TARGET === "EQUAL_1" ? ("EQUAL" as const) : TARGET,
            ...(TARGET === "EQUAL_1" && { threshold: { value: { doubleValue: 1 } } }),
          }),
      emptyResultState: evaluation.emptyResultState,
      notification: evaluation.notification,
    },
  };
}

/** Whether the figure is what is compared: a number, since no other value differs from a number. */
export function tellsFigure({ score, evaluation: { threshold } }: AuthoredDefinition): boolean {
  if (score === undefined || threshold === undefined) return false;
  const { value, range, list } = threshold;
  return (
    (value !== undefined && "doubleValue" in value) ||
    range !== undefined ||
    (list?.values.every((one) => typeof one === "number") ?? false)
  );
}

function selectSql(alert: AuthoredDefinition, earlier: string | undefined): string {
  const { evaluation, queryText } = alert;
  const { source, threshold } = evaluation;
  const rows = subquery(queryText);
  const column = quoteIdentifier(source.name);
  const limit = threshold?.column ? `q.${quoteIdentifier(threshold.column.name)}` : "NULL";
  if (source.aggregation === undefined) {
    const fires = `${firesSql(alert, `q.${column}`, limit)} AS ${FIRES}`;
    if (earlier === undefined) return `SELECT q.*, ${fires} FROM ${rows} AS q${quietRow(alert, rows)}`;
    return [
      `SELECT q.* EXCEPT (${EARLIER}), ${fires} FROM (`,
      `SELECT *, (\n${earlier}\n) AS ${EARLIER} FROM ${rows}`,
      `) AS q${quietRow(alert, rows)}`,
    ].join("\n");
  }
  // The service's own aggregation gives a row where the query gives none.
  const counts = source.aggregation.startsWith("COUNT");
  const figure = counts ? `coalesce(q.${FIGURE}, 0)` : `q.${FIGURE}`;
  return [
    `SELECT q.* EXCEPT (${FIGURE}), ${tellsFigure(alert) ? `${figure} AS ${FIGURE}, ` : ""}${firesSql(alert, figure, limit)} AS ${FIRES}`,
    `FROM (SELECT ${earlier === undefined ? "NULL" : `(\n${earlier}\n)`} AS ${EARLIER}) AS c LEFT JOIN (`,
    `SELECT *, ${aggregateOverSql(source.aggregation, column)} AS ${FIGURE} FROM ${rows}`,
    ") AS q ON TRUE",
  ].join("\n");
}

/**
 * The figure where the alert fires, else NULL. Where the figure is what is compared with it, never NULL: whether that is equal to
 * anything is not for the service to decide.
 */
function firesSql(alert: AuthoredDefinition, figure: string, limit: string): string {
  const { evaluation, firesFor, clearsAt, score } = alert;
  const earlier = `${evaluation.source.aggregation === undefined ? "q" : "c"}.${EARLIER}`;
  const holds = holdsSql(evaluation, figure, limit);
  const often = firesFor === undefined ? [] : [`${earlier}.held >= ${firesFor.times - 1}`];
  const fired = [holds, ...often].join(" AND ");
  const all = [
    clearsAt === undefined
      ? fired
      : `((${fired}) OR (${lastsSql(alert, figure, clearsAt)} AND ${earlier}.lasts))`,
    ...quietSql(alert).map((quiet) => `NOT ${quiet}`),
  ].join(" AND ");
  // A text that is no number has no score, and fires.
  const scored =
    score &&
    `coalesce(${score.function}(${sqlLiteral(score.alertId)}, try_cast(${figure} AS DOUBLE), now()), 1D) >= ${literalSql(score.atLeast)}`;
  if (scored !== undefined && tellsFigure(alert)) {
    const [heldBack, quiet] = [otherThan(figure, HELD_BACK), otherThan(figure, NOT_FIRED)];
    return `CASE WHEN ${all} THEN CASE WHEN ${scored} THEN ${figure} ELSE ${heldBack} END ELSE ${quiet} END`;
  }
  // The figure of IS NULL is NULL.
  const value = TARGET === "EQUAL_1" ? "1" : evaluation.comparisonOperator === "IS_NULL" ? "TRUE" : figure;
  const fires = [all, ...(scored === undefined ? [] : [scored])].join(" AND ");
  return `CASE WHEN ${fires} THEN ${value}${TARGET === "EQUAL_1" ? " ELSE 0" : ""} END`;
}

/**
 * What `fires` says of a figure that does not fire: the first number, of that number itself the second one. No row has such a
 * threshold, so that what was recorded of the alert before it had a score is not taken for this.
 */
type OtherNumbers = readonly [number, number];
const HELD_BACK: OtherNumbers = [-111_111_111, -111_111_112];
const NOT_FIRED: OtherNumbers = [-222_222_222, -222_222_223];

function otherThan(figure: string, [number, other]: OtherNumbers): string {
  return `CASE WHEN ${figure} = ${number} THEN ${other} ELSE ${number} END`;
}

/** Whether a score held the alert back, by what was compared. */
export function heldBackSql(figure: string, fires: string): string {
  return `${fires} = ${otherThan(figure, HELD_BACK)}`;
}

/** When the alert is quiet, whatever its query gives. */
function quietSql({ silencedUntil, silences }: AuthoredDefinition): string[] {
  return [
    ...(silencedUntil === undefined ? [] : [`(now() < ${momentSql(silencedUntil)})`]),
    ...(silences
      ? [`((SELECT count(*) FROM ${silences.view} WHERE alert_id = ${sqlLiteral(silences.alertId)}) > 0)`]
      : []),
  ];
}

/** Where no rows mean something, an alert that is quiet has a row that fires nothing. */
function quietRow(alert: AuthoredDefinition, rows: string): string {
  const quiet = quietSql(alert);
  if (quiet.length === 0 || alert.evaluation.emptyResultState === "OK") return "";
  return [
    "",
    "UNION ALL",
    `SELECT q.*, NULL AS ${FIRES} FROM (VALUES (1)) AS c LEFT JOIN (SELECT * FROM ${rows} LIMIT 0) AS q ON TRUE`,
    `WHERE (${quiet.join(" OR ")}) AND (SELECT count(*) FROM (SELECT 1 FROM ${rows} LIMIT 1)) = 0`,
  ].join("\n");
}
