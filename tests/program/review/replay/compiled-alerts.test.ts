import assert from "node:assert/strict";
import { alertBody } from "databricks-local/testing/alert-body";
import type { AuthoredDefinition } from "../../../../alerting/authored-alert";
import { compile } from "../../../../alerting/compile/compile";
import { decompile } from "../../../../alerting/compile/decompile";
import { alertBody as bodyOf } from "../../../../databricks/alert-json";
import type { Judgement } from "../../../../review/evaluate/judge";
import { ReplaySession } from "../../../../review/replay/replay-session";
import { replayedEvaluations } from "../../../../review/replay/replayed-evaluations";
import { useConnection } from "../use-connection";
import { replayedAlert } from "./replayed-alert";

/** Off the schedules, so that it does not matter at which end a window is open. */
const WINDOW = { from: new Date("2026-11-09T10:00:30Z"), to: new Date("2026-11-09T13:00:30Z") };

type Changes = Pick<AuthoredDefinition, "firesFor" | "clearsAt" | "silencedUntil" | "score"> &
  Omit<NonNullable<Parameters<typeof replayedAlert>[1]>, "comparisonOperator" | "threshold"> &
  Partial<Pick<AuthoredDefinition["evaluation"], "comparisonOperator" | "threshold">>;

function authored(
  query: string,
  { firesFor, clearsAt, silencedUntil, score, threshold, comparisonOperator, ...changes }: Changes,
): AuthoredDefinition {
  const alert = replayedAlert(query, { cron: "0 0/15 * * * ?", ...changes });
  const { threshold: native, ...evaluation } = alert.evaluation;
  const compared = threshold === undefined ? { threshold: native } : threshold === NONE ? {} : { threshold };
  return {
    ...alert,
    evaluation: {
      ...evaluation,
      comparisonOperator: comparisonOperator ?? evaluation.comparisonOperator,
      ...compared,
    } as AuthoredDefinition["evaluation"],
    ...(firesFor && { firesFor }),
    ...(clearsAt !== undefined && { clearsAt }),
    ...(silencedUntil !== undefined && { silencedUntil }),
    ...(score && { score }),
  };
}

/** IS NULL compares with nothing. */
const NONE = {};

/** A figure that goes up and down, from 0 to 96, and now and then is NULL, or not there. */
const WAVE = "CAST(floor(unix_timestamp() / 900) * 7919 % 97 AS DOUBLE)";
const FIGURE = `SELECT ${WAVE} AS v, 'a' AS name`;
const WITH_NULLS = `SELECT nullif(floor(${WAVE} / 10), 5) * 10D AS v`;
const SOMETIMES_EMPTY = `SELECT ${WAVE} AS v WHERE ${WAVE} % 5 > 0`;
const ABOVE_60 = { threshold: { value: { doubleValue: 60 } } };

/** No score of a low figure, and a higher one the later in its hour. */
const SCORE = { function: "`main`.`default`.`by_minute`", alertId: "it's A", atLeast: 0.5 };
const MAKE_SCORE =
  "CREATE FUNCTION main.default.by_minute(alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE RETURN " +
  "CASE WHEN alert_id = 'it\\'s A' AND value > 30 THEN minute(moment) / 60 END";

const ALERTS: Readonly<Record<string, AuthoredDefinition>> = {
  "outside of a range, with NULLs": authored(WITH_NULLS, {
    comparisonOperator: "NOT_BETWEEN",
    threshold: { range: { from: 20, to: 40 } },
  }),
  "none of a list of texts": authored("SELECT date_format(now(), 'mm') AS v", {
    comparisonOperator: "NOT_IN",
    threshold: { list: { values: ["15", "it's */ -- \\"] } },
  }),
  "2 of 4, where no rows fire": authored(SOMETIMES_EMPTY, {
    ...ABOVE_60,
    firesFor: { times: 2, checks: 4 },
    emptyResultState: "TRIGGERED",
  }),
  "2 in a row, where no rows are an error": authored(SOMETIMES_EMPTY, {
    threshold: { value: { doubleValue: 30 } },
    firesFor: { times: 2, checks: 2 },
    emptyResultState: "ERROR",
  }),
  "clears above, with NULLs": authored(WITH_NULLS, {
    comparisonOperator: "LESS_THAN_OR_EQUAL",
    threshold: { value: { doubleValue: 20 } },
    clearsAt: 60,
  }),
  "a score of a number": authored(WITH_NULLS, {
    threshold: { value: { doubleValue: 20 } },
    score: SCORE,
  }),
  "a score of a text that is a number, 2 of 3": authored("SELECT date_format(now(), 'mm') AS v", {
    comparisonOperator: "NOT_IN",
    threshold: { list: { values: ["15", "00"] } },
    firesFor: { times: 1, checks: 2 },
    score: SCORE,
  }),
  "a score of a sum, outside of a range, 2 of 3": authored(`${FIGURE} UNION ALL ${FIGURE}`, {
    source: { name: "v", aggregation: "SUM" },
    comparisonOperator: "NOT_BETWEEN",
    threshold: { range: { from: 40, to: 100 } },
    firesFor: { times: 2, checks: 3 },
    score: SCORE,
  }),
  "2 of 3, and clears below": authored(FIGURE, {
    ...ABOVE_60,
    clearsAt: 30,
    firesFor: { times: 2, checks: 3 },
  }),
  "a count of nothing, 2 of 4": authored(`SELECT ${WAVE} AS v WHERE ${WAVE} > 40`, {
    source: { name: "v", aggregation: "COUNT_DISTINCT" },
    comparisonOperator: "LESS_THAN",
    threshold: { value: { doubleValue: 1 } },
    firesFor: { times: 2, checks: 4 },
  }),
  "two columns, 2 of 3": authored(`SELECT ${WAVE} AS v, 50D AS l`, {
    threshold: { column: { name: "l" } },
    firesFor: { times: 2, checks: 3 },
  }),
  "IS NULL, 2 of 6": authored(`SELECT nullif(floor(${WAVE} / 10) % 3, 1) AS v`, {
    comparisonOperator: "IS_NULL",
    threshold: NONE,
    firesFor: { times: 2, checks: 6 },
  }),
  "quiet for an hour, where no rows fire": authored(SOMETIMES_EMPTY, {
    ...ABOVE_60,
    silencedUntil: "2026-11-09T11:00:00.000Z",
    emptyResultState: "TRIGGERED",
  }),
  "hours of weekdays elsewhere": authored(FIGURE, {
    threshold: { value: { doubleValue: 30 } },
    cron: "0 30 8-18 ? * MON-FRI",
    zone: "Asia/Kolkata",
    firesFor: { times: 2, checks: 4 },
  }),
};

/** The state, and the figure of a firing: the driver and the API write numbers in forms of their own. */
function shown(state: string, value: Judgement["value"]): string {
  if (state !== "TRIGGERED" || value === null || value === undefined || value === "true") return state;
  const number = Number(value);
  return `${state} ${Number.isNaN(number) ? String(value) : number}`;
}

describe("a compiled alert", function () {
  this.timeout(240_000);
  const { call, createAlert, connection } = useConnection({ nameClash: "duplicate" });

  it("comes to the states that its replay says, check for check", async () => {
    await call("POST", "/_local/clock", { now: WINDOW.from.toISOString() });
    await connection().sql.execute({ sql: MAKE_SCORE });
    const ids = new Map<string, string>();
    for (const [name, alert] of Object.entries(ALERTS)) {
      const compiled = compile(alert);
      assert.ok(!("reason" in compiled), `${name}: ${JSON.stringify(compiled)}`);
      assert.deepEqual(decompile(compiled), alert, name);
      const { query_text, evaluation, schedule } = bodyOf(compiled);
      ids.set(name, await createAlert(alertBody({ display_name: name, query_text, evaluation, schedule })));
    }
    await call("POST", "/_local/clock", { now: WINDOW.to.toISOString() });
    const differing: string[] = [];
    for (const [name, alert] of Object.entries(ALERTS)) {
      const { evaluations } = (await call("GET", `/_local/alerts/${ids.get(name) ?? ""}/history`)).body;
      const lived = (evaluations as Record<string, unknown>[]).map(
        ({ evaluated_at: at, state, value }) =>
          `${String(at)} ${shown(String(state), value as Judgement["value"])}`,
      );
      const replayed = await replayedEvaluations(alert, new ReplaySession(connection().sql), WINDOW);
      assert.ok("evaluations" in replayed, `${name}: ${JSON.stringify(replayed)}`);
      const states = replayed.evaluations.map(
        ({ at, state, value }) => `${at.toISOString()} ${shown(state, value)}`,
      );
      if (JSON.stringify(lived) !== JSON.stringify(states))
        differing.push(`${name}: ${lived.join()} ${states.join()}`);
      const firing = states.filter((state) => state.includes("TRIGGERED")).length;
      if (firing === 0 || firing === states.length) differing.push(`${name} says one thing only`);
    }
    assert.deepEqual(differing, []);
  });
});
