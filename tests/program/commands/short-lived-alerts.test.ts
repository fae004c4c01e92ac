import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { clientEnvironment } from "databricks-local";
import { useWorkspace } from "databricks-local/testing/use-workspace";
import { shortHash } from "../../../alerting/fields/alert-field";
import { type ShortLivedAlerts, withShortLivedAlerts } from "../../../commands/short-lived-alerts";
import { openWorkspace, type WorkspaceConnection } from "../../../databricks/open-connection";
import { foldersIn } from "../../../databricks/workspace-folders";

const ME = "local.user@example.com";

const ALERT = {
  display_name: "[TEST] an alert",
  query_text: "SELECT 1 AS value",
  warehouse_id: "10ca1f0000000001",
  evaluation: { source: { name: "value" }, comparison_operator: "IS_NOT_NULL" },
};

describe("withShortLivedAlerts", function () {
  this.timeout(30_000);
  const { workspace: running, call } = useWorkspace({ listTrash: true });
  let workspace: WorkspaceConnection;
  const said: string[] = [];
  const signals = new EventEmitter();

  before(async () => {
    workspace = openWorkspace({ env: clientEnvironment(running()), config: () => undefined });
    await call("POST", "/api/2.0/workspace/mkdirs", { path: "/Alerting" });
  });
  after(() => workspace.close());
  beforeEach(() => said.splice(0));
  afterEach(() => call("DELETE", "/_local/faults"));

  const run = <T>(work: (alerts: ShortLivedAlerts) => Promise<T>, parentPath = "/Alerting") =>
    withShortLivedAlerts(
      workspace,
      {
        kind: "test",
        parentPath,
        who: { userName: ME, groups: [] },
        say: (line) => void said.push(line),
        signals,
      },
      work,
    );
  const left = async (folder = "/Alerting") => [
    ...(await workspace.alerts.list()).map(({ definition }) => definition.parentPath),
    ...(await foldersIn(workspace.rest, folder)),
  ];
  /** A folder as a run of somebody's has left it. */
  async function leave(stamp: string, owner: string): Promise<string> {
    const folder = `/Alerting/databricks-alerts-probe-${stamp}-${shortHash(owner, 8)}-0123ab`;
    await call("POST", "/api/2.0/workspace/mkdirs", { path: folder });
    for (const path of [folder, `${folder}/missing`])
      await call("POST", "/api/2.0/alerts", { ...ALERT, ...schedule, parent_path: path });
    return folder;
  }
  const schedule = { schedule: { quartz_cron_schedule: "0 0 8 * * ?", timezone_id: "UTC" } };
  const NOW = new Date().toISOString().replace(/\.\d+/, "").replaceAll(/[-:]/g, "").toLowerCase();

  it("makes a folder of its own and paused alerts in it, and deletes both for good", async () => {
    const seen = await run(async (alerts) => {
      const { id } = await alerts.make(ALERT);
      const { definition } = (await workspace.alerts.get(id)) ?? {};
      return [definition?.parentPath === alerts.folder, definition?.schedule.pauseStatus, await left()];
    });
    const [folder] = seen[2] as string[];
    assert.match(folder ?? "", /^\/Alerting\/databricks-alerts-test-\d{8}t\d{6}z-[0-9a-f]{8}-[0-9a-f]{6}$/);
    assert.deepEqual(seen, [true, "PAUSED", [folder, folder]]);
    assert.deepEqual([await left(), said], [[], []]);
  });

  it("goes to one's home where the folder of alerts does not exist yet", async () => {
    const folder = await run(async (alerts) => {
      await alerts.make(ALERT);
      return alerts.folder;
    }, "/Later");
    assert.match(folder, new RegExp(`^/Users/${ME}/databricks-alerts-test-`));
    assert.deepEqual(await left(`/Users/${ME}`), []);
  });

  it("deletes what was made before something failed", async () => {
    const failing = run(async (alerts) => {
      await alerts.make(ALERT);
      throw new TypeError("x");
    });
    await assert.rejects(failing, new TypeError("x"));
    assert.deepEqual(await left(), []);
  });

  it("deletes an alert whose answer was lost", async () => {
    await call("POST", "/_local/faults", {
      faults: [{ kind: "drop-after", method: "POST", path: "^/api/2.0/alerts$" }],
    });
    await assert.rejects(
      run((alerts) => alerts.make(ALERT)),
      /It may have been carried out all the same\./,
    );
    assert.deepEqual(await left(), []);
  });

  it("makes nothing more after a signal, deletes what there is, and says so", async () => {
    const ended = run(async (alerts) => {
      await alerts.make(ALERT);
      signals.emit("SIGTERM", "SIGTERM");
      await delay(10_000, undefined, { signal: alerts.signal }).catch(() => undefined);
      await alerts.make({ ...ALERT, display_name: "[TEST] another one" });
    });
    await assert.rejects(
      ended,
      /^InterruptedError: It was ended by SIGTERM\. What it had made is deleted\.$/,
    );
    assert.deepEqual([await left(), said], [[], ["SIGTERM: deletes what was made"]]);
    assert.equal(signals.listenerCount("SIGTERM"), 0);
  });

  it("says where something is left, and deletes it at the next run", async () => {
    await call("POST", "/_local/faults", {
      faults: [
        { kind: "status", status: 400, errorCode: "INVALID_STATE", method: "DELETE", times: "always" },
      ],
    });
    await assert.rejects(
      run((alerts) => alerts.make(ALERT)),
      /^ExpectedError: The folder \/Alerting\/databricks-alerts-test-\S+ and the alerts in it could not be deleted: DELETE .*INVALID_STATE.* The next run of this command deletes them\.$/,
    );
    assert.equal((await left()).length, 2);
    await call("DELETE", "/_local/faults");
    await run(() => Promise.resolve());
    assert.deepEqual(await left(), []);
    assert.match(
      said.join("\n"),
      /^Deletes \/Alerting\/databricks-alerts-test-\S+ with 1 alert, which a run that was cut off has left$/,
    );
  });

  it("leaves what others are at work with alone, and deletes what anybody left long ago", async () => {
    const others = await leave(NOW, "ana@example.com");
    const mine = await leave(NOW, ME);
    const old = await leave("20260101t000000z", "ana@example.com");
    await call("POST", "/api/2.0/alerts", { ...ALERT, ...schedule, parent_path: "/Alerting" });
    await run(() => Promise.resolve());
    assert.deepEqual(await left(), [others, `${others}/missing`, "/Alerting", others]);
    assert.deepEqual(said.map((line) => line.split(" ")[1]).sort(), [mine, old].sort());
  });
});
