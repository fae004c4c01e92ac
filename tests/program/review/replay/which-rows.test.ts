import assert from "node:assert/strict";
import { replay } from "../../../../review/replay/replay";
import { ReplaySession } from "../../../../review/replay/replay-session";
import { useConnection } from "../use-connection";
import { replayedAlert } from "./replayed-alert";

/** 14 days; every hour, 336 moments. */
const WINDOW = { from: new Date("2026-11-09T10:00:30Z"), to: new Date("2026-11-23T10:00:30Z") };
const LOGS = "health_monitor.gold.logs";
const ORDERS = "health_monitor.gold.orders";
const LATER =
  "read with all rows of today at each moment, those that came later as well: the query does not show when a row came.";
const FLAT = "The query does not read the clock: with data as known today it gives the same at each moment.";

describe("the rows that a replay counts", () => {
  const { connection, countStatements } = useConnection();

  before(async () => {
    const { sql } = connection();
    await sql.execute({ sql: `CREATE TABLE ${LOGS} (id INT, timestamp TIMESTAMP, text STRING, day DATE)` });
    await sql.execute({
      sql: `INSERT INTO ${LOGS} VALUES (1, TIMESTAMP '2026-11-23T08:30:30Z', '2026-11-23 08:30:30', DATE '2026-11-23')`,
    });
    await sql.execute({ sql: `CREATE TABLE ${ORDERS} (id INT, valid_until DATE, paid_at TIMESTAMP)` });
    await sql.execute({ sql: `INSERT INTO ${ORDERS} VALUES (1, DATE '2026-12-01', NULL)` });
  });

  const replayed = async (query: string, cron = "0 0 * * * ?") => {
    const alert = replayedAlert(query, { cron, threshold: { value: { doubleValue: 0 } } });
    const result = await replay(alert, new ReplaySession(connection().sql), WINDOW);
    return "reason" in result ? result.reason : [result.firing, result.basis, ...result.caveats];
  };

  it("are those up to each moment, where the query looks back on a column", async () => {
    const UP_TO = "rows up to each moment";
    const query = `SELECT count(*) AS n, count(*) AS v FROM ${LOGS} WHERE timestamp > current_timestamp() - INTERVAL 1 HOUR`;
    assert.deepEqual(await replayed(query), [1, UP_TO]);
    for (const [condition, expected] of [
      ["to_timestamp(text) > now() - INTERVAL 1 HOUR", [1, UP_TO]],
      ["timestamp BETWEEN now() - INTERVAL 1 HOUR AND now()", [1, UP_TO]],
      ["timestamp >= current_date()", [2, UP_TO]],
      [
        "day = date_sub(current_date(), 0)",
        [11, UP_TO, "A row counts all day long by its day: a date does not say at what time it came."],
      ],
      ["day >= date_sub(current_date(), 7) AND day < current_date()", [0, UP_TO]],
    ] as const) {
      assert.deepEqual(
        await replayed(`SELECT count(*) AS v FROM ${LOGS} WHERE ${condition}`),
        expected,
        condition,
      );
    }
  });

  it("are all that there are today, where nothing shows when a row came, and it says so", async () => {
    assert.deepEqual(await replayed(`SELECT max(id) + 0 * hour(now()) AS v FROM ${LOGS}`), [
      336,
      "data as known today",
      `${LOGS} is ${LATER}`,
    ]);
    assert.deepEqual(await replayed(`SELECT max(id) AS v FROM ${LOGS}`), [336, "data as known today", FLAT]);
    const joined = `SELECT count(*) AS v FROM ${LOGS} CROSS JOIN ${ORDERS} o WHERE timestamp > now() - INTERVAL 1 HOUR`;
    assert.deepEqual(await replayed(joined), [1, "data as known today", `${ORDERS} is ${LATER}`]);
    assert.deepEqual(await replayed(`SELECT count(*) + hour(now()) AS v FROM ${LOGS}, ${ORDERS}`), [
      336,
      "data as known today",
      `${LOGS} and ${ORDERS} are ${LATER}`,
    ]);
  });

  it("are not cut where a column speaks of what is to come, or is NULL until then", async () => {
    for (const condition of [
      "valid_until >= current_date()",
      "valid_until > date_sub(current_date(), 30)",
      "paid_at IS NULL OR paid_at > now() - INTERVAL 1 DAY",
    ]) {
      assert.deepEqual(
        await replayed(`SELECT count(*) AS v FROM ${ORDERS} WHERE ${condition}`),
        [336, "data as known today", `${ORDERS} is ${LATER}`],
        condition,
      );
    }
  });

  it("are asked for moment by moment where a subquery depends on it, if there are not too many", async () => {
    const query = `SELECT (SELECT count(*) FROM ${LOGS} WHERE id = o.id AND timestamp > now() - INTERVAL 1 HOUR) AS v FROM ${ORDERS} o`;
    assert.deepEqual(await replayed(query, "0 0 * * * ?"), [
      1,
      "data as known today",
      `${ORDERS} is ${LATER}`,
    ]);
    assert.equal(
      await replayed(query, "0 0/5 * * * ?"),
      "A subquery of its query depends on the moment, so that each is asked for by itself: at most 1600, and it has 4032.",
    );
  });

  it("are asked for by several statements where the warehouse takes no moment from the row beside the query", async () => {
    countStatements();
    assert.deepEqual(await replayed("SELECT hour(max(now())) AS v", "0 0/30 * * * ?"), [
      644,
      "data as known today",
    ]);
    assert.equal(countStatements(), 9);
  });
});
