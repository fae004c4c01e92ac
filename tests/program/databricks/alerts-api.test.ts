import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningWorkspace, startWorkspace } from "databricks-local";
import type { LiveDefinition } from "../../../alerting/definition";
import { AlertsApi } from "../../../databricks/alerts-api";
import type { Credentials } from "../../../databricks/credentials";
import { RestClient } from "../../../databricks/rest-client";
import { remoteAlert } from "../../unit/providers/definitions";
import { scriptedServer } from "./scripted-server";

const now = { sleep: () => Promise.resolve(), random: () => 0 };

const connect = (host: string, token: string) => {
  const credentials: Credentials = {
    host: new URL(host),
    token: () => Promise.resolve(token),
    describe: "token from a test",
  };
  return new AlertsApi(new RestClient(credentials, { retry: now }));
};

/** The definition alone, without the row's id. */
function definition(changes: Partial<LiveDefinition> = {}): LiveDefinition {
  return { ...remoteAlert("1", changes).definition };
}

describe("AlertsApi", () => {
  let dataDir: string;
  let workspace: RunningWorkspace;
  let alerts: AlertsApi;

  before(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "alerts-api-"));
    workspace = await startWorkspace({ dataDir, listTrash: true, alertQuota: 105 });
    alerts = connect(workspace.host, workspace.token);
  });
  beforeEach(async () => {
    for (const { id } of await alerts.list()) await alerts.purge(id);

    workspace.requests.clear();
    workspace.faults.clear();
  });
  after(async () => {
    await workspace.stop();
    rmSync(dataDir, { recursive: true });
  });

  const sent = () =>
    workspace.requests.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);

  it("creates an alert that reads back as it was declared", async () => {
    const created = await alerts.create(definition());
    assert.deepEqual(created.definition, definition());
    const read = await alerts.get(created.id);
    assert.deepEqual(read?.definition, definition());
    assert.equal(read.lifecycleState, "ACTIVE");
    assert.equal(read.ownerUserName, "local.user@example.com");
  });

  it("changes the named fields and no others", async () => {
    const { id } = await alerts.create(definition());
    const wanted = definition({ displayName: "Renamed", queryText: "SELECT 2 AS tag_coverage_pct" });
    const updated = await alerts.update(id, wanted, ["queryText"]);
    assert.deepEqual(updated.definition, { ...definition(), queryText: "SELECT 2 AS tag_coverage_pct" });
    assert.equal(sent().at(-1), `PATCH /api/2.0/alerts/${id}?update_mask=query_text 200`);
  });

  it("clears a field that is left out now", async () => {
    const { id } = await alerts.create(definition({ customSummary: "Look" }));
    const updated = await alerts.update(id, definition(), ["customSummary"]);
    assert.deepEqual(updated.definition, definition());
  });

  it("does not send an update of no field", async () => {
    await assert.rejects(alerts.update("7", definition(), []), {
      message: "An update of alert 7 names no field.",
    });
    assert.deepEqual(sent(), []);
  });

  it("lists all pages", async () => {
    const names = Array.from({ length: 101 }, (_, index) => `alert ${index}`);
    await Promise.all(names.map((displayName) => alerts.create(definition({ displayName }))));
    workspace.requests.clear();
    const listed = await alerts.list();
    assert.deepEqual(listed.map((alert) => alert.definition.displayName).sort(), names.sort());
    assert.equal(sent().length, 2);
    assert.equal(sent()[0], "GET /api/2.0/alerts?page_size=100 200");
  });

  it("finds an alert in the trash as deleted, and none once it is purged", async () => {
    const { id } = await alerts.create(definition());
    await alerts.trash(id);
    assert.equal((await alerts.get(id))?.lifecycleState, "DELETED");
    await alerts.purge(id);
    assert.equal(await alerts.get(id), undefined);
    await alerts.trash(id);
    await alerts.purge(id);
    assert.deepEqual(sent().slice(-2), [
      `DELETE /api/2.0/alerts/${id} 404`,
      `DELETE /api/2.0/alerts/${id}?purge=true 404`,
    ]);
  });

  it("does not take a refusal for an absence", async () => {
    workspace.faults.add({
      kind: "status",
      status: 403,
      errorCode: "PERMISSION_DENIED",
      message: "Not yours",
    });
    await assert.rejects(alerts.get("7"), { status: 403, errorCode: "PERMISSION_DENIED" });
  });

  it("does not make an alert twice when the answer is lost", async () => {
    workspace.faults.add({ kind: "drop-after", method: "POST" });
    await assert.rejects(alerts.create(definition()), { name: "UncertainOutcomeError" });
    assert.equal((await alerts.list()).length, 1);
  });

  it("says how many alerts the workspace holds when it is full", async () => {
    const names = Array.from({ length: 105 }, (_, index) => `alert ${index}`);
    const made = await Promise.all(names.map((displayName) => alerts.create(definition({ displayName }))));
    await Promise.all(made.slice(0, 2).map(({ id }) => alerts.trash(id)));
    workspace.requests.clear();
    await assert.rejects(alerts.create(definition()), (error: unknown) => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, "QuotaExceededError");
      assert.match(
        error.message,
        /429 QUOTA_EXCEEDED .* The workspace lists 105 alerts, 2 of them in the trash\. /,
      );
      return true;
    });
    assert.equal(sent().filter((request) => request.startsWith("POST")).length, 1);
  });

  for (const [what, pages, message] of [
    [
      "a page token that comes twice",
      [
        { alerts: [], next_page_token: "a" },
        { alerts: [], next_page_token: "a" },
      ],
      "GET /api/2.0/alerts gave the same page token twice: the listing does not end",
    ],
    [
      "an answer of another shape",
      [{ results: [{ id: "1" }] }],
      "GET /api/2.0/alerts answered something unexpected: neither alerts nor an empty answer",
    ],
  ] as const) {
    it(`does not list over ${what}`, async () => {
      await using server = await scriptedServer(pages.map((json) => ({ status: 200, json })));
      await assert.rejects(connect(server.url, "t").list(), { name: "UnexpectedAnswerError", message });
    });
  }

  it("lists somebody's alert whose threshold is no number that JSON has", async () => {
    const alert = (id: string, double_value: unknown) => ({
      id,
      evaluation: { threshold: { value: { double_value } } },
    });
    const json = { alerts: [alert("7", "NaN"), alert("8", "Infinity"), alert("9", 1)] };
    await using server = await scriptedServer([{ status: 200, json }]);
    const listed = await connect(server.url, "t").list();
    assert.deepEqual(
      listed.map(({ definition }) => definition.evaluation.threshold?.value?.doubleValue),
      ["NaN", "Infinity", 1],
    );
  });

  it("says which alert of a listing cannot be read", async () => {
    const json = { alerts: [{ id: "7" }, { id: "8\u001b[31m", display_name: 8 }] };
    await using server = await scriptedServer([
      { status: 200, json },
      { status: 200, json: { alerts: [{}] } },
    ]);
    const api = connect(server.url, "t");
    await assert.rejects(api.list(), {
      name: "UnexpectedAnswerError",
      message:
        "GET /api/2.0/alerts answered something unexpected: alerts.1.display_name (id 8\\u001b[31m): " +
        "Invalid input: expected string, received number",
    });
    await assert.rejects(api.list(), {
      message:
        "GET /api/2.0/alerts answered something unexpected: alerts.0.id: Invalid input: expected string, received undefined",
    });
  });

  it("takes an empty answer for an empty workspace", async () => {
    await using server = await scriptedServer([{ status: 200, json: {} }]);
    assert.deepEqual(await connect(server.url, "t").list(), []);
  });
});
