import assert from "node:assert/strict";
import { TemporaryEngine } from "databricks-local/testing/sql/temporary-engine";
import { createObject } from "../../../../rows/statements/define-objects";
import { scoreFunctions } from "../../../../rows/statements/score-functions";

const NAMES = { catalog: "shop", goldSchema: "gold" };

/** Values that were compared with those of Apache Spark 4.3, which takes the functions as they are. */
describe("the scores that come with the program", function () {
  this.timeout(60_000);
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    const run = (sql: string) => engine.session.execute(sql);
    await run(
      "CREATE TABLE alert_history (alert_id STRING, evaluation_timestamp TIMESTAMP, evaluation_status STRING, " +
        "query_result_value_double DOUBLE, feedback STRING)",
    );
    for (const defined of scoreFunctions(NAMES)) await run(createObject(NAMES, defined).sql);
    // 12 weeks of hours: a wave through the day, and something that is no wave.
    await run(
      "INSERT INTO alert_history SELECT 'WAVE', timestampadd(HOUR, CAST(id AS INT), TIMESTAMP '2026-01-05 00:00:00'), 'OK', " +
        "CAST(100 + 50 * sin(id * 2 * pi() / 24) + (id * 7919) % 13 AS DOUBLE), NULL FROM range(2016)",
    );
    const copy = (id: string, status: string, figure: string, feedback = "NULL") =>
      run(
        `INSERT INTO alert_history SELECT '${id}', evaluation_timestamp, ${status}, ${figure}, ${feedback} FROM alert_history WHERE alert_id = 'WAVE'`,
      );
    await copy("ZERO", "'OK'", "0D");
    await copy("NEGATIVE", "'OK'", "-query_result_value_double");
    const fired = "query_result_value_double > 150";
    await copy(
      "SILENT",
      `CASE WHEN ${fired} THEN 'TRIGGERED' ELSE 'OK' END`,
      `CASE WHEN ${fired} THEN query_result_value_double END`,
    );
    await copy("BROKEN", "'ERROR'", "query_result_value_double");
    await copy("DAILY", "'OK'", "query_result_value_double");
    await run(
      "DELETE FROM alert_history WHERE alert_id = 'DAILY' AND unix_timestamp(evaluation_timestamp) % 86400 <> 8 * 3600",
    );
    await run(
      "INSERT INTO alert_history SELECT 'JUDGED', evaluation_timestamp, 'TRIGGERED', 1D, " +
        "CASE WHEN unix_timestamp(evaluation_timestamp) % 14400 = 0 THEN 'TRUE_POSITIVE' ELSE 'FALSE_POSITIVE' END " +
        "FROM alert_history WHERE alert_id = 'WAVE' AND evaluation_timestamp < '2026-01-07'",
    );
  });
  after(() => engine.close());

  /** In thousandths. */
  const score = async (name: string, alert: string, value: string, moment = "2026-03-20 10:30:00") => {
    const [row] = await engine.rows(`SELECT ${name}('${alert}', ${value}, TIMESTAMP '${moment}')`);
    return Math.round(Number(row?.[0]) * 1000);
  };
  const usual = (alert: string, value: string, moment?: string) =>
    score("shop.gold.usual_range", alert, value, moment);

  it("say how far a figure is from what is usual at its hour", async () => {
    assert.deepEqual(
      [
        await usual("WAVE", "133D"),
        await usual("WAVE", "100D"),
        await usual("WAVE", "240D"),
        await usual("WAVE", "0D"),
        await usual("WAVE", "-100D"),
      ],
      [16, 659, 799, 970, 985],
    );
    // Three hours later the wave is lower.
    assert.equal(await usual("WAVE", "100D", "2026-03-20 13:30:00"), 378);
  });

  it("take figures below zero as those above, and zero as a figure", async () => {
    assert.deepEqual([await usual("NEGATIVE", "-100D"), await usual("NEGATIVE", "100D")], [659, 985]);
    assert.deepEqual([await usual("ZERO", "0D"), await usual("ZERO", "1e-9D")], [0, 1000]);
  });

  it("let fire what they know too little about", async () => {
    const cases: readonly (readonly [alert: string, value: string, moment?: string])[] = [
      ["NOBODY", "100D"],
      ["WAVE", "NULL"],
      ["WAVE", "CAST('NaN' AS DOUBLE)"],
      ["WAVE", "CAST('-Infinity' AS DOUBLE)"],
      // Before four weeks, and a week after the last evaluation.
      ["WAVE", "133D", "2026-02-01 10:30:00"],
      ["WAVE", "133D", "2026-04-07 10:30:00"],
      // Only what fired was recorded with its figure.
      ["SILENT", "155D"],
      ["BROKEN", "133D"],
      // No evaluation was ever at this hour.
      ["DAILY", "133D"],
    ];
    for (const [alert, value, moment] of cases)
      assert.equal(await usual(alert, value, moment), 1000, `${alert} ${value} ${moment ?? ""}`);
    assert.notEqual(await usual("DAILY", "133D", "2026-03-20 08:00:00"), 1000);
  });

  it("leave the figure that is judged, and the hour before it, out of what is usual", async () => {
    const before = await usual("WAVE", "500D");
    await engine.session.execute(
      "INSERT INTO alert_history VALUES ('WAVE', TIMESTAMP '2026-03-20 10:30:00', 'TRIGGERED', 500D, NULL), " +
        "('WAVE', TIMESTAMP '2026-03-20 09:45:00', 'TRIGGERED', 500D, NULL)",
    );
    assert.equal(await usual("WAVE", "500D"), before);
  });

  it("say which share of the judged firings was justified", async () => {
    const judged = (moment: string) => score("shop.gold.feedback", "JUDGED", "1D", moment);
    // 12 of 48, with one more of each kind; fewer than 30 by then; half a year on nobody has judged any.
    assert.deepEqual(
      [await judged("2026-02-01"), await judged("2026-01-06 05:00:00"), await judged("2026-08-01")],
      [260, 1000, 1000],
    );
    assert.equal(await score("shop.gold.feedback", "NOBODY", "NULL"), 1000);
  });
});
