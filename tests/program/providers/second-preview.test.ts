import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningWorkspace, startWorkspace, type WorkspaceOptions } from "databricks-local";
import { planAlerts } from "../../../alerting/plan-alerts";
import type { AlertState } from "../../../providers/alert-state";
import { SEED_DESTINATIONS } from "../../../rows/seeding";
import { caseCount } from "../../generated/case-count";
import { generateAlertRows, GENERATED_DESTINATIONS } from "../../generated/alert-rows";
import { freshProvider } from "./fresh-provider";

const ROWS = caseCount(500);
const SETTINGS: readonly Partial<WorkspaceOptions>[] = [
  { fillDefaults: false, normalise: false },
  { fillDefaults: true, normalise: false },
  { fillDefaults: false, normalise: true },
  { fillDefaults: true, normalise: true, nameClash: "suffix", listTrash: true },
];
const NAMES = { catalog: "health_monitor", goldSchema: "gold", parentPath: "/Alerting" };

/** What the engine asks of the provider in an `up`, a preview, a `refresh` and another preview. */
describe("a second preview", function () {
  this.timeout(180_000);
  let folder = "";
  let workspace: RunningWorkspace;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "second-preview-"));
  });
  afterEach(async () => {
    await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  SETTINGS.forEach((settings, seed) => {
    it(`is empty for ${ROWS} generated rows where the workspace has ${JSON.stringify(settings)}`, async () => {
      workspace = await startWorkspace({ ...settings, dataDir: join(folder, "data"), alertQuota: ROWS });
      const provider = await freshProvider({
        warehouseName: "local",
        parentPath: NAMES.parentPath,
        "databricks:host": workspace.host,
        "databricks:token": workspace.token,
      });
      const { create, diff, read } = provider;
      assert.ok(diff && read);
      await Promise.all(
        definitions(workspace.warehouseId, seed).map(async ({ alertId, definition }) => {
          const inputs = { ...definition, alertId };
          // The SDK leaves outputs open (any); the provider's are these.
          const { id, outs } = (await create(inputs)) as { id: string; outs: AlertState };
          assert.deepEqual(await diff(id, outs, inputs), NO_CHANGE, `${alertId} after its creation`);
          const live = await read(id, outs);
          assert.equal(live.id, id);
          assert.equal(live.inputs, undefined, `${alertId} has drifted`);
          assert.deepEqual(await diff(id, live.props, inputs), NO_CHANGE, `${alertId} after a refresh`);
        }),
      );
      assert.equal(workspace.requests.requests.filter(({ method }) => method === "PATCH").length, 0);
    });
  });
});

const NO_CHANGE = { changes: false, replaces: [], deleteBeforeReplace: false };

function definitions(warehouseId: string, seed: number) {
  const { alerts, faults } = planAlerts({
    alertRows: generateAlertRows(ROWS, seed).map((row) => ({
      ...row,
      databricks_alert_id: null,
      is_enabled: true,
    })),
    destinationRows: [...SEED_DESTINATIONS, ...GENERATED_DESTINATIONS],
    settings: { ...NAMES, defaultEmail: "oncall@example.com", deleteDisabled: false },
    warehouseId,
  });
  assert.deepEqual(faults, []);
  assert.equal(alerts.length, ROWS);
  return alerts;
}
