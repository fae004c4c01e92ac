import {
  type AuthoredDefinition,
  type Guards,
  hasGuards,
  withoutGuards,
} from "../../alerting/authored-alert";
import { compile } from "../../alerting/compile/compile";
import { SqlStatementError, SqlTimeoutError } from "../../databricks/sql-statement-error";
import type { RowQueries } from "../../rows/row-queries";
import { isShown, shownError, shownFailure, type ShownValues } from "../shown-values";
import { type Evaluation, judge, type Judgement } from "./judge";
import type { EvaluatedAlert } from "./wrapper-query";
import { WRAPPER_COLUMNS, wrapperQuery, countQuery, comparesAggregates } from "./wrapper-query";

export interface EvaluationLimits {
  /**
   * A query that has not ended by then is cancelled.
   * @default 30000
   */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
  /**
   * What the evaluation says of values and errors.
   * @default "numbers"
   */
  readonly values?: ShownValues;
}

const TIMEOUT_MS = 30_000;

/**
 * What the alert would say now. At most one row is read of each statement: the wrapper's, and where nothing is aggregated
 * another one that counts the rows, beside it and outside of the duration. It never rejects: a query that fails is ERROR,
 * as the service has it; what could not be found out is UNKNOWN, with the reason.
 */
export async function evaluateNow(
  alert: EvaluatedAlert & Guards,
  queries: RowQueries,
  { timeoutMs = TIMEOUT_MS, now = () => new Date(), values = "numbers" }: EvaluationLimits = {},
): Promise<Evaluation> {
  const at = now().toISOString();
  // Whether it is a query at all is asked for before, and outside of the duration. Nothing was read: what is said is of names.
  const refused = await queries.describe(alert.queryText, { timeoutMs }).then(
    () => undefined,
    (error: unknown) => failed(error, timeoutMs, "all"),
  );
  if (refused !== undefined) return { at, ...refused, durationMs: 0 };
  const start = performance.now();
  const counting = comparesAggregates(alert) ? undefined : countRows(alert, queries, timeoutMs);
  const [found, guarded] = await Promise.all([
    ask(alert, queries, timeoutMs, values),
    guardedState(alert, queries, timeoutMs, values),
  ]);
  const { rows, kind = "other", ...verdict } = { ...found, ...guarded };
  const durationMs = Math.round(performance.now() - start);
  const counted = rows ?? (await counting);
  const told =
    verdict.value === undefined || isShown(kind, verdict.value, values) ? verdict : withheld(verdict);
  return { at, ...told, ...(counted !== undefined && { rows: counted }), durationMs };
}

function withheld({ state, isEmptyResult, error }: Judgement): Omit<Evaluation, "at" | "durationMs"> {
  return { state, isWithheld: true, isEmptyResult, ...(error !== undefined && { error }) };
}

async function ask(
  alert: EvaluatedAlert,
  queries: RowQueries,
  timeoutMs: number,
  values: ShownValues,
): Promise<Judgement & { rows?: number | undefined }> {
  try {
    const [row] = await queries.run(alert.queryText, wrapperQuery(alert), { timeoutMs });
    return { ...judge(alert, row), rows: rowsOf(row) };
  } catch (error) {
    return failed(error, timeoutMs, values);
  }
}

/**
 * What the compiled query says, where more than the condition decides; the figure is the condition's. Nothing for an alert whose
 * state follows from that, or that is empty: no rows are no matter of it.
 */
async function guardedState(
  alert: EvaluatedAlert & Guards,
  queries: RowQueries,
  timeoutMs: number,
  values: ShownValues,
): Promise<Pick<Judgement, "state" | "error"> | undefined> {
  if (!hasGuards(alert)) return undefined;
  // Guards are of alerts that rows, or the workspace, have: all of it is there.
  const compiled = compile(alert as EvaluatedAlert & Guards & AuthoredDefinition);
  if ("reason" in compiled) return { state: "UNKNOWN", error: compiled.reason };
  try {
    const [row] = await queries.run(alert.queryText, wrapperQuery(compiled), { timeoutMs });
    const { state, error } = judge(compiled, row);
    return { state, ...(error !== undefined && { error }) };
  } catch (error) {
    const lacks = error instanceof SqlStatementError ? lacking(alert, error) : undefined;
    return lacks === undefined
      ? failed(error, timeoutMs, values)
      : guardedState(withoutGuards(alert, [lacks]), queries, timeoutMs, values);
  }
}

/** What the program is yet to make: a function of ours, without which nothing is held back; the view, without which none is quiet. */
function lacking({ score, silences }: Guards, error: SqlStatementError): "score" | "silences" | undefined {
  if (score && error.errorClass.startsWith("UNRESOLVED_ROUTINE")) return "score";
  return silences && error.isTableNotFound ? "silences" : undefined;
}

/** Nothing, where the query fails: its evaluation says why. */
async function countRows(alert: EvaluatedAlert, queries: RowQueries, timeoutMs: number) {
  try {
    const [row] = await queries.run(alert.queryText, countQuery(alert), { timeoutMs });
    return rowsOf(row);
  } catch {
    return undefined;
  }
}

function rowsOf(row: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const rows = row?.[WRAPPER_COLUMNS.rows];
  return typeof rows === "number" ? rows : undefined;
}

function failed(error: unknown, timeoutMs: number, values: ShownValues): Judgement {
  if (error instanceof SqlTimeoutError) {
    const seconds = timeoutMs / 1000;
    return unknown(`The query had not ended after ${seconds} s and was cancelled.`);
  }
  if (error instanceof SqlStatementError) {
    const words = shownError(error, values);
    return error.notTried === undefined
      ? { state: "ERROR", isEmptyResult: false, error: words }
      : unknown(words);
  }
  return unknown(shownFailure(error, values));
}

function unknown(error: string): Judgement {
  return { state: "UNKNOWN", isEmptyResult: false, error };
}
