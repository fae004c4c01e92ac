import assert from "node:assert/strict";
import path from "node:path";
import { z } from "zod";
import { clientEnvironment } from "databricks-local";
import { makeProjectFolder } from "../project-folder";
import { run } from "../npm-run";
import { insertRow } from "./alert-row";
import { LocalStack, stepsOf, type RunOverrides } from "./local-stack";

const TABLE = "health_monitor.gold.notification_destinations";
const SECRETS = {
  hookUrl: "https://hooks.example.com/that-nobody-may-see",
  hookPassword: "pass-that-nobody-may-see",
  dutyKey: "key-that-nobody-may-see",
};
/** What a person wrote into a row. */
const NOTED_URL = "https://hooks.slack.com/services/T0/B0/that-nobody-may-see";
const MANAGED: RunOverrides = { config: { manageDestinations: "true" }, secretConfig: SECRETS };
/** Of each kind: how its row asks for it, and how the service answers it. */
const KINDS = {
  EMAIL: [{ addresses: ["oncall@example.com"] }, { email: { addresses: ["oncall@example.com"] } }],
  PAGERDUTY: [{ integration_key_secret: "dutyKey" }, { pagerduty: { integration_key_set: true } }],
  SLACK: [{ url_secret: "hookUrl" }, { slack: { url_set: true } }],
  TEAMS: [{ url_secret: "hookUrl" }, { microsoft_teams: { url_set: true } }],
  WEBHOOK: [
    { url_secret: "hookUrl", username: "pager", password_secret: "hookPassword" },
    { generic_webhook: { url_set: true, username_set: true, password_set: true } },
  ],
} as const;

const Listed = z.object({ results: z.array(z.object({ id: z.string() })).default([]) });
const Destination = z.object({ id: z.string(), display_name: z.string(), config: z.unknown() });
const Digest = z.object({
  steps: z.array(z.object({ op: z.string(), urn: z.string() })),
  diagnostics: z.array(z.object({ message: z.string() })),
});
const Subscribed = z.object({ notification: z.object({ subscriptions: z.unknown() }) });

describe("a destination that a row asks for", () => {
  let stack: LocalStack;
  /** Whose state is another one. */
  let project: string;

  before(async () => {
    stack = await LocalStack.deployed();
    project = stack.stateDir("project");
    await makeProjectFolder(project);
    const rows = Object.entries(KINDS).map(
      ([kind, [config]]) =>
        `('${kind}', 'To ${kind}', '${kind}', '${JSON.stringify({ manage: true, ...config })}', 'me', 'me')`,
    );
    await stack.sql(
      `INSERT INTO ${TABLE} (destination_id, destination_name, destination_type, config_json, owner, created_by) ` +
        `VALUES ${rows.join(", ")}`,
    );
    await insertRow(stack, "A-1", { notification_channels: "array('SLACK')" });
  });
  after(() => stack.stop());

  /** Name → what the service shows of it. */
  async function destinations() {
    const { results } = Listed.parse(await stack.call("GET", "/api/2.0/notification-destinations"));
    const all = results.map(async ({ id }) =>
      Destination.parse(await stack.call("GET", `/api/2.0/notification-destinations/${id}`)),
    );
    return (await Promise.all(all)).sort((a, b) => (a.display_name < b.display_name ? -1 : 1));
  }

  async function idOf(kind: string): Promise<string | undefined> {
    return (await destinations()).find(({ display_name }) => display_name === `To ${kind}`)?.id;
  }

  async function assertSubscribed(id: string | undefined): Promise<void> {
    const { evaluation } = await stack.alert("[INFO] Alert A-1");
    const { subscriptions } = Subscribed.parse(evaluation).notification;
    assert.deepEqual(subscriptions, [{ destination_id: id }]);
    const [row] = await stack.sql(
      `SELECT databricks_destination_id AS id FROM ${TABLE} WHERE destination_id = 'SLACK'`,
    );
    assert.equal(row?.["id"], id);
  }

  it("is made, of whatever kind", async () => {
    await stack.succeed("up", MANAGED);
    assert.deepEqual(
      (await destinations()).map(({ display_name, config }) => [display_name, config]),
      Object.entries(KINDS).map(([kind, [, shown]]) => [`To ${kind}`, shown]),
    );
    await assertSubscribed(await idOf("SLACK"));
  });

  it("is no change for the second preview, which lists the destinations once", async () => {
    const preview = await stack.succeed("preview", MANAGED);
    assert.deepEqual([stepsOf(preview), preview.diagnostics], [[], []]);
    assert.deepEqual(
      stack.workspace.requests.requests
        .map(({ path: target }) => target)
        .filter((target) => /destinations|alerts/.test(target)),
      ["/api/2.0/notification-destinations?page_size=100", "/api/2.0/alerts?page_size=100"],
    );
    assert.equal(stack.workspace.requests.statements.length, 3);
  });

  it("is looked for in the same one listing by the contract checks", async () => {
    await insertRow(stack, "A-2", { notification_channels: "array('SLACK')" });
    const config = { ...MANAGED.config, contractChecks: "warn" };
    const preview = await stack.succeed("preview", { ...MANAGED, config });
    assert.deepEqual(
      preview.diagnostics.filter(({ severity }) => severity === "warning"),
      [],
    );
    const listings = stack.workspace.requests.requests.filter(({ path: target }) =>
      target.startsWith("/api/2.0/notification-destinations?"),
    );
    assert.equal(listings.length, 1);
    await stack.sql(
      `DELETE FROM ${TABLE.replace("notification_destinations", "alert_configurations")} WHERE alert_id = 'A-2'`,
    );
  });

  it("is made anew when the kind of its row changes, and its alerts follow", async () => {
    const former = await idOf("SLACK");
    await stack.sql(`UPDATE ${TABLE} SET destination_type = 'WEBHOOK' WHERE destination_id = 'SLACK'`);
    const steps = stepsOf(await stack.succeed("up", MANAGED));
    assert.deepEqual(steps, [
      "create-replacement SLACK",
      "delete-replaced SLACK",
      "replace SLACK",
      "update A-1",
      "update destination-ids",
      "update sync-status",
    ]);
    const id = await idOf("SLACK");
    assert.notEqual(id, former);
    assert.equal((await destinations()).length, Object.keys(KINDS).length);
    await assertSubscribed(id);
  });

  it("is taken over after a lost state, with its secrets again, which no output shows", async () => {
    const former = await destinations();
    // By the id that stands there, and else by name and kind.
    await stack.sql(`UPDATE ${TABLE} SET databricks_destination_id = NULL WHERE destination_id <> 'WEBHOOK'`);
    await stack.sql(
      `INSERT INTO ${TABLE} (destination_id, destination_name, destination_type, config_json, owner, created_by) ` +
        `VALUES ('NOTED', 'By hand', 'SLACK', 'of ${NOTED_URL}', 'me', 'me')`,
    );
    const secrets = Object.entries(SECRETS).flatMap(([name, value]) => [
      "--secret-config",
      `${name}=${value}`,
    ]);
    const { status, stdout, stderr } = await run(
      project,
      ["pulumi-local", "up", "--json", "--diff", "-c", "manageDestinations=true", ...secrets],
      clientEnvironment(stack.workspace),
    );
    assert.equal(status, 0, stderr);
    const kinds = Object.keys(KINDS);
    const { steps, diagnostics } = Digest.parse(JSON.parse(stdout));
    assert.deepEqual(
      steps
        .map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`)
        .filter((step) => kinds.some((kind) => step.endsWith(` ${kind}`)))
        .sort(),
      [
        ...kinds.map((kind) => `import ${kind}`),
        ...kinds.filter((kind) => kind !== "EMAIL").map((kind) => `update ${kind}`),
      ],
    );
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      [
        "notification_destinations row NOTED: config_json has what looks like a secret in clear. Whoever can read the " +
          "table has seen it: renew it, and clear it here; alerts need databricks_destination_id only",
      ],
    );
    for (const secret of [...Object.values(SECRETS), NOTED_URL])
      assert.doesNotMatch(stdout + stderr, new RegExp(secret));
    assert.deepEqual(await destinations(), former);
    await assertSubscribed(await idOf("SLACK"));
  });

  it("goes with destroy, of whatever kind", async () => {
    await stack.succeed("destroy", { ...MANAGED, stateDir: path.join(project, ".local") });
    assert.deepEqual(await destinations(), []);
    const [ids] = await stack.sql(`SELECT count(databricks_destination_id) AS n FROM ${TABLE}`);
    assert.deepEqual(ids, { n: "0" });
  });
});
