import assert from "node:assert/strict";
import { ALERT_HISTORY } from "../../../alerting/tables/alert-history";
import { judgeFirings, readJudgement } from "../../../commands/judge-firings";
import { createTable } from "../../../rows/statements/define-tables";
import { useConnection } from "../review/use-connection";

const NAMES = { catalog: "main", goldSchema: "default" };

describe("what people say of firings", () => {
  const { connection } = useConnection();
  const judge = (alertId: string, at: string, more: Parameters<typeof readJudgement>[0] | object = {}) =>
    judgeFirings(connection().sql, NAMES, {
      alertId,
      ...readJudgement({ stack: "dev", config: {}, at, falsePositive: true, ...more }),
    });
  const refusal = async (...args: Parameters<typeof judge>) => {
    try {
      await judge(...args);
    } catch (error) {
      return error instanceof Error ? error.message.split("\n") : [];
    }
    return [];
  };
  const judged = async () => {
    const rows = await connection().sql.query({
      sql: "SELECT evaluation_id, feedback FROM main.default.alert_history WHERE feedback IS NOT NULL ORDER BY 1",
    });
    return rows.map(({ evaluation_id, feedback }) => `${String(evaluation_id)} ${String(feedback)}`);
  };

  it("needs the table", async () => {
    assert.deepEqual(await refusal("COST-001", "last"), [
      "There is no table main.default.alert_history yet, or you may not read it: an up makes it.",
    ]);
    await connection().sql.execute(createTable(NAMES, ALERT_HISTORY));
    assert.deepEqual(await refusal("COST-001", "last"), [
      "alert_history has no firing of COST-001.",
      "Name a row by its alert_id. What an alert did is there once alerting_history_job has run.",
    ]);
  });

  it("is written at the one firing that is meant, also at one that was held back", async () => {
    const rows = [
      ["a", "COST-001", "2026-11-09 13:00:05", "TRIGGERED", "91.5", "0.25", "FALSE"],
      ["b", "COST-001", "2026-11-09 13:15:04", "OK", "95", "0.31", "TRUE"],
      ["c", "COST-001", "2026-11-09 13:15:44", "TRIGGERED", "NULL", "NULL", "FALSE"],
      ["d", "COST-001", "2026-11-09 13:30:04", "OK", "12", "NULL", "NULL"],
      ["e", "COST-002", "2026-11-10 00:00:00", "TRIGGERED", "5", "NULL", "NULL"],
    ];
    for (const [id = "", alert = "", at = "", status = "", value = "", score = "", suppressed = ""] of rows) {
      await connection().sql.execute({
        sql:
          "INSERT INTO main.default.alert_history (evaluation_id, alert_id, alert_name, agent_domain, severity, " +
          "evaluation_timestamp, evaluation_date, evaluation_status, query_result_value_double, threshold_operator, " +
          "threshold_value_type, ml_score, ml_suppressed, record_created_timestamp) VALUES " +
          `('${id}', '${alert}', 'Cost', 'COST', 'INFO', '${at}', '2026-11-09', '${status}', ${value}, '>', 'DOUBLE', ${score}, ${suppressed}, now())`,
      });
    }
    const [one, ...more] = await judge("COST-001", "2026-11-09 13:00");
    assert.deepEqual(
      [one?.evaluationId, one?.feedback, one?.score, one?.isHeldBack, more],
      ["a", "FALSE_POSITIVE", 0.25, false, []],
    );
    await judge("COST-001", "2026-11-09T14:15:04+01:00", { falsePositive: undefined, truePositive: true });
    await judge("COST-002", "last");
    assert.deepEqual(await judged(), ["a FALSE_POSITIVE", "b TRUE_POSITIVE", "e FALSE_POSITIVE"]);
    await judge("COST-001", "2026-11-09T13:00:05Z", { falsePositive: undefined, clear: true });
    assert.deepEqual(await judged(), ["b TRUE_POSITIVE", "e FALSE_POSITIVE"]);
  });

  it("remembers when somebody first said that they had seen it, and a judgement says so, too", async () => {
    const seen = async () => {
      const rows = await connection().sql.query({
        sql: "SELECT evaluation_id, acknowledged_at, feedback FROM main.default.alert_history WHERE acknowledged_at IS NOT NULL ORDER BY 1",
      });
      return rows.map(
        (row) => [row["evaluation_id"], new Date(String(row["acknowledged_at"])).getTime()] as const,
      );
    };
    const judgedAt = await seen();
    assert.deepEqual(
      judgedAt.map(([id]) => id),
      ["b", "e"],
    );
    const acknowledge = { falsePositive: undefined, acknowledge: true };
    await judge("COST-001", "2026-11-09T13:00:05Z", acknowledge);
    await judge("COST-002", "last", acknowledge);
    const all = await seen();
    assert.deepEqual(
      all.map(([id]) => id),
      ["a", "b", "e"],
    );
    assert.deepEqual(
      all.filter(([id]) => id !== "a"),
      judgedAt,
    );
    assert.deepEqual(await judged(), ["b TRUE_POSITIVE", "e FALSE_POSITIVE"]);
    await judge("COST-001", "2026-11-09T13:00:05Z", { falsePositive: undefined, clear: true });
    assert.deepEqual(await seen(), judgedAt);
  });

  it("names the firings there are where none, or several, are meant, and writes nothing", async () => {
    const before = await judged();
    assert.deepEqual(await refusal("COST-001", "2026-11-09 13:15"), [
      "COST-001 fired 2 times from 2026-11-09 13:15:00 UTC until 2026-11-09 13:16:00 UTC:",
      "  COST-001  2026-11-09 13:15:44 UTC  INFO  fired at no figure  Cost",
      "  COST-001  2026-11-09 13:15:04 UTC  INFO  held back at 95.0  score 0.31  TRUE_POSITIVE  Cost",
      "Name one by its second in --at, or all of them by --until '2026-11-09 13:16:00'.",
    ]);
    assert.deepEqual((await refusal("COST-001", "2026-11-09 13:30")).slice(0, 3), [
      "alert_history has no firing of COST-001 from 2026-11-09 13:30:00 UTC until 2026-11-09 13:31:00 UTC.",
      "Its last ones:",
      "  COST-001  2026-11-09 13:15:44 UTC  INFO  fired at no figure  Cost",
    ]);
    assert.deepEqual(await judged(), before);
    await judge("COST-001", "2026-11-09", { until: "2026-11-09 13:15" });
    assert.deepEqual(await judged(), [
      "a FALSE_POSITIVE",
      "b FALSE_POSITIVE",
      "c FALSE_POSITIVE",
      "e FALSE_POSITIVE",
    ]);
  });

  it("is not written into a table that an up has not given its new column, and says so", async () => {
    await connection().sql.execute({ sql: "CREATE SCHEMA main.older" });
    await connection().sql.execute({
      sql: "CREATE TABLE main.older.alert_history AS SELECT * EXCEPT (acknowledged_at) FROM main.default.alert_history",
    });
    await assert.rejects(
      judgeFirings(
        connection().sql,
        { ...NAMES, goldSchema: "older" },
        {
          alertId: "COST-002",
          period: "last",
          said: "TRUE_POSITIVE",
        },
      ),
      {
        message:
          "main.older.alert_history has no column acknowledged_at yet: an up adds it. Nothing was written.",
      },
    );
  });

  it("is told all that is wrong with it at once", () => {
    const given = { stack: "dev", config: {} };
    assert.throws(() => readJudgement({ ...given, at: "noon", until: "2026-13-01" }), {
      message:
        "Say what the firing was: --true-positive, --false-positive, --acknowledge, or --clear.\n" +
        "--at noon is no time: write 2026-11-09, 2026-11-09 13:00, or 2026-11-09T13:00:05Z.\n" +
        "--until 2026-13-01 is no time: write 2026-11-09, 2026-11-09 13:00, or 2026-11-09T13:00:05Z.",
    });
    assert.throws(() => readJudgement({ ...given, clear: true }), {
      message: "Say which firing: --at last, or its time in UTC, such as --at '2026-11-09 13:00'.",
    });
    assert.throws(
      () => readJudgement({ ...given, clear: true, at: "2026-11-09 13:00", until: "2026-11-09 12:00" }),
      { message: "--until is before --at." },
    );
  });
});
