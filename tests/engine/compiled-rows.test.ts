import assert from "node:assert/strict";
import { z } from "zod";
import { insertRow, TABLE } from "./alert-row";
import { type Alert, LocalStack, stepsOf } from "./local-stack";

/** 0, 1, …, 7 by quarters of an hour, over and over: above 5 in two checks of eight. */
const SAW = "'SELECT CAST(floor(unix_timestamp() / 900) % 8 AS DOUBLE) AS value'";
const CELLS = {
  alert_query_template: SAW,
  threshold_value_double: "5",
  schedule_cron: "'0 0/15 * * * ?'",
  schedule_timezone: "'UTC'",
};

function subscribersOf({ evaluation }: Alert): unknown {
  const { notification } = z.object({ notification: z.looseObject({}).default({}) }).parse(evaluation);
  return notification["subscriptions"] ?? [];
}

describe("rows that say what the service does not know", function () {
  this.timeout(180_000);
  let stack: LocalStack;
  const queryOf = async (name: string) => String((await stack.alert(name)).query_text);

  before(async () => {
    stack = await LocalStack.deployed();
    await insertRow(stack, "ROW-001", { ...CELLS, fires_for: "'2 in a row'" });
    await insertRow(stack, "ROW-002", {
      ...CELLS,
      notification_mode: "'SHADOW'",
      silenced_until: "TIMESTAMP '2020-01-01T00:00:00Z'",
      silence_reason: "'tried'",
    });
    await stack.succeed("up");
  });
  after(() => stack.stop());

  it("are deployed with a query that says their condition, and change no more", async () => {
    assert.match(
      await queryOf("[INFO] Alert ROW-001"),
      /^\/\* databricks-alerts 1: value > 5 2 in a row \*\/\n/,
    );
    const shadow = await stack.alert("[INFO] Alert ROW-002 (shadow)");
    assert.deepEqual(subscribersOf(shadow), []);
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
    await stack.succeed("refresh");
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("say in a preview what they do and what it costs, and in a review what changed", async () => {
    await stack.sql(`UPDATE ${TABLE} SET fires_for = '2 of 3' WHERE alert_id = 'ROW-001'`);
    const { diagnostics } = await stack.succeed("preview");
    assert.match(
      diagnostics.map(({ message }) => message).join("\n"),
      /Fires when value is above 5 in 2 of the last 3 checks; asks its query for 3 checks each time: 3 × the rows\./,
    );
    const review = await stack.command("review", ["--json"]);
    assert.match(review.stdout, /"field": ?"firesFor"/);
    assert.doesNotMatch(review.stdout, /"field": ?"queryText"/);
    await stack.succeed("up");
  });

  it("take back what somebody changed, and refuse what was changed in the compiled query", async () => {
    const { id } = await stack.alert("[INFO] Alert ROW-001");
    const text = (await queryOf("[INFO] Alert ROW-001")).replace(
      "q.alert_earlier.held >= 1",
      "q.alert_earlier.held >= 0",
    );
    await stack.call("PATCH", `/api/2.0/alerts/${id}?update_mask=query_text`, { query_text: text });
    const { stdout, status } = await stack.command("adopt", ["ROW-001", "--preview"]);
    assert.match(stdout, /not adopted: queryText was compiled from a row and changed by hand/);
    assert.equal(status, 1);
    await stack.succeed("refresh");
    await stack.succeed("up");
    assert.match(await queryOf("[INFO] Alert ROW-001"), /alert_earlier\.held >= 1/);
  });

  it("are tuned by what other settings would have come to", async () => {
    const { stdout } = await stack.command("tune", ["ROW-001", "--days", "2"]);
    assert.match(
      stdout,
      /^ROW-001: value is above 5 in 2 of the last 3 checks, 192 checks in the last 2 days\n/,
    );
    assert.match(stdout, /^ {2}as it is +24 +24$/m);
    assert.match(stdout, /^ {2}fires_for = 3 in a row +0 +0 +never +24$/m);
  });

  it("are promoted by evidence", async () => {
    const refused = await stack.command("promote", [
      "ROW-002",
      "--if",
      "episodes <= 3 and errors = 0 in 2 days",
    ]);
    assert.equal(refused.status, 1);
    assert.match(refused.stdout, /It stays in shadow: episodes is 2\d, and not <= 3\.\n$/);
    const done = await stack.command("promote", ["ROW-002", "--if", "errors = 0 in 1 day"]);
    assert.equal(done.status, 0, done.stderr);
    await stack.succeed("up");
    const live = await stack.alert("[INFO] Alert ROW-002");
    assert.deepEqual(subscribersOf(live), [{ user_email: "oncall@example.com" }]);
    const again = await stack.command("promote", ["ROW-002"]);
    assert.match(again.stderr, /ROW-002 is LIVE already/);
  });
});
