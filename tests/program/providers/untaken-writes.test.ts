import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningWorkspace, startWorkspace, type WorkspaceOptions } from "databricks-local";
import type { AlertInputs } from "../../../providers/alert-state";
import { alertInputs } from "../../unit/providers/definitions";
import { freshProvider } from "./fresh-provider";

/** What the SDK reads of an error, to keep the resource. */
interface LeftBehind extends Error {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly reasons: readonly string[];
}

describe("the provider of alerts, of one that is there already", function () {
  this.timeout(60_000);
  let folder = "";
  let workspace: RunningWorkspace;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "untaken-writes-"));
  });
  afterEach(async () => {
    await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(options: Partial<WorkspaceOptions> = {}) {
    workspace = await startWorkspace({ ...options, dataDir: join(folder, "data") });
    return providerFor({});
  }

  /** `alerts`: row → the alert that it names, and that the settings let it take over. */
  const providerFor = (alerts: Readonly<Record<string, string>>) =>
    freshProvider(
      {
        warehouseName: "local",
        parentPath: "/Alerting",
        adoptForeign: "true",
        deletionPolicy: "keep",
        adoptAlerts: Object.entries(alerts)
          .map((pair) => pair.join("="))
          .join(","),
        "databricks:host": workspace.host,
        "databricks:token": workspace.token,
      },
      alerts,
    );

  /** The alert of `alertInputs`, by hand, with `changes`. */
  async function makeByHand(changes: Readonly<Record<string, unknown>>): Promise<string> {
    const response = await fetch(`${workspace.host}/api/2.0/alerts`, {
      method: "POST",
      headers: { authorization: `Bearer ${workspace.token}` },
      body: JSON.stringify({
        display_name: "[WARNING] Tag Coverage Drop",
        query_text: "SELECT 72.5 AS tag_coverage_pct",
        warehouse_id: "abc123",
        parent_path: "/Alerting",
        ...changes,
        evaluation: {
          source: { name: "tag_coverage_pct" },
          comparison_operator: "LESS_THAN",
          threshold: { value: { double_value: 80 } },
          empty_result_state: "OK",
          notification: {
            subscriptions: [{ user_email: "a@example.com" }, { user_email: "b@example.com" }],
            notify_on_ok: true,
            retrigger_seconds: 3600,
          },
          ...(changes["evaluation"] as object | undefined),
        },
        schedule: {
          quartz_cron_schedule: "0 0 8 * * ?",
          timezone_id: "America/Los_Angeles",
          pause_status: "PAUSED",
        },
      }),
    });
    assert.equal(response.status, 200);
    return ((await response.json()) as { id: string }).id;
  }

  const patches = () =>
    workspace.requests.requests.filter(({ method }) => method === "PATCH").map(({ path }) => path);

  it("takes an alert over whose aggregation is the service's word for none, and sends nothing", async () => {
    const { create } = await start();
    const source = { name: "tag_coverage_pct", aggregation: "AGGREGATION_UNSPECIFIED" };
    const id = await makeByHand({ evaluation: { source } });
    assert.equal((await create(alertInputs())).id, id);
    assert.deepEqual(patches(), []);
  });

  it("takes away what would keep the alert from firing, whole fields at a time, and leaves parameters", async () => {
    const { create } = await start();
    const id = await makeByHand({
      custom_summary: "{{ALERT_NAME}}",
      custom_template_format: "MARKDOWN",
      parameters: [{ name: "day", value: "1" }],
      evaluation: {
        source: { name: "tag_coverage_pct", display: "Coverage" },
        threshold: { column: { name: "limit" } },
      },
    });
    await create(alertInputs({ customSummary: "{{ALERT_NAME}}" }));
    assert.deepEqual(patches(), [
      `/api/2.0/alerts/${id}?update_mask=custom_template_format%2Cevaluation.source%2Cevaluation.threshold`,
    ]);
    const alert = (await (
      await fetch(`${workspace.host}/api/2.0/alerts/${id}`, {
        headers: { authorization: `Bearer ${workspace.token}` },
      })
    ).json()) as Record<string, Record<string, unknown>>;
    assert.equal(alert["custom_template_format"], "HTML");
    assert.deepEqual(alert["parameters"], [{ name: "day", value: "1" }]);
    assert.deepEqual(alert["evaluation"]?.["source"], { name: "tag_coverage_pct" });
    assert.deepEqual(alert["evaluation"]["threshold"], { value: { double_value: 80 } });
  });

  it("says which alert has the name already in the folder of the one that is taken over", async () => {
    await start();
    const elsewhere = { parent_path: "/Users/a" };
    const named = await makeByHand({ ...elsewhere, display_name: "Mine" });
    const other = await makeByHand(elsewhere);
    const { create } = await providerFor({ "COST-012": named });
    await assert.rejects(create(alertInputs()), {
      message:
        `alert_configurations row COST-012: the name "[WARNING] Tag Coverage Drop" is that of alert ${other} in /Users/a, ` +
        "which is no other row's. Rename or delete that alert, or give the row another name. If the alert's row was deleted: " +
        "`pulumi up --continue-on-error` deletes the alert, and the `pulumi up` after it gives its name to this row.",
    });
  });

  it("fails over one that does not take what is written, and leaves it to the engine with its code", async () => {
    const { create, diff } = await start({ keptFields: ["evaluation.threshold"] });
    const id = await makeByHand({ evaluation: { threshold: { value: { double_value: 70 } } } });
    const inputs: AlertInputs & { readonly __provider: string } = { ...alertInputs(), __provider: "code" };
    const error = await create(inputs).then(
      () => assert.fail("it succeeds"),
      (reason: unknown) => reason as LeftBehind,
    );
    assert.equal(error.id, id);
    assert.equal(error.properties["__provider"], "code");
    assert.deepEqual(error.properties["evaluation"], { threshold: { value: { doubleValue: 70 } } });
    assert.deepEqual(error.reasons, [error.message]);
    assert.match(
      error.message,
      /kept evaluation\.threshold \{"value":\{"doubleValue":70\}\} instead of \{"value":\{"doubleValue":80\}\}/,
    );
    assert.equal((await diff?.(id, error.properties, inputs))?.changes, true);
  });
});
