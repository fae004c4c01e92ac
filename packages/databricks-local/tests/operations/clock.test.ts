import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { asJson, refusal, useWorkspace, type Json } from "../use-workspace";

const HOURLY = { quartz_cron_schedule: "0 0 * * * ?", timezone_id: "UTC" };
const START = new Date("2026-11-23T10:00:00.000Z");

/** Fields of an alert's history, an entry a line. */
function lines({ body }: { body: Json }, ...fields: string[]): string[] {
  assert.ok(Array.isArray(body.evaluations));
  return body.evaluations.map((entry) => fields.map((field) => String(asJson(entry)[field])).join(" "));
}

describe("POST /_local/clock", () => {
  const { call, createAlert, restart } = useWorkspace({ clock: () => START, nameClash: "duplicate" });
  const history = (id: string, ...fields: string[]) =>
    call("GET", `/_local/alerts/${id}/history`).then((answer) => lines(answer, ...fields));
  const advance = async (advanceSeconds: number) =>
    (await call("POST", "/_local/clock", { advanceSeconds })).body;
  // A new start begins at the clock's own time.
  afterEach(async () => {
    const { body } = await call("GET", "/api/2.0/alerts?page_size=100");
    assert.ok(Array.isArray(body.alerts));
    for (const alert of body.alerts)
      await call("DELETE", `/api/2.0/alerts/${String(asJson(alert).id)}?purge=true`);
    await restart();
  });

  it("sets the time that everything in the workspace tells", async () => {
    const { body } = await call("POST", "/_local/clock", { now: "2027-02-01T09:00:00+01:00" });
    assert.deepEqual(body, { now: "2027-02-01T08:00:00.000Z", evaluated: 0, skipped: 0 });
    assert.deepEqual((await call("GET", "/_local/clock")).body, {
      now: "2027-02-01T08:00:00.000Z",
      scheduled: false,
    });
    const alert = await call("POST", "/api/2.0/alerts", alertBody());
    assert.equal(alert.body.create_time, "2027-02-01T08:00:00.000Z");
    const statement = await call("POST", "/api/2.0/sql/statements", {
      statement: "SELECT current_date()",
      warehouse_id: "10ca1f0000000001",
    });
    assert.deepEqual(asJson(statement.body.result).data_array, [["2027-02-01"]]);
  });

  it("evaluates what is due on the way, in order, with the clock standing at each moment", async () => {
    const hourly = await createAlert(
      alertBody({
        schedule: HOURLY,
        query_text: "SELECT date_format(current_timestamp(), 'HH:mm:ss') AS t",
        evaluation: { source: { name: "t" }, comparison_operator: "IS_NOT_NULL" },
      }),
    );
    const halfHourly = await createAlert(
      alertBody({ schedule: { ...HOURLY, quartz_cron_schedule: "0 0/30 * * * ?" } }),
    );
    assert.deepEqual(await advance(7200), { now: "2026-11-23T12:00:00.000Z", evaluated: 6, skipped: 0 });
    assert.deepEqual(await history(hourly, "evaluated_at", "value", "trigger"), [
      "2026-11-23T11:00:00.000Z 11:00:00 SCHEDULE",
      "2026-11-23T12:00:00.000Z 12:00:00 SCHEDULE",
    ]);
    const order = [
      ...(await history(hourly, "evaluation_id", "evaluated_at")),
      ...(await history(halfHourly, "evaluation_id", "evaluated_at")),
    ].sort((a, b) => Number.parseInt(a) - Number.parseInt(b));
    assert.deepEqual(
      order.map((line) => line.split("T")[1]?.slice(0, 5)),
      ["10:30", "11:00", "11:00", "11:30", "12:00", "12:00"],
    );
  });

  it("follows the data from OK to TRIGGERED and back, and tells it by the alert's rules", async () => {
    const id = await createAlert(
      alertBody({
        schedule: HOURLY,
        query_text:
          "SELECT CASE WHEN hour(current_timestamp()) IN (12, 13, 14, 15, 18) THEN 75 " +
          "WHEN hour(current_timestamp()) = 16 THEN CAST('x' AS INT) ELSE 90 END AS tag_coverage_pct",
      }),
    );
    await advance(8 * 3600);
    assert.deepEqual(await history(id, "previous_state", "state"), [
      "UNKNOWN OK",
      "OK TRIGGERED",
      "TRIGGERED TRIGGERED",
      "TRIGGERED TRIGGERED",
      "TRIGGERED TRIGGERED",
      "TRIGGERED ERROR",
      "ERROR OK",
      "OK TRIGGERED",
    ]);
    const { notifications } = (await call("GET", "/_local/inbox")).body;
    assert.ok(Array.isArray(notifications));
    const told = notifications.map(asJson).filter(({ alert_id }) => alert_id === id);
    // notify_on_ok is set, retrigger_seconds is not.
    assert.deepEqual(
      told.map(({ at, status }) => `${String(at)} ${String(status)}`),
      [
        "2026-11-23T12:00:00.000Z TRIGGERED",
        "2026-11-23T17:00:00.000Z OK",
        "2026-11-23T18:00:00.000Z TRIGGERED",
      ],
    );
  });

  it("leaves alone what is paused, in the trash, or not yet due", async () => {
    const paused = await createAlert(alertBody({ schedule: { ...HOURLY, pause_status: "PAUSED" } }));
    const trashed = await createAlert(alertBody({ schedule: HOURLY }));
    await call("DELETE", `/api/2.0/alerts/${trashed}`);
    const due = await createAlert(alertBody({ schedule: HOURLY }));
    assert.deepEqual(await advance(3599), { now: "2026-11-23T10:59:59.000Z", evaluated: 0, skipped: 0 });
    assert.deepEqual(await advance(1), { now: "2026-11-23T11:00:00.000Z", evaluated: 1, skipped: 0 });
    assert.equal((await history(due, "state")).length, 1);
    assert.deepEqual(await history(paused, "state"), []);
    await call("DELETE", `/api/2.0/alerts/${trashed}?purge=true`);
  });

  it("evaluates nothing on the way back", async () => {
    const id = await createAlert(alertBody({ schedule: HOURLY }));
    const { body } = await call("POST", "/_local/clock", { now: "2026-11-22T10:00:00Z" });
    assert.deepEqual(body, { now: "2026-11-22T10:00:00.000Z", evaluated: 0, skipped: 0 });
    assert.deepEqual(await history(id, "state"), []);
  });

  it("moves one request after the other", async () => {
    await createAlert(alertBody({ schedule: HOURLY }));
    const moves = await Promise.all([advance(3600), advance(3600)]);
    assert.deepEqual(moves, [
      { now: "2026-11-23T11:00:00.000Z", evaluated: 1, skipped: 0 },
      { now: "2026-11-23T12:00:00.000Z", evaluated: 1, skipped: 0 },
    ]);
  });

  it("refuses a way with too many evaluations on it, and stays where it is", async () => {
    await createAlert(alertBody({ schedule: { ...HOURLY, quartz_cron_schedule: "* * * * * ?" } }));
    assert.deepEqual(refusal(await call("POST", "/_local/clock", { advanceSeconds: 20_001 })), [
      400,
      "INVALID_PARAMETER_VALUE",
      "More than 20000 evaluations would be due: move in smaller steps",
    ]);
    assert.equal((await call("GET", "/_local/clock")).body.now, START.toISOString());
    const farAway = await call("POST", "/_local/clock", { now: "9999-12-31T00:00:00Z" });
    assert.equal(farAway.body.message, "The clock moves at most 366 days forward at once");
  });

  const WRONG: readonly [body: Json, message: string][] = [
    [{}, "exactly one of now, advanceSeconds must be set"],
    [{ now: "2026-11-23T10:00:00Z", advanceSeconds: 1 }, "exactly one of now, advanceSeconds must be set"],
    [{ now: "tomorrow" }, "now: must be a moment such as 2026-11-23T08:00:00Z"],
  ];
  for (const [body, message] of WRONG) {
    it(`refuses ${JSON.stringify(body)}`, async () => {
      const answer = await call("POST", "/_local/clock", body);
      assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
    });
  }
});

describe("time that goes by", () => {
  let now = START;
  let tick: (() => void) | undefined;
  const everySecond = (run: () => void) => {
    tick = run;
    return () => (tick = undefined);
  };
  const { call, createAlert, workspace } = useWorkspace({
    clock: () => now,
    runSchedules: true,
    everySecond,
  });

  it("runs what is due, each alert once, however long the machine slept", async () => {
    const id = await createAlert(alertBody({ schedule: HOURLY }));
    assert.equal((await call("GET", "/_local/clock")).body.scheduled, true);
    tick?.();
    now = new Date("2026-11-23T13:30:00.000Z");
    tick?.();
    // Who asks while it runs is answered by that same evaluation.
    const { body } = await call("POST", `/_local/alerts/${id}/evaluate`);
    assert.deepEqual([body.evaluated_at, body.evaluation_id], ["2026-11-23T13:30:00.000Z", "1"]);
    assert.deepEqual(lines(await call("GET", `/_local/alerts/${id}/history`), "trigger")[0], "SCHEDULE");
  });

  it("skips an alert whose last evaluation has not ended", async () => {
    const id = await createAlert(alertBody({ display_name: "slow", schedule: HOURLY }));
    now = new Date("2026-11-23T14:00:00.000Z");
    tick?.();
    now = new Date("2026-11-23T15:00:00.000Z");
    tick?.();
    await call("POST", `/_local/alerts/${id}/evaluate`);
    const answer = await call("GET", `/_local/alerts/${id}/history`);
    assert.deepEqual(lines(answer, "evaluated_at", "skipped").slice(0, 2), [
      "2026-11-23T15:00:00.000Z its last evaluation has not ended yet",
      "2026-11-23T14:00:00.000Z undefined",
    ]);
  });

  it("stops with the workspace", async () => {
    await workspace().stop();
    assert.equal(tick, undefined);
  });
});

describe("a workspace that was not asked to run schedules", () => {
  let isDriven = false;
  const everySecond = () => {
    isDriven = true;
    return () => undefined;
  };
  const { call } = useWorkspace({ everySecond });

  it("runs nothing by itself", async () => {
    assert.equal((await call("GET", "/_local/clock")).body.scheduled, false);
    assert.equal(isDriven, false);
  });
});
