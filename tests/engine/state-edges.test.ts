import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { insertRow } from "./alert-row";
import { LocalStack } from "./local-stack";

const State = z.object({
  deployment: z.object({
    resources: z.array(
      z.object({
        urn: z.string(),
        dependencies: z.array(z.string()).default([]),
        propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).default({}),
      }),
    ),
  }),
});

/** What stays for as long as the program is there: these are deleted by a `destroy` alone. */
const STANDING =
  /^(deletion-guard|alert_configurations|notification_destinations|alert_history|alert_sync_metrics|seed-rows)$/;

/** Those that no run deletes while what depends on them stays, and that nothing else is beside. */
const ALONE: Readonly<Record<string, string>> = {
  "deletion-guard": "warehouse",
  schema: "catalog",
  create_tables: "jobs-folder",
  deploy_alerts: "jobs-folder",
  record_history: "jobs-folder",
};

const EVERYTHING = {
  catalog: "finops",
  goldSchema: "alerts",
  parentPath: "/Finops",
  createCatalog: "true",
  createSchema: "true",
  createFolder: "true",
  createWarehouse: "true",
  warehouseName: "alerting",
  manageDestinations: "true",
  readers: "users",
  alertPermissions: "users=CAN_READ",
  jobs: "true",
  dashboard: "true",
};

/** The engine keeps what a resource depended on. If that goes while the resource is skipped, no command reads the state. */
describe("in the state, every resource", function () {
  this.timeout(240_000);
  let stack: LocalStack;
  before(async () => (stack = await LocalStack.start()));
  after(() => stack.stop());

  it("depends on nothing that a run may delete while it stays, with everything switched on", async () => {
    await stack.succeed("up", { config: EVERYTHING });
    const place = "finops.alerts";
    await stack.sql(
      `INSERT INTO ${place}.notification_destinations (destination_id, destination_name, destination_type, config_json, owner, created_by) ` +
        `VALUES ('pager', 'Pager', 'EMAIL', '{"manage": true, "addresses": ["oncall@example.com"]}', 'me', 'me')`,
    );
    await insertRow(
      stack,
      "A-1",
      { notification_channels: "array('pager')" },
      `${place}.alert_configurations`,
    );
    await stack.succeed("up", { config: EVERYTHING });
    const text = await readFile(path.join(stack.stateDir(), "state.json"), "utf8");
    const { resources } = State.parse(JSON.parse(text)).deployment;
    const names = resources.map(({ urn }) => nameOf(urn));
    for (const name of ["A-1", "pager", "destination-ids", "sync-status", "alerting_deploy_job", "warehouse"])
      assert.ok(names.includes(name), name);

    const edges = resources.flatMap(({ urn, dependencies, propertyDependencies }) => {
      const all = [...dependencies, ...Object.values(propertyDependencies).flatMap((urns) => urns ?? [])];
      return [...new Set(all)].map((dependency) => [nameOf(urn), nameOf(dependency)] as const);
    });
    assert.ok(edges.length > 10);
    assert.deepEqual(
      edges.filter(([from, to]) => !STANDING.test(to) && ALONE[from] !== to),
      [],
    );
  });
});

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}
