import assert from "node:assert/strict";
import { asJson } from "databricks-local/testing/call";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";
import { listJobs } from "./run-job";

const NAMES = [
  "alerting_deploy_job",
  "alerting_history_job",
  "alerting_setup_orchestrator_job",
  "alerting_tables_job",
  "master_setup_orchestrator",
];
const OWNER = "databricks-alerts/dev";
/** Of the tables health_monitor.gold and the folder /Alerting. */
const PLACE = "d476563c132c";
const DASHBOARD = "/Alerting/Alerting.lvdash.json";

describe("jobs and dashboard, after the state was lost", function () {
  this.timeout(240_000);
  const config = { jobs: "true", dashboard: "true", deployRunner: "npm" };
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
    await stack.succeed("up", { config });
  });
  after(() => stack.stop());

  /** Name and id of each, in that order. */
  async function jobs(): Promise<string[]> {
    const found = await listJobs(stack);
    return found.map(({ job_id, settings: { name } }) => `${name} ${job_id}`).sort();
  }

  async function dashboards(): Promise<unknown[]> {
    const { dashboards: found } = asJson(await stack.call("GET", "/api/2.0/lakeview/dashboards"));
    assert.ok(Array.isArray(found));
    return found.map((one) => asJson(one).dashboard_id);
  }

  const update = (path: string, body: object) => stack.call("POST", `/api/2.2/jobs/${path}`, body);

  it("are taken over: none is made a second time, and the next preview is empty", async () => {
    const before = [await jobs(), await dashboards()];
    const stateDir = stack.stateDir("second");
    const preview = await stack.succeed("preview", { config, stateDir });
    const imported = stepsOf(preview).filter((step) => step.startsWith("import "));
    const told = preview.diagnostics.filter(({ message }) => message.startsWith("takes over the job"));
    assert.deepEqual(
      told.map(({ severity, message }) => `${severity}: ${message}`).sort(),
      (await jobs()).map(
        (job) =>
          `warning: takes over the job ${job.replace(" ", " (")}), whose tags say that it is this stack's`,
      ),
    );
    assert.deepEqual(imported, ["alerting-dashboard", ...NAMES].map((name) => `import ${name}`).sort());
    await stack.succeed("up", { config, stateDir });
    assert.deepEqual([await jobs(), await dashboards()], before);
    assert.deepEqual(stepsOf(await stack.succeed("preview", { config, stateDir })), []);
  });

  it("are looked for with a request for each job and two for the dashboard", async () => {
    await stack.succeed("preview", { config, stateDir: stack.stateDir("second") });
    const asked = stack.workspace.requests.requests
      .map(({ path }) => path)
      .filter((path) => /jobs\/list|get-status.*lvdash|lakeview/.test(path));
    assert.deepEqual(
      asked.map((path) => path.replace(/dashboards\/.*/, "dashboards/…")).sort(),
      [
        "/api/2.0/lakeview/dashboards/…",
        `/api/2.0/workspace/get-status?path=${encodeURIComponent(DASHBOARD)}`,
        ...NAMES.map((name) => `/api/2.2/jobs/list?name=${name}&limit=100`),
      ].sort(),
    );
  });

  it("are a warning where two jobs could be meant, and a fault where the dashboard is somebody else's", async () => {
    const tags = { layer: "alerting", managed_by: OWNER, alerts_place: PLACE };
    const { job_id: double } = asJson(await update("create", { name: "alerting_tables_job", tags }));
    const [id] = await dashboards();
    const path = `/api/2.0/lakeview/dashboards/${String(id)}`;
    const { serialized_dashboard: content } = asJson(await stack.call("GET", path));
    await stack.call("PATCH", path, { serialized_dashboard: '{"datasets": [{"name": "sales"}]}' });
    const [message] = errorsOf(await stack.run("preview", { config, stateDir: stack.stateDir("third") }));
    assert.equal(
      message,
      `${DASHBOARD} is there already, and is no dashboard of this program's: none of its datasets is one of ours. ` +
        "Rename or delete it, or set dashboard to false.",
    );
    await stack.call("PATCH", path, { serialized_dashboard: content });
    const preview = await stack.succeed("preview", { config, stateDir: stack.stateDir("third") });
    assert.ok(stepsOf(preview).includes("create alerting_tables_job"));
    const warnings = preview.diagnostics
      .map(({ message: text }) => text)
      .filter((text) => text.startsWith("The jobs"));
    const ids = (await listJobs(stack))
      .filter(({ settings: { name } }) => name === "alerting_tables_job")
      .map(({ job_id }) => job_id);
    assert.equal(ids.length, 2);
    assert.deepEqual(
      warnings.map((text) => text.replace(/The jobs \d+ and \d+ are/, "The jobs … and … are")),
      [
        `The jobs … and … are all called alerting_tables_job and have the tags managed_by=${OWNER} and alerts_place=${PLACE}, so ` +
          "that each of them could be this stack's: none is taken over, and if the state has none of them, another one is made. " +
          "Delete all but one, or take the tags from those that are not.",
      ],
    );
    await update("delete", { job_id: double });
  });

  it("are left alone where another stack made them, and told of where nobody says whose they are", async () => {
    const only = { jobs: "true", deployRunner: "npm" };
    const [tables, ...others] = (await listJobs(stack))
      .sort((a, b) => (a.settings.name < b.settings.name ? -1 : 1))
      .reverse();
    const retag = (job_id: number, tags: object) => update("update", { job_id, new_settings: { tags } });
    assert.ok(tables);
    const [namesake, ...prods] = others;
    assert.ok(namesake);
    await Promise.all(
      prods.map(({ job_id }) => retag(job_id, { layer: "alerting", managed_by: "databricks-alerts/prod" })),
    );
    // A stack of the same name, whose alerts are elsewhere.
    await retag(namesake.job_id, { layer: "alerting", managed_by: OWNER, alerts_place: "0123456789ab" });
    await retag(tables.job_id, { layer: "alerting" });
    const preview = await stack.succeed("preview", { config: only, stateDir: stack.stateDir("third") });
    const made = stepsOf(preview).filter((step) => NAMES.some((name) => step.endsWith(` ${name}`)));
    assert.deepEqual(
      made,
      NAMES.map((name) => `create ${name}`),
    );
    assert.deepEqual(
      preview.diagnostics.map(({ message }) => message).filter((message) => /\bjob\b/.test(message)),
      [
        `The workspace has a job ${tables.settings.name} (${tables.job_id}) without the tags managed_by and alerts_place, which say ` +
          "whose it is. If this stack's state has it, the up adds them. If the state was lost, give the job the tags " +
          `managed_by=${OWNER} and alerts_place=${PLACE} before the up, which takes it over then; without it a second job of that name is made.`,
      ],
    );
  });
});
