import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { asJson, refusal, useWorkspace, type Answer } from "../use-workspace";

describe("GET /api/2.0/alerts", () => {
  const { call, createAlert, restart } = useWorkspace();
  const ids: string[] = [];

  before(async () => {
    for (let i = 0; i < 25; i += 1) ids.push(await createAlert(alertBody({ display_name: `alert ${i}` })));
  });

  it("answers 20 alerts a page in the order of creation, and an end without a token", async () => {
    const first = await call("GET", "/api/2.0/alerts");
    assert.deepEqual(idsOf(first), ids.slice(0, 20));
    const second = await call("GET", `/api/2.0/alerts?page_token=${String(first.body.next_page_token)}`);
    assert.deepEqual(idsOf(second), ids.slice(20));
    assert.equal("next_page_token" in second.body, false);
  });

  it("has no further page when the last one is just full", async () => {
    const { body } = await call("GET", "/api/2.0/alerts?page_size=25");
    assert.equal("next_page_token" in body, false);
  });

  it("neither skips nor repeats when an alert is purged between two pages", async () => {
    const doomed = await createAlert(alertBody({ display_name: "doomed" }));
    const first = await call("GET", "/api/2.0/alerts?page_size=10");
    await call("DELETE", `/api/2.0/alerts/${String(ids[9])}?purge=true`);
    await call("DELETE", `/api/2.0/alerts/${doomed}?purge=true`);
    const rest = await call(
      "GET",
      `/api/2.0/alerts?page_size=100&page_token=${String(first.body.next_page_token)}`,
    );
    assert.deepEqual(idsOf(rest), ids.slice(10));
    ids.splice(9, 1);
  });

  it("keeps the order after an update and a restart", async () => {
    await call("PATCH", `/api/2.0/alerts/${String(ids[0])}?update_mask=query_text`, {
      query_text: "SELECT 2",
    });
    await restart();
    assert.deepEqual(idsOf(await call("GET", "/api/2.0/alerts?page_size=100")), ids);
  });

  const BAD: readonly [query: string, message: string][] = [
    ["page_size=0", "page_size must be a whole number from 1 to 100, not '0'"],
    ["page_size=101", "page_size must be a whole number from 1 to 100, not '101'"],
    ["page_size=ten", "page_size must be a whole number from 1 to 100, not 'ten'"],
    ["page_token=!", "Invalid page_token '!'"],
  ];
  for (const [query, message] of BAD) {
    it(`refuses ${query}`, async () => {
      const answer = await call("GET", `/api/2.0/alerts?${query}`);
      assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
    });
  }
});

describe("GET /api/2.0/alerts among the alerts of others", () => {
  const { call, createAlert } = useWorkspace({ shared: true });

  it("finds every alert once, page by page, in the order of creation", async () => {
    const own: string[] = [];
    for (const display_name of ["c", "a", "b"]) own.push(await createAlert(alertBody({ display_name })));
    const found: string[] = [];
    let token: unknown = "";
    do {
      const page = await call(
        "GET",
        `/api/2.0/alerts?page_size=2&page_token=${encodeURIComponent(String(token))}`,
      );
      found.push(...idsOf(page));
      token = page.body.next_page_token ?? "";
    } while (token !== "");
    assert.deepEqual(
      found.filter((id) => own.includes(id)),
      own,
    );
  });
});

describe("GET /api/2.0/alerts with the trash", () => {
  const { call, createAlert } = useWorkspace({ listTrash: true });

  it("shows trashed alerts as DELETED", async () => {
    const id = await createAlert(alertBody());
    await call("DELETE", `/api/2.0/alerts/${id}`);
    const { body } = await call("GET", "/api/2.0/alerts");
    assert.ok(Array.isArray(body.alerts));
    assert.equal(asJson(body.alerts[0]).lifecycle_state, "DELETED");
  });
});

describe("GET /api/2.0/alerts with other pages", () => {
  const { call, createAlert } = useWorkspace({ alertPageSize: 2, maxAlertPageSize: 3 });

  it("keeps to the sizes that it was started with", async () => {
    for (const display_name of ["a", "b", "c", "d"]) await createAlert(alertBody({ display_name }));
    assert.equal(idsOf(await call("GET", "/api/2.0/alerts")).length, 2);
    assert.equal(idsOf(await call("GET", "/api/2.0/alerts?page_size=3")).length, 3);
    assert.deepEqual(refusal(await call("GET", "/api/2.0/alerts?page_size=4")), [
      400,
      "INVALID_PARAMETER_VALUE",
      "page_size must be a whole number from 1 to 3, not '4'",
    ]);
  });
});

function idsOf({ body }: Answer): string[] {
  assert.ok(Array.isArray(body.alerts));
  return body.alerts.map((alert) => String(asJson(alert).id));
}
