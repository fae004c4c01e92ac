import assert from "node:assert/strict";
import { replay } from "../../../../review/replay/replay";
import { ReplaySession } from "../../../../review/replay/replay-session";
import { useConnection } from "../use-connection";
import { replayedAlert } from "./replayed-alert";

/** 14 days, of which the first begins at 10:00. */
const WINDOW = { from: new Date("2026-11-09T10:00:30Z"), to: new Date("2026-11-23T10:00:30Z") };
const DIVIDED = "[DIVIDE_BY_ZERO] SQLSTATE 22012";

describe("the replay of a query that fails at some moments", () => {
  const { connection, countStatements } = useConnection();
  const replayed = async (query: string, cron = "0 0/15 * * * ?") => {
    countStatements();
    const result = await replay(replayedAlert(query, { cron }), new ReplaySession(connection().sql), WINDOW);
    const statements = countStatements();
    if ("reason" in result) return { reason: result.reason, statements };
    const { evaluations, notEvaluated, errors, firing, caveats } = result;
    return { evaluations, notEvaluated, errors, firing, caveats, statements };
  };

  it("finds the one moment, and evaluates all others", async () => {
    const query =
      "SELECT hour(now()) + 0 / (unix_timestamp(now()) - unix_timestamp(TIMESTAMP '2026-11-12 05:00:00')) AS v";
    assert.deepEqual(await replayed(query), {
      evaluations: 1344,
      notEvaluated: undefined,
      errors: 1,
      firing: 14 * 13 * 4,
      caveats: [`1 evaluation ends in ERROR, the first at 2026-11-12 05:00 UTC: ${DIVIDED}`],
      statements: 22,
    });
  });

  it("finds the one day, and asks with a statement for many days", async () => {
    assert.deepEqual(await replayed("SELECT 24 / (day(current_date()) - 20) AS v"), {
      evaluations: 1344,
      notEvaluated: undefined,
      errors: 96,
      firing: 192,
      caveats: [`96 evaluations end in ERROR, the first at 2026-11-20 00:00 UTC: ${DIVIDED}`],
      statements: 11,
    });
  });

  it("tells of how many runs it did not find out, where the query fails once a day", async () => {
    assert.deepEqual(await replayed("SELECT 24 / hour(now()) AS v", "0 0 * * * ?"), {
      evaluations: 321,
      notEvaluated: 15,
      errors: 0,
      firing: 27,
      caveats: [
        "15 runs could not be evaluated, the first at 2026-11-10 00:00 UTC: the query fails at some of them " +
          `(${DIVIDED}), and to ask for each alone would take too many statements.`,
      ],
      statements: 35,
    });
  });

  it("gives up where the first, the middle and the last moment fail", async () => {
    assert.deepEqual(await replayed("SELECT 24 / (hour(now()) % 2) AS v"), {
      reason: `Its query fails with its clock set: ${DIVIDED}`,
      statements: 5,
    });
  });
});
