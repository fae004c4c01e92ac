import assert from "node:assert/strict";
import { ALERT_HISTORY } from "../../../../alerting/tables/alert-history";
import { replay, type ReplayedAlert } from "../../../../review/replay/replay";
import { ReplaySession } from "../../../../review/replay/replay-session";
import { createTable } from "../../../../rows/statements/define-tables";
import { useConnection } from "../use-connection";
import { replayedAlert } from "./replayed-alert";

const NAMES = { catalog: "main", goldSchema: "default" };
const WINDOW = { from: new Date("2026-11-09T10:00:30Z"), to: new Date("2026-11-09T16:00:30Z") };

/** It fires at each hour, and its figure is the hour. */
const ALERT: ReplayedAlert = {
  ...replayedAlert("SELECT CAST(hour(now()) AS DOUBLE) AS v", { cron: "0 0 * * * ?" }),
  score: { function: "`main`.`default`.`by_hour`", alertId: "COST-001", atLeast: 0.5 },
};

describe("the replay of a score", () => {
  const { connection, countStatements } = useConnection();
  const run = (sql: string) => connection().sql.execute({ sql });
  const replayed = async (alert = ALERT) => {
    const found = await replay(alert, new ReplaySession(connection().sql, { names: NAMES }), WINDOW);
    assert.ok("evaluations" in found, JSON.stringify(found));
    return [found.evaluations, found.firing, ...found.caveats];
  };

  before(async () => {
    await run(
      "CREATE FUNCTION main.default.by_hour(alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE RETURN " +
        "CASE WHEN alert_id = 'COST-001' AND value = hour(moment) THEN (value - 10) / 10 END",
    );
    await connection().sql.execute(createTable(NAMES, ALERT_HISTORY));
    const judged = [
      ["'2026-11-09 11:00:04'", "'FALSE_POSITIVE'"],
      ["'2026-11-09 13:00:05'", "'TRUE_POSITIVE'"],
      ["'2026-11-09 14:00:05'", "NULL"],
      // Above the threshold, and of no run.
      ["'2026-11-09 16:00:05'", "'TRUE_POSITIVE'"],
      ["'2026-11-09 12:31:00'", "'TRUE_POSITIVE'"],
    ];
    for (const [at = "", feedback = ""] of judged) {
      await run(
        "INSERT INTO main.default.alert_history (evaluation_id, alert_id, alert_name, agent_domain, severity, evaluation_timestamp, " +
          "evaluation_date, evaluation_status, threshold_operator, threshold_value_type, feedback, record_created_timestamp) VALUES " +
          `(${at}, 'COST-001', 'x', 'COST', 'INFO', ${at}, '2026-11-09', 'TRIGGERED', '>', 'DOUBLE', ${feedback}, now())`,
      );
    }
  });

  it("says what the threshold and those near it hold back, and which of that was justified", async () => {
    countStatements();
    // 11:00 to 16:00, whose scores are 0.1 to 0.6.
    assert.deepEqual(await replayed(), [
      6,
      2,
      "The score holds back 4 of 6 firings, those below 0.5; it would be 3 below 0.4 and 5 below 0.6. " +
        "Of those that it holds back 2 were judged, 1 as justified (2026-11-09 13:00 UTC).",
    ]);
    // The query is described and asked, the function, the judgements.
    assert.equal(countStatements(), 4);
  });

  it("holds nothing back where the function gives NULL or fails, and says so", async () => {
    const score = { function: "`main`.`default`.`by_hour`", alertId: "COST-002", atLeast: 0.5 };
    assert.deepEqual(await replayed({ ...ALERT, score }), [
      6,
      6,
      "The score holds back 0 of 6 firings, those below 0.5; it would be 0 below 0.4 and 0 below 0.6.",
    ]);
    const missing = { ...score, function: "`main`.`default`.`nowhere`" };
    const [evaluations, firing, caveat] = await replayed({ ...ALERT, score: missing });
    assert.deepEqual([evaluations, firing], [6, 6]);
    assert.match(
      String(caveat),
      /^The score could not be asked, so that nothing is held back here: .*UNRESOLVED_ROUTINE/,
    );
  });
});
