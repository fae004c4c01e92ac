import type { Caller } from "../access/identity";
import { aggregationOf, type AlertBody, type AlertColumn, type EvaluationState } from "../alerts/alert-shape";
import { DEFAULT_ALERT_BEHAVIOUR, type EvaluationBehaviour } from "../alerts/alert-behaviour";
import { ApiError } from "../api-error";
import { type SqlCell, type SqlEngine, SqlError, type SqlResult } from "../sql/sql-engine";
import { isTooLong, TOO_LONG } from "../statements/statement-request";
import { cellText } from "../statements/cell-text";
import type { WarehouseStore } from "../warehouses/warehouse-store";
import { type Comparable, comparableCell, fulfils, IncompatibleTypesError } from "./compare";

export interface Outcome {
  readonly state: EvaluationState;
  /** The value that was compared, and what with; as text, null for NULL or none. */
  readonly value: string | null;
  readonly threshold: string | null;
  readonly valueKind?: Comparable["kind"];
  /** Why the state is ERROR. */
  readonly error?: string;
  /** At most 100 rows; with an aggregation only the aggregated one. */
  readonly result: SqlResult;
}

const EXPECTED = [SqlError, IncompatibleTypesError, ApiError];
const NO_RESULT: SqlResult = { columns: [], rows: [] };

export type RequireWarehouse = (caller: Caller, warehouseId: string) => void;

interface Surroundings {
  readonly engine: SqlEngine;
  readonly warehouses: WarehouseStore;
  readonly requireWarehouse: RequireWarehouse;
  /** @default the workspace's defaults, which are those of the first version's alerts, too */
  readonly behaviour?: EvaluationBehaviour;
}

/** Runs the alert's query once and says what state that means. A query that fails means ERROR, in the engine's words. */
export async function evaluateAlert(
  alert: AlertBody,
  { engine, warehouses, requireWarehouse, behaviour = DEFAULT_ALERT_BEHAVIOUR }: Surroundings,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const warehouse = warehouses.get(alert.warehouse_id);
    const { user_name, service_principal_name } = alert.effective_run_as ?? {};
    const userName = user_name ?? service_principal_name ?? "";
    requireWarehouse(
      { userName, kind: user_name === undefined ? "service principal" : "user" },
      warehouse.id,
    );
    const result = await warehouse.run(signal, (stopped) => runQuery(alert, engine, userName, stopped));
    return judge(alert, result, behaviour);
  } catch (error) {
    const isExpected = EXPECTED.some((expected) => error instanceof expected);
    const message = error instanceof Error ? error.message : String(error);
    return {
      state: "ERROR",
      value: null,
      threshold: null,
      error: isExpected ? message : `Defect of the local workspace: ${message}`,
      result: NO_RESULT,
    };
  }
}

async function runQuery(
  alert: AlertBody,
  engine: SqlEngine,
  userName: string,
  signal: AbortSignal,
): Promise<SqlResult> {
  const statement = evaluationQuery(alert);
  if (isTooLong(statement)) throw ApiError.invalidParameter(`The statement of the evaluation ${TOO_LONG}`);
  const session = await engine.openSession({ userName });
  try {
    const parameters = alert.parameters?.map(({ name, type, value }) => ({
      name,
      type,
      value: value ?? null,
    }));
    return await session.execute(statement, parameters, signal);
  } finally {
    await session.close();
  }
}

function judge({ evaluation }: AlertBody, result: SqlResult, behaviour: EvaluationBehaviour): Outcome {
  const { source, threshold, comparison_operator, empty_result_state = "ERROR" } = evaluation;
  const [row] = result.rows;
  if (row === undefined) {
    const error = empty_result_state === "ERROR" ? { error: "The query returned no rows" } : {};
    return { state: empty_result_state, value: null, threshold: null, result, ...error };
  }
  // The service looks for the displayed name, finds nothing, and says OK whatever the column holds.
  const columns = threshold?.column === undefined ? [source] : [source, threshold.column];
  if (columns.some(isLost)) return { state: "OK", value: null, threshold: null, result };
  const value = cellOf(source, row, result);
  const limit = threshold?.column ? cellOf(threshold.column, row, result) : staticThreshold(threshold?.value);
  const state =
    value.value === null && comparison_operator !== "IS_NULL"
      ? stateOfNull(evaluation, behaviour)
      : fulfils(comparison_operator, value, limit)
        ? "TRIGGERED"
        : "OK";
  return {
    state,
    value: value.text,
    threshold: limit?.text ?? null,
    valueKind: value.kind,
    result,
    ...(state === "ERROR" && { error: "The compared value is NULL" }),
  };
}

function stateOfNull(
  { source, comparison_operator }: AlertBody["evaluation"],
  behaviour: EvaluationBehaviour,
): EvaluationState {
  if (comparison_operator !== "IS_NOT_NULL") return behaviour.nullCompared;
  return aggregationOf(source) === undefined ? behaviour.nullIsNotNull : behaviour.nullAggregateIsNotNull;
}

function isLost(column: AlertColumn): boolean {
  return aggregationOf(column) === undefined && resultName(column) !== column.name;
}

interface Shown extends Comparable {
  readonly text: string | null;
}

function cellOf(column: AlertColumn, row: readonly SqlCell[], { columns }: SqlResult): Shown {
  const wanted = resultName(column).toLowerCase();
  const index = columns.findIndex(({ name }) => name.toLowerCase() === wanted);
  const type = columns[index]?.type;
  if (type === undefined) {
    const names = columns.map(({ name }) => `\`${name}\``).join(", ");
    throw new SqlError(
      "UNRESOLVED_COLUMN.WITH_SUGGESTION",
      "42703",
      `The query's result has no column \`${column.name}\`. Did you mean one of the following? [${names}].`,
    );
  }
  const value = row[index] ?? null;
  return { ...comparableCell(value, type), text: cellText(value, type) };
}

type StaticThreshold = NonNullable<AlertBody["evaluation"]["threshold"]>["value"];

function staticThreshold(value: StaticThreshold): Shown | undefined {
  const { double_value, string_value, bool_value } = value ?? {};
  if (double_value !== undefined) return { kind: "number", value: double_value, text: String(double_value) };
  if (string_value !== undefined) return { kind: "text", value: string_value, text: string_value };
  if (bool_value !== undefined) return { kind: "boolean", value: bool_value, text: String(bool_value) };
  return undefined;
}

/** What templates can show of a result. */
const MAX_RESULT_ROWS = 100;

/**
 * The alert's query in the service's wrapper. Without an aggregation the rows come as they are: the first one counts.
 *
 * @see https://docs.databricks.com/aws/en/sql/user/alerts/query-patterns
 */
function evaluationQuery({ query_text, evaluation: { source, threshold } }: AlertBody): string {
  // A query may end in a comment.
  const query = `WITH q AS (\n${query_text}\n)`;
  const columns = threshold?.column === undefined ? [source] : [source, threshold.column];
  const isAggregated = columns.some((column) => aggregationOf(column) !== undefined);
  if (!isAggregated) return `${query} SELECT * FROM q LIMIT ${MAX_RESULT_ROWS}`;
  const selected = columns.map((column) => `${aggregate(column)} AS ${quoted(resultName(column))}`);
  return `${query} SELECT ${[...new Set(selected)].join(", ")} FROM q`;
}

/** What the column is called in the result. */
function resultName({ name, display }: AlertColumn): string {
  return display === undefined || display === "" ? name : display;
}

/** A column of the first row beside an aggregated one: not documented, so nothing is held against it. */
function aggregate(source: AlertColumn): string {
  const column = quoted(source.name);
  const aggregation = aggregationOf(source);
  if (aggregation === undefined) return `first(${column})`;
  if (aggregation === "COUNT_DISTINCT") return `COUNT(DISTINCT ${column})`;
  return `${aggregation}(${column})`;
}

function quoted(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
