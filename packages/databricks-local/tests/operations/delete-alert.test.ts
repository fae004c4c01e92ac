import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { refusal, useWorkspace } from "../use-workspace";

describe("DELETE /api/2.0/alerts/:id", () => {
  const { call, createAlert } = useWorkspace({ shared: true });

  it("moves the alert to the trash, where GET still finds it and a listing does not", async () => {
    const id = await createAlert(alertBody({ display_name: "trashed" }));
    const path = `/api/2.0/alerts/${id}`;
    const deleted = await call("DELETE", path);
    assert.deepEqual([deleted.status, deleted.body], [200, {}]);
    const { status, body } = await call("GET", path);
    assert.deepEqual([status, body.lifecycle_state, body.id], [200, "DELETED", id]);
    const { body: page } = await call("GET", "/api/2.0/alerts?page_size=100");
    assert.equal(JSON.stringify(page).includes(id), false);
    assert.equal((await call("DELETE", path)).status, 200);
  });

  it("purges for good", async () => {
    const id = await createAlert(alertBody({ display_name: "purged" }));
    const path = `/api/2.0/alerts/${id}`;
    assert.deepEqual((await call("DELETE", `${path}?purge=true`)).body, {});
    const gone = [404, "RESOURCE_DOES_NOT_EXIST", `Alert with ID '${id}' does not exist.`];
    assert.deepEqual(refusal(await call("GET", path)), gone);
    assert.deepEqual(refusal(await call("DELETE", path)), gone);
    assert.deepEqual(refusal(await call("PATCH", `${path}?update_mask=display_name`, {})), gone);
  });

  it("refuses a purge that is neither true nor false", async () => {
    const id = await createAlert(alertBody({ display_name: "kept" }));
    assert.deepEqual(refusal(await call("DELETE", `/api/2.0/alerts/${id}?purge=yes`)), [
      400,
      "INVALID_PARAMETER_VALUE",
      "purge must be true or false, not 'yes'",
    ]);
  });
});

describe("DELETE /api/2.0/alerts/:id where the trash is hidden", () => {
  const { call, createAlert } = useWorkspace({ findTrash: false });

  it("answers 404 from then on, and still purges", async () => {
    const id = await createAlert(alertBody());
    const path = `/api/2.0/alerts/${id}`;
    assert.equal((await call("DELETE", path)).status, 200);
    const gone = [404, "RESOURCE_DOES_NOT_EXIST", `Alert with ID '${id}' does not exist.`];
    assert.deepEqual(refusal(await call("GET", path)), gone);
    assert.deepEqual(refusal(await call("DELETE", path)), gone);
    assert.deepEqual(refusal(await call("PATCH", `${path}?update_mask=display_name`, {})), gone);
    assert.equal((await call("DELETE", `${path}?purge=true`)).status, 200);
  });
});

describe("The trash", () => {
  let now = new Date("2026-11-23T10:00:00Z");
  const { call, createAlert } = useWorkspace({ clock: () => now, alertQuota: 1 });

  it("is emptied of an alert after 30 days", async () => {
    const id = await createAlert(alertBody());
    await call("DELETE", `/api/2.0/alerts/${id}`);
    now = new Date("2026-12-23T10:00:00Z");
    assert.equal((await call("GET", `/api/2.0/alerts/${id}`)).status, 200);
    assert.equal((await call("POST", "/api/2.0/alerts", alertBody())).status, 429);
    now = new Date("2026-12-23T10:00:01Z");
    assert.equal((await call("GET", `/api/2.0/alerts/${id}`)).status, 404);
    assert.equal((await call("POST", "/api/2.0/alerts", alertBody())).status, 200);
  });
});
