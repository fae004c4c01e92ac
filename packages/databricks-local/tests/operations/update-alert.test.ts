import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { place } from "../place";
import { asJson, refusal, useWorkspace } from "../use-workspace";

describe("PATCH /api/2.0/alerts/:id", () => {
  const { call, createAlert } = useWorkspace({ shared: true });
  let path = "";
  let original: Record<string, unknown> = {};

  beforeEach(async () => {
    const { body } = await call("POST", "/api/2.0/alerts", alertBody({ custom_summary: "old", newer: 1 }));
    original = body;
    path = `/api/2.0/alerts/${String(body.id)}`;
  });
  afterEach(() => call("DELETE", `${path}?purge=true`));

  it("changes the masked fields, the update time and nothing else", async () => {
    const change = { display_name: "renamed", evaluation: { threshold: { value: { double_value: 60 } } } };
    const { status, body } = await call("PATCH", `${path}?update_mask=display_name,evaluation.threshold`, {
      ...change,
      query_text: "SELECT 'not in the mask'",
    });
    assert.equal(status, 200);
    assert.deepEqual(body, {
      ...original,
      display_name: "renamed",
      evaluation: { ...asJson(original.evaluation), threshold: { value: { double_value: 60 } } },
      update_time: body.update_time,
    });
    assert.deepEqual((await call("GET", path)).body, body);
  });

  it("takes an encoded mask", async () => {
    const { status } = await call("PATCH", `${path}?update_mask=custom_summary%2Cdisplay_name`, {
      display_name: "encoded",
    });
    assert.equal(status, 200);
  });

  it("clears a masked field that the body lacks", async () => {
    const { body } = await call("PATCH", `${path}?update_mask=custom_summary`, {});
    assert.equal("custom_summary" in body, false);
  });

  it("replaces a list as a whole", async () => {
    const subscriptions = [{ user_email: "a@example.com" }, { destination_id: "d-1" }];
    const { body } = await call("PATCH", `${path}?update_mask=evaluation.notification.subscriptions`, {
      evaluation: { notification: { subscriptions } },
    });
    assert.deepEqual(asJson(body.evaluation).notification, { subscriptions, notify_on_ok: true });
  });

  it("takes no state when the whole evaluation is replaced", async () => {
    const evaluation = { source: { name: "n" }, comparison_operator: "IS_NULL" };
    const change = { evaluation: { ...evaluation, state: "TRIGGERED" } };
    const { body } = await call("PATCH", `${path}?update_mask=evaluation`, change);
    assert.deepEqual(body.evaluation, evaluation);
  });

  it("replaces everything by *, fields that it does not know included", async () => {
    const { body } = await call("PATCH", `${path}?update_mask=*`, alertBody({ display_name: "all" }));
    assert.equal(body.id, original.id);
    assert.equal(body.create_time, original.create_time);
    assert.equal(body.parent_path, `/Workspace${place.folder}`);
    assert.equal("custom_summary" in body, false);
    assert.equal("newer" in body, false);
  });

  it("checks the alert that comes of it", async () => {
    const required = await call("PATCH", `${path}?update_mask=query_text`, {});
    assert.deepEqual(refusal(required), [400, "INVALID_PARAMETER_VALUE", "query_text: is required"]);
    const cron = await call("PATCH", `${path}?update_mask=schedule.quartz_cron_schedule`, {
      schedule: { quartz_cron_schedule: "0 0 8 ? * ?" },
    });
    assert.deepEqual(refusal(cron), [
      400,
      "INVALID_PARAMETER_VALUE",
      "schedule.quartz_cron_schedule: '0 0 8 ? * ?' is not a Quartz cron expression: " +
        "'?' must stand in exactly one of day of month and day of week",
    ]);
    assert.deepEqual((await call("GET", path)).body, original);
  });

  const MASKS: readonly [query: string, message: string][] = [
    ["", "update_mask is required"],
    ["?update_mask=", "update_mask is required"],
    ["?update_mask=colour", "update_mask names the unknown field 'colour'"],
    ["?update_mask=evaluation.sauce", "update_mask names the unknown field 'evaluation.sauce'"],
    ["?update_mask=display_name,%20query_text", "update_mask names the unknown field ' query_text'"],
    [
      "?update_mask=evaluation.notification.subscriptions.user_email",
      "update_mask names the unknown field 'evaluation.notification.subscriptions.user_email'",
    ],
    ["?update_mask=lifecycle_state", "update_mask names the output-only field 'lifecycle_state'"],
    ["?update_mask=evaluation.state", "update_mask names the output-only field 'evaluation.state'"],
    [
      "?update_mask=effective_run_as.user_name",
      "update_mask names the output-only field 'effective_run_as.user_name'",
    ],
  ];
  for (const [query, message] of MASKS) {
    it(`refuses ${query || "no mask"}`, async () => {
      const answer = await call("PATCH", `${path}${query}`, {
        display_name: "x",
        update_mask: "display_name",
      });
      assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
    });
  }

  it("takes the folder that the alert is in, and refuses another one", async () => {
    const same = await call("PATCH", `${path}?update_mask=parent_path,display_name`, {
      display_name: "same folder",
      parent_path: place.folder,
    });
    assert.deepEqual([same.status, same.body.display_name], [200, "same folder"]);
    assert.deepEqual(
      refusal(await call("PATCH", `${path}?update_mask=parent_path`, { parent_path: "/Shared/b" })),
      [400, "INVALID_PARAMETER_VALUE", "parent_path can only be set on create, it cannot be updated"],
    );
  });

  it("refuses the name of another alert in the folder", async () => {
    const other = await createAlert(alertBody({ display_name: "taken" }));
    assert.deepEqual(
      refusal(await call("PATCH", `${path}?update_mask=display_name`, { display_name: "taken" })),
      [400, "RESOURCE_ALREADY_EXISTS", "Alert with name 'taken' already exists"],
    );
    await call("DELETE", `/api/2.0/alerts/${other}`);
    const { status } = await call("PATCH", `${path}?update_mask=display_name`, { display_name: "taken" });
    assert.equal(status, 200);
  });

  it("refuses an alert in the trash", async () => {
    await call("DELETE", path);
    const answer = await call("PATCH", `${path}?update_mask=display_name`, { display_name: "x" });
    assert.deepEqual(refusal(answer), [
      400,
      "INVALID_STATE",
      `Alert with ID '${String(original.id)}' is in the trash`,
    ]);
  });
});

describe("PATCH /api/2.0/alerts/:id as time goes by", () => {
  const { call } = useWorkspace({ clock: ticking() });

  it("moves the update time on, and leaves the time of creation", async () => {
    const { body: created } = await call("POST", "/api/2.0/alerts", alertBody());
    const path = `/api/2.0/alerts/${String(created.id)}?update_mask=query_text`;
    const { body } = await call("PATCH", path, { query_text: "SELECT 2" });
    assert.equal(body.create_time, created.create_time);
    assert.ok(String(body.update_time) > String(created.update_time));
  });
});

/** A clock that never shows one time twice. */
function ticking(): () => Date {
  let now = Date.parse("2026-11-23T10:00:00Z");
  return () => new Date((now += 1000));
}
