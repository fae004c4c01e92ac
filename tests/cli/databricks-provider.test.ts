import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { clientEnvironment } from "databricks-local";
import { errorsOf, type LocalStack, stepsOf, type RunOverrides } from "../engine/local-stack";
import { PulumiCli } from "./pulumi-cli";
import { useCliAndReference } from "./use-cli-and-reference";
import { contentsOf } from "./workspace-contents";

const COMMIT = ["--yes", "--skip-preview"];
const PASSPHRASE = "of the CLI's stack";
const SECRET_URL = "https://hooks.example.com/services/that-nobody-may-see";

/** Everything that the program can make. */
const ALL = {
  deployRunner: "npm",
  warehouseName: "alerting",
  createWarehouse: "true",
  createCatalog: "true",
  createSchema: "true",
  createFolder: "true",
  manageDestinations: "true",
  alertPermissions: "users=CAN_RUN",
  readers: "readers",
  administrators: "ana@example.com",
  dashboard: "true",
  jobs: "true",
  deployFolder: "/Workspace/alerts",
  failureEmail: "ops@example.com",
};
const OVERRIDES: RunOverrides = { config: ALL, secretConfig: { slackUrl: SECRET_URL } };

const Warehouses = z.object({ warehouses: z.array(z.looseObject({ id: z.string(), name: z.string() })) });
const Jobs = z.object({
  jobs: z.array(z.object({ job_id: z.int(), settings: z.looseObject({ name: z.string() }) })),
});

/** Each run is one of the CLI with the real provider and one of the local engine with its own, on a workspace each. */
describe("the Pulumi CLI with the provider of @pulumi/databricks", function () {
  this.timeout(300_000);

  let tested: LocalStack;
  let cli: PulumiCli;
  let reference: LocalStack;
  let empty: Record<string, unknown>;
  useCliAndReference(
    {
      missing: () => PulumiCli.whatIsMissingForDatabricks(),
      cliFor: (stack) => cliFor(stack, PASSPHRASE),
    },
    (started) => ({ tested, cli, reference } = started),
  );

  async function assertSameWorkspaces(): Promise<void> {
    assert.deepEqual(await contentsOf(tested), await contentsOf(reference));
  }

  it("makes the same as the local engine with the first up", async () => {
    empty = await contentsOf(tested);
    const { steps } = await cli.preview();
    assert.deepEqual(steps.filter(isManaged), stepsOf(await reference.succeed("preview", OVERRIDES)));
    await cli.succeed("up", ...COMMIT);
    await reference.succeed("up", OVERRIDES);
    await assertSameWorkspaces();
  });

  it("sees no change in the next preview, nor after a refresh", async () => {
    await cli.succeed("preview", "--expect-no-changes");
    const { output } = await cli.succeed("refresh", ...COMMIT);
    assert.doesNotMatch(output, /databricks:index:\w+ .*(updated|deleted)/);
    await cli.succeed("preview", "--expect-no-changes");
  });

  it("makes a destination that a row asks for", async () => {
    const row =
      "INSERT INTO health_monitor.gold.notification_destinations (destination_id, destination_name, destination_type, " +
      "config_json, owner, created_by) VALUES " +
      `('finops_slack', 'FinOps', 'SLACK', '{"manage": true, "url_secret": "slackUrl"}', 'me', 'me')`;
    await Promise.all([tested.sql(row), reference.sql(row)]);
    await cli.succeed("up", ...COMMIT);
    await reference.succeed("up", OVERRIDES);
    await assertSameWorkspaces();
    await cli.succeed("preview", "--expect-no-changes");
  });

  it("leaves the destination as it is while its row has faults that hold up no other", async () => {
    const before = await contentsOf(tested);
    const table = "health_monitor.gold.notification_destinations";
    const configure = (config: string) =>
      tested.sql(`UPDATE ${table} SET config_json = '${config}' WHERE destination_id = 'finops_slack'`);
    await configure('{"manage": true, "url_secret": "misspelt"}');
    await cli.configure({ faultyRows: "keep" });
    const { status, output } = await cli.run("up", ...COMMIT, "--continue-on-error");
    assert.equal(status, 1, output);
    assert.match(output, /1 row of notification_destinations has faults: mend it/);
    assert.doesNotMatch(output, /NotificationDestination .*(creat|updat|delet)/);
    await configure('{"manage": true, "url_secret": "slackUrl"}');
    await cli.succeed("config", "rm", "faultyRows");
    await cli.succeed("preview", "--expect-no-changes");
    assert.deepEqual(await contentsOf(tested), before);
  });

  it("takes the destination over where the state is lost, and gives it its secret again", async () => {
    const lost = await cliFor(tested, PASSPHRASE);
    try {
      const { steps } = await lost.preview();
      assert.deepEqual(
        steps.filter((step) => step.endsWith(" finops_slack")),
        ["import finops_slack", "update finops_slack"],
      );
    } finally {
      await lost.remove();
    }
  });

  it("sees with refresh what somebody changed in the workspace, and puts it back", async () => {
    for (const stack of [tested, reference]) {
      const { warehouses } = Warehouses.parse(await stack.call("GET", "/api/2.0/sql/warehouses"));
      const { id } = warehouses.find(({ name }) => name === ALL.warehouseName) ?? {};
      await stack.call("POST", `/api/2.0/sql/warehouses/${id}/edit`, { auto_stop_mins: 60 });
      const { jobs } = Jobs.parse(await stack.call("GET", "/api/2.2/jobs/list?limit=100"));
      const { job_id } = jobs.find(({ settings }) => settings.name === "alerting_history_job") ?? {};
      await stack.call("POST", "/api/2.2/jobs/update", { job_id, new_settings: { timeout_seconds: 60 } });
    }
    await cli.succeed("refresh", ...COMMIT);
    await reference.succeed("refresh", OVERRIDES);
    const { steps } = await cli.preview();
    assert.deepEqual(steps, ["update alerting_history_job", "update warehouse"]);
    assert.deepEqual(steps, stepsOf(await reference.succeed("preview", OVERRIDES)));
    await cli.succeed("up", ...COMMIT);
    await reference.succeed("up", OVERRIDES);
    await assertSameWorkspaces();
    await cli.succeed("preview", "--expect-no-changes");
  });

  it("goes on from the local engine's state, and the local engine from its own", async () => {
    const passphrase = await readFile(path.join(reference.stateDir(), "passphrase"), "utf8");
    const other = await cliFor(reference, passphrase.trim());
    try {
      await other.importState(path.join(reference.stateDir(), "state.json"));
      await other.succeed("preview", "--expect-no-changes");
    } finally {
      await other.remove();
    }
    const stateDir = tested.stateDir("of-the-cli");
    await cli.exportState(path.join(stateDir, "state.json"));
    await writeFile(path.join(stateDir, "passphrase"), PASSPHRASE);
    const preview = await tested.run("preview", { ...OVERRIDES, stateDir });
    assert.deepEqual([errorsOf(preview), stepsOf(preview)], [[], []]);
  });

  it("leaves with destroy what was there before, and the folder and tables", async () => {
    await cli.succeed("destroy", ...COMMIT);
    await reference.succeed("destroy", OVERRIDES);
    assert.deepEqual(await contentsOf(tested), empty);
    await assertSameWorkspaces();
  });
});

async function cliFor({ workspace }: LocalStack, passphrase: string): Promise<PulumiCli> {
  const variables = { ...clientEnvironment(workspace), PULUMI_CONFIG_PASSPHRASE: passphrase };
  const made = await PulumiCli.createFor(undefined, variables);
  await made.configure(ALL);
  await made.succeed("config", "set", "--secret", "slackUrl", SECRET_URL);
  return made;
}

/** The CLI counts the provider itself among the resources. */
function isManaged(step: string): boolean {
  return !/ default(_\w+)?$/.test(step);
}
