import assert from "node:assert/strict";
import { place } from "../place";
import { asJson, locally, refusal, useWorkspace, type Json } from "../use-workspace";

const PATH = "/api/2.0/notification-destinations";

describe("Notification destinations", () => {
  const { call, restart } = useWorkspace({ shared: true });
  const named = (name: string) => `${place.prefix}${name}`;
  const create = (name: string, config: Json) => call("POST", PATH, { display_name: named(name), config });

  it("are created with their type, and never show a secret", async () => {
    const config = { slack: { url: "https://hooks.example.com/1" } };
    const { status, body } = await create("slack", config);
    assert.equal(status, 200);
    assert.match(String(body.id), /^[0-9a-f-]{36}$/);
    assert.deepEqual(body, {
      id: body.id,
      display_name: named("slack"),
      destination_type: "SLACK",
      config: { slack: { url_set: true } },
    });
    assert.deepEqual((await call("GET", `${PATH}/${String(body.id)}`)).body, body);
  });

  const KEPT = locally("a restart", async () => {
    const { body } = await create("kept over it", { email: { addresses: ["a@b.co"] } });
    await restart();
    assert.deepEqual((await call("GET", `${PATH}/${String(body.id)}`)).body, body);
    await call("DELETE", `${PATH}/${String(body.id)}`);
  });
  it("are kept over a new start", KEPT);

  const LISTED = locally("a workspace of its own", async () => {
    await call("POST", PATH, { display_name: "email", config: { email: { addresses: ["a@b.co"] } } });
    const first = await call("GET", `${PATH}?page_size=1`);
    const second = await call("GET", `${PATH}?page_size=1&page_token=${String(first.body.next_page_token)}`);
    assert.ok(Array.isArray(second.body.results));
    const { id, ...rest } = asJson(second.body.results[0]);
    assert.equal(typeof id, "string");
    assert.deepEqual(rest, { display_name: "email", destination_type: "EMAIL" });
  });
  it("are listed page by page, without their config", LISTED);

  it("change in name and config, never in type", async () => {
    const config = { email: { addresses: ["a@b.co"] } };
    const { body } = await create("old", config);
    const path = `${PATH}/${String(body.id)}`;
    const renamed = await call("PATCH", path, { display_name: named("new") });
    assert.deepEqual(renamed.body, { ...body, display_name: named("new") });
    const other = await call("PATCH", path, { config: { pagerduty: { integration_key: "k" } } });
    const message = "The type of a notification destination cannot change";
    assert.deepEqual(refusal(other), [400, "INVALID_PARAMETER_VALUE", message]);
  });

  it("are gone after a delete", async () => {
    const config = { generic_webhook: { url: "https://w.example.com", password: "p" } };
    const { body } = await create("hook", config);
    const path = `${PATH}/${String(body.id)}`;
    assert.deepEqual((await call("DELETE", path)).body, {});
    const message = `Notification destination ${String(body.id)} does not exist.`;
    assert.deepEqual(refusal(await call("GET", path)), [404, "RESOURCE_DOES_NOT_EXIST", message]);
  });

  it("are refused with a config of no or two kinds", async () => {
    const message =
      "config: must hold exactly one of email, slack, pagerduty, generic_webhook, microsoft_teams";
    for (const config of [{}, { email: {}, slack: {} }, { fax: {} }]) {
      const answer = await create("x", config);
      assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
    }
  });

  it("keep the secrets that a change leaves out, and do not read what only the service says", async () => {
    const config = { generic_webhook: { url: "https://w.example.com", username: "u", password: "p" } };
    const { body } = await create("kept", config);
    const path = `${PATH}/${String(body.id)}`;
    const change = { generic_webhook: { url: "https://v.example.com", url_set: true, password_set: false } };
    const changed = await call("PATCH", path, { config: change });
    assert.deepEqual(changed.body.config, {
      generic_webhook: { url_set: true, username_set: true, password_set: true },
    });
  });

  const REFUSED: readonly [config: Record<string, object>, message: string][] = [
    [{ slack: { url: "http://hooks.example.com" } }, "config.slack: url: must be an https URL"],
    [{ slack: { channel_id: "C1" } }, "config.slack: needs url, or channel_id and oauth_token"],
    [
      { email: { addresses: ["nobody"], url: "https://x" } },
      "config.email: url: is no field of email; config.email: addresses: is not an e-mail address",
    ],
    [{ email: { addresses: [] } }, "config.email: addresses: must not be empty"],
    [{ pagerduty: {} }, "config.pagerduty: needs integration_key"],
    [
      { microsoft_teams: { app_id: "a" } },
      "config.microsoft_teams: needs url, or app_id and auth_secret and channel_url and tenant_id",
    ],
  ];
  for (const [config, message] of REFUSED) {
    it(`are refused as ${JSON.stringify(config)}`, async () => {
      const answer = await create("x", config);
      assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
    });
  }
});
