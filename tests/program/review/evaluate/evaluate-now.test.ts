import assert from "node:assert/strict";
import { alertBody } from "databricks-local/testing/alert-body";
import type { Json } from "databricks-local/testing/call";
import { NOW } from "databricks-local/testing/use-workspace";
import pLimit from "p-limit";
import type { LiveColumn } from "../../../../alerting/definition";
import { evaluateNow } from "../../../../review/evaluate/evaluate-now";
import type { AuthoredDefinition } from "../../../../alerting/authored-alert";
import { compile } from "../../../../alerting/compile/compile";
import { type EvaluatedAlert } from "../../../../review/evaluate/wrapper-query";
import { RowQueries } from "../../../../rows/row-queries";
import { useConnection } from "../use-connection";
import { caseCount } from "../../../generated/case-count";
import { generateAlerts } from "./generated-alerts";

describe("evaluateNow", () => {
  const { call, createAlert, connection, countStatements } = useConnection({ nameClash: "duplicate" });

  const alert = (queryText: string, changes: Partial<EvaluatedAlert["evaluation"]> = {}): EvaluatedAlert => ({
    queryText,
    evaluation: {
      source: { name: "v" },
      comparisonOperator: "GREATER_THAN",
      threshold: { value: { doubleValue: 1 } },
      emptyResultState: "OK",
      ...changes,
    },
  });
  const evaluate = async (evaluated: EvaluatedAlert, timeoutMs?: number) => {
    const { durationMs, at, ...rest } = await evaluateNow(evaluated, new RowQueries(connection().sql), {
      now: () => NOW,
      values: "all",
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    assert.ok(Number.isInteger(durationMs) && at === NOW.toISOString());
    return rest;
  };

  it("tells the value of the first row, how many rows there are, and the state", async () => {
    const query = "SELECT id AS v FROM range(1000000) ORDER BY id DESC -- the largest";
    countStatements();
    assert.deepEqual(await evaluate(alert(query)), {
      state: "TRIGGERED",
      value: 999_999,
      isEmptyResult: false,
      rows: 1_000_000,
    });
    assert.equal(countStatements(), 3);
  });

  it("aggregates in the warehouse, by one statement", async () => {
    const source = { name: "v", aggregation: "AVG" } as const;
    countStatements();
    assert.deepEqual(await evaluate(alert("SELECT id AS v FROM range(3)", { source })), {
      state: "OK",
      value: 1,
      isEmptyResult: false,
      rows: 3,
    });
    assert.equal(countStatements(), 2);
  });

  it("says what an empty result means", async () => {
    const query = "SELECT 1 AS v WHERE false";
    const empty = { isEmptyResult: true, rows: 0 };
    assert.deepEqual(await evaluate(alert(query)), { state: "OK", ...empty });
    assert.deepEqual(await evaluate(alert(query, { emptyResultState: "ERROR" })), {
      state: "ERROR",
      error: "The query returned no rows.",
      ...empty,
    });
  });

  it("writes what JSON has no number for as text", async () => {
    assert.equal((await evaluate(alert("SELECT double('NaN') AS v"))).value, "NaN");
    assert.equal((await evaluate(alert("SELECT 9007199254740993 AS v"))).value, "9007199254740993");
    assert.equal((await evaluate(alert("SELECT 12.50 AS v"))).value, 12.5);
  });

  it("says in the engine's words why the state is ERROR", async () => {
    assert.deepEqual(await evaluate(alert("SELECT 1 AS w")), {
      state: "ERROR",
      isEmptyResult: false,
      rows: 1,
      error:
        "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `v` cannot be resolved. " +
        "Did you mean one of the following? [`w`]. SQLSTATE: 42703",
    });
    assert.deepEqual(await evaluate(alert("SELECT DATE'2026-01-01' AS v")), {
      state: "ERROR",
      value: "2026-01-01",
      isEmptyResult: false,
      rows: 1,
      error: "Incompatible type in alert evaluation: time against number",
    });
  });

  it("says that the state is not known where the local workspace lacks what the query needs", async () => {
    assert.deepEqual(await evaluate(alert("SELECT xpath_int('<a>1</a>', 'a') AS v")), {
      state: "UNKNOWN",
      isEmptyResult: false,
      error: "This cannot be tried on the local workspace: the function xpath_int.",
    });
  });

  it("cancels a query that does not end in time, and says so", async () => {
    const endless = alert("SELECT count(*) AS v FROM range(10000000) a, range(10000000) b");
    assert.deepEqual(await evaluate(endless, 300), {
      state: "UNKNOWN",
      isEmptyResult: false,
      error: "The query had not ended after 0.3 s and was cancelled.",
    });
  });

  it("comes to the state and the value of the local workspace's own evaluation, for generated alerts", async () => {
    const limit = pLimit(8);
    const compare = async (generated: EvaluatedAlert) => {
      const id = await createAlert(alertBody(jsonOf(generated)));
      const [{ body }, ours] = await Promise.all([
        call("POST", `/_local/alerts/${id}/evaluate`),
        evaluate(generated),
      ]);
      const what = JSON.stringify(generated);
      assert.equal(ours.state, body.state, what);
      // What cannot be compared has a value for us, and none for the workspace.
      if (ours.state !== "ERROR") assert.equal(textOf(ours.value, body.value), body.value, what);
    };
    const generated = generateAlerts(caseCount(200), 20_261_123);
    await Promise.all(generated.map((one) => limit(() => compare(one))));
  });

  it("comes to the same state for an alert that was compiled without need, where rows can say it", async function () {
    this.timeout(180_000);
    const limit = pLimit(8);
    const compare = async (native: EvaluatedAlert) => {
      const compiled = compile({
        ...native,
        ...AUTHORED,
        silencedUntil: "2000-01-01T00:00:00.000Z",
      } as AuthoredDefinition);
      assert.ok(!("reason" in compiled));
      const [wanted, got] = await Promise.all([evaluate(native), evaluate(compiled)]);
      const what = `${JSON.stringify(native)} ${compiled.queryText}`;
      // Another kind than the threshold's is refused before it is deployed.
      const isIncomparable = /^Incompatible|DATATYPE_MISMATCH|CAST_INVALID_INPUT/;
      if (isIncomparable.test(`${wanted.error ?? ""}`) || isIncomparable.test(got.error ?? "")) return false;
      assert.equal(got.state, wanted.state, what);
      assert.equal(got.isEmptyResult, wanted.isEmptyResult, what);
      const isShown = got.state === "TRIGGERED" && !got.isEmptyResult;
      if (isShown && native.evaluation.comparisonOperator !== "IS_NULL")
        assert.equal(got.value, wanted.value, what);
      return true;
    };
    const generated = generateAlerts(caseCount(330), 20_261_130).filter(isSayable);
    const compared = await Promise.all(generated.map((one) => limit(() => compare(one))));
    const count = compared.filter(Boolean).length;
    assert.ok(count >= caseCount(100), String(count));
  });
});

/** What a compiled alert has besides. */
const AUTHORED = {
  displayName: "compiled",
  warehouseId: "",
  parentPath: "/Alerting",
  schedule: { quartzCronSchedule: "0 0 * * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
} as const;

/** Two columns of a row are compared in its first row, and none has another name. */
function isSayable({ evaluation: { source, threshold } }: EvaluatedAlert): boolean {
  const columns = [source, ...(threshold?.column ? [threshold.column] : [])];
  const isOfFirstRow = columns.every(({ aggregation }) => aggregation === undefined);
  return columns.every(({ display }) => display === undefined) && (isOfFirstRow || columns.length === 1);
}

function jsonOf({ queryText, evaluation }: EvaluatedAlert): Json {
  const { source, comparisonOperator, emptyResultState, threshold } = evaluation;
  const column = threshold?.column && { column: threshold.column satisfies LiveColumn };
  const value = threshold?.value && { value: snakeCased(threshold.value) };
  return {
    query_text: queryText,
    evaluation: {
      source,
      comparison_operator: comparisonOperator,
      empty_result_state: emptyResultState,
      ...(threshold && { threshold: { ...value, ...column } }),
    },
  };
}

/** As the workspace writes it, where both are the same number (`80` and `80.0`), moment or list. */
function textOf(ours: unknown, theirs: unknown): unknown {
  if (typeof ours === "number" && typeof theirs === "string" && isSameNumber(ours, Number(theirs)))
    return theirs;
  const isSameMoment = typeof ours === "string" && Date.parse(`${ours}Z`) === Date.parse(String(theirs));
  if (isSameMoment) return theirs;
  if (typeof ours === "string" && ours.startsWith("[")) return ours.replaceAll(" ", "");
  return typeof ours === "boolean" ? String(ours) : (ours ?? null);
}

/** A FLOAT's text has its fewest digits, and the driver gives all of its bits. */
function isSameNumber(ours: number, theirs: number): boolean {
  return ours === theirs || ours === Math.fround(theirs);
}

function snakeCased(value: object): Json {
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key.replace("Value", "_value"), part]),
  );
}
