import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { asJson, NOW, refusal, useWorkspace } from "../use-workspace";

describe("POST /_local/alerts/:id/evaluate", () => {
  const { call, createAlert, restart } = useWorkspace();
  let path = "";
  let local = "";
  beforeEach(async () => {
    const id = await createAlert(alertBody());
    path = `/api/2.0/alerts/${id}`;
    local = `/_local/alerts/${id}`;
  });
  afterEach(() => call("DELETE", `${path}?purge=true`));

  const FIRST = {
    display_name: "[WARNING] Tag Coverage Drop",
    evaluated_at: NOW.toISOString(),
    ended_at: NOW.toISOString(),
    trigger: "ON_DEMAND",
    previous_state: "UNKNOWN",
    state: "TRIGGERED",
    value: "75",
    threshold: "80",
    value_kind: "number",
    subscriptions: [{ user_email: "finops@example.com" }],
    told_at: NOW.toISOString(),
  };

  it("answers what came of it", async () => {
    const { status, body } = await call("POST", `${local}/evaluate`);
    const { evaluation_id, alert_id, notification_id, ...rest } = body;
    assert.deepEqual([status, rest], [200, FIRST]);
    assert.deepEqual([typeof evaluation_id, typeof notification_id], ["string", "string"]);
    assert.equal(`/api/2.0/alerts/${String(alert_id)}`, path);
  });

  it("changes the alert's state and the time of it, and nothing else", async () => {
    const { body: before } = await call("GET", path);
    assert.equal("state" in asJson(before.evaluation), false);
    await call("POST", `${local}/evaluate`);
    const evaluation = {
      ...asJson(before.evaluation),
      state: "TRIGGERED",
      last_evaluated_at: NOW.toISOString(),
    };
    assert.deepEqual((await call("GET", path)).body, { ...before, evaluation });
  });

  it("runs a paused alert, too", async () => {
    await call("PATCH", `${path}?update_mask=schedule.pause_status`, {
      schedule: { pause_status: "PAUSED" },
    });
    assert.equal((await call("POST", `${local}/evaluate`)).body.state, "TRIGGERED");
  });

  it("refuses an alert in the trash, and one that is not there", async () => {
    await call("DELETE", path);
    const id = path.split("/").at(-1) ?? "";
    assert.deepEqual(refusal(await call("POST", `${local}/evaluate`)), [
      400,
      "INVALID_STATE",
      `Alert with ID '${id}' is in the trash`,
    ]);
    assert.deepEqual(refusal(await call("POST", "/_local/alerts/1/evaluate")), [
      404,
      "RESOURCE_DOES_NOT_EXIST",
      "Alert with ID '1' does not exist.",
    ]);
  });

  it("keeps state, history and inbox over a restart", async () => {
    const { body: entry } = await call("POST", `${local}/evaluate`);
    const before = await Promise.all(
      [path, `${local}/history`, "/_local/inbox"].map((at) => call("GET", at)),
    );
    await restart();
    const after = await Promise.all([path, `${local}/history`, "/_local/inbox"].map((at) => call("GET", at)));
    assert.deepEqual(
      after.map(({ body }) => body),
      before.map(({ body }) => body),
    );
    assert.deepEqual(after[1]?.body, { evaluations: [entry] });
    const { body: next } = await call("POST", `${local}/evaluate`);
    assert.equal(Number(next.evaluation_id), Number(entry.evaluation_id) + 1);
    assert.equal(next.previous_state, "TRIGGERED");
  });

  it("keeps the history of an alert that is gone", async () => {
    const { body: entry } = await call("POST", `${local}/evaluate`);
    await call("DELETE", `${path}?purge=true`);
    assert.deepEqual((await call("GET", `${local}/history`)).body, { evaluations: [entry] });
    assert.equal((await call("GET", "/_local/alerts/1/history")).status, 404);
  });

  it("puts what subscribers hear into the inbox", async () => {
    const { body: entry } = await call("POST", `${local}/evaluate`);
    const { notifications } = (await call("GET", "/_local/inbox")).body;
    assert.ok(Array.isArray(notifications));
    assert.deepEqual(asJson(notifications.at(-1)), {
      id: entry.notification_id,
      at: NOW.toISOString(),
      alert_id: entry.alert_id,
      display_name: "[WARNING] Tag Coverage Drop",
      status: "TRIGGERED",
      subscriptions: [{ user_email: "finops@example.com" }],
      subject: 'Alert "[WARNING] Tag Coverage Drop" changed status to TRIGGERED',
      body: asJson(notifications.at(-1)).body,
      format: "HTML",
    });
  });
});

describe("evaluations at once", () => {
  const { call, createAlert } = useWorkspace({ maxEvaluationsAtOnce: 2, nameClash: "duplicate" });

  it("are skipped beyond the limit, which is recorded and changes no state", async () => {
    const ids = await Promise.all([1, 2, 3].map(() => createAlert(alertBody())));
    const answers = await Promise.all(ids.map((id) => call("POST", `/_local/alerts/${id}/evaluate`)));
    const skipped = answers.filter(({ body }) => "skipped" in body);
    assert.equal(skipped.length, 1);
    const [entry] = skipped.map(({ body }) => body);
    assert.deepEqual([entry?.skipped, entry?.state], ["2 evaluations run already", "UNKNOWN"]);
    const { body } = await call("GET", `/api/2.0/alerts/${String(entry?.alert_id)}`);
    assert.equal("state" in asJson(body.evaluation), false);
    assert.equal("last_evaluated_at" in asJson(body.evaluation), false);
    const history = await call("GET", `/_local/alerts/${String(entry?.alert_id)}/history`);
    assert.deepEqual(history.body, { evaluations: [entry] });
  });

  it("are one for those who ask while the alert is being evaluated", async () => {
    const id = await createAlert(alertBody());
    const [one, other] = await Promise.all([
      call("POST", `/_local/alerts/${id}/evaluate`),
      call("POST", `/_local/alerts/${id}/evaluate`),
    ]);
    assert.deepEqual(one.body, other.body);
  });
});
