import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningWorkspace, startWorkspace } from "databricks-local";
import { AlertsApi } from "../../../databricks/alerts-api";
import { resolveCredentials } from "../../../databricks/credentials";
import { RestClient } from "../../../databricks/rest-client";
import { provider } from "../../../providers/deletion-guard";
import type * as GuardProvider from "../../../providers/deletion-guard";
import { type GoodAlert, readAlerts } from "../../unit/alerting/read-testdata";
import { freshProvider } from "./fresh-provider";
import { useUnreachableWorkspace } from "./unreachable-workspace";

const load = createRequire(__filename);

const named = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, ""]));
const numbered = (count: number) => named(...Array.from({ length: count }, (_, index) => `A-${index}`));

async function refusal(before: object, after: object, more: object = {}): Promise<string | undefined> {
  const news = { alerts: after, names: {}, skipped: 0, maxDeletes: "auto", firstRun: false, ...more };
  const result = await provider.check?.({ alerts: before }, news);
  return result?.failures?.[0]?.reason;
}

describe("the deletion guard", () => {
  before(useUnreachableWorkspace);

  it("lets three alerts of few go, and a fifth of many", async () => {
    assert.equal(await refusal(numbered(4), numbered(1)), undefined);
    assert.match(
      (await refusal(numbered(5), numbered(1))) ?? "",
      /^this run would delete 4 of 5 alerts \(A-1, A-2, A-3, A-4\)/,
    );
    assert.equal(await refusal(numbered(100), numbered(80)), undefined);
    assert.match((await refusal(numbered(100), numbered(79))) ?? "", /delete 21 of 100 .* more than the 20/);
  });

  it("lets none go where the table is missing, unless a number was set", async () => {
    const firstRun = { firstRun: true };
    assert.match(
      (await refusal(numbered(1), {}, firstRun)) ?? "",
      /^is http:\/\/127\.0\.0\.1:\d+ the right workspace\? health_monitor\.gold has no table alert_configurations: this run would delete 1 of 1 /,
    );
    assert.equal(await refusal(numbered(5), {}, { ...firstRun, maxDeletes: 5 }), undefined);
  });

  it("asks first whether the workspace is the right one where none of the rows of the last run are there", async () => {
    assert.match(
      (await refusal(numbered(4), {})) ?? "",
      /^is http:\/\/127\.0\.0\.1:\d+ the right workspace\? health_monitor\.gold has none of the rows of the last run: this run would delete 4 of 4 /,
    );
  });

  it("keeps nothing that is otherwise in the first run alone", async () => {
    const rows = { names: {}, parentPath: "/A", skipped: 0, maxDeletes: "auto" };
    const inputsOf = async (kept: object, news: object) =>
      (await provider.check?.({ alerts: kept }, { ...rows, ...news }))?.inputs as object;
    const first = await inputsOf(named("A-1"), { alerts: named("A-1"), firstRun: true });
    const second = { alerts: { "A-1": "17" }, firstRun: false };
    assert.deepEqual(await inputsOf(named("A-1"), second), first);
    // What a state of an earlier release has stays as it is.
    const third = { alerts: { "A-1": "18" }, firstRun: false };
    assert.deepEqual(await inputsOf({ "A-1": "17" }, third), { ...first, alerts: { "A-1": "17" } });
  });

  it("does not take a name that every object has for an alert that stays", async () => {
    const before = named("constructor", "toString", "hasOwnProperty", "valueOf");
    assert.match((await refusal(before, {})) ?? "", /: this run would delete 4 of 4/);
  });

  it("counts the alerts that another folder makes anew", async () => {
    const news = {
      alerts: numbered(9),
      names: {},
      skipped: 0,
      maxDeletes: "auto",
      firstRun: false,
      parentPath: "/New",
    };
    const [failure] =
      (await provider.check?.({ alerts: numbered(9), parentPath: "/Old" }, news))?.failures ?? [];
    assert.match(
      failure?.reason ?? "",
      /^parentPath was \/Old in the last run and is \/New now: .* delete 9 of 9 alerts/,
    );
    const same = await provider.check?.({ alerts: numbered(9), parentPath: "/New" }, news);
    assert.deepEqual(same?.failures, []);
  });
});

describe("the deletion guard of a new stack", () => {
  const FOLDER = "/Alerting";
  const [good] = readAlerts<GoodAlert>("good").map(([, alert]) => alert);
  let folder = "";
  let workspace: RunningWorkspace;
  let api: AlertsApi;
  let config: Record<string, string>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "deletion-guard-"));
    workspace = await startWorkspace({ dataDir: join(folder, "data"), nameClash: "duplicate" });
    const { host, token } = workspace;
    api = new AlertsApi(new RestClient(resolveCredentials({ env: {}, config: configOf(host, token) })));
    config = { warehouseName: "local", "databricks:host": host, "databricks:token": token };
  });
  after(async () => {
    await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const configOf = (host: string, token: string) => (key: string) =>
    new Map([
      ["host", host],
      ["token", token],
    ]).get(key);

  async function make(displayName: string, parentPath = FOLDER): Promise<string> {
    assert.ok(good);
    const definition = { ...good.definition, displayName, parentPath, warehouseId: workspace.warehouseId };
    return (await api.create(definition)).id;
  }

  async function check(rows: Readonly<Record<string, { id?: string; name: string }>>) {
    const alerts = Object.fromEntries(Object.entries(rows).map(([row, { id }]) => [row, id ?? ""]));
    const names = Object.fromEntries(Object.entries(rows).map(([row, { name }]) => [row, name]));
    await freshProvider({ ...config, parentPath: FOLDER });
    const news = { alerts, names, parentPath: FOLDER, skipped: 0, maxDeletes: 0, firstRun: true };
    const { provider: fresh } = load("../../../providers/deletion-guard") as typeof GuardProvider;
    return (await fresh.check?.({}, news))?.failures?.map(({ reason }) => reason);
  }

  it("lets it begin", async () => {
    assert.deepEqual(await check({ "A-1": { name: "[INFO] A" }, "A-2": { name: "[INFO] B" } }), []);
  });

  it("names every row whose alert nobody can tell, or may not be taken, at once", async () => {
    const [first, second, elsewhere] = [
      await make("[INFO] Twice"),
      await make("[INFO] Twice"),
      await make("[INFO] Mine", "/Users/somebody"),
    ];
    const found = await check({
      "A-1": { name: "[INFO] Twice" },
      "A-2": { name: "[INFO] B" },
      "A-3": { name: "[INFO] C", id: elsewhere },
    });
    assert.deepEqual(found, [
      `alert_configurations row A-1 could mean alerts ${first} ("[INFO] Twice") and ${second} ("[INFO] Twice"), both active ` +
        `in ${FOLDER}. Delete the one that is not wanted, or set the row's databricks_alert_id to the right one and rename the other.`,
      `alert_configurations row A-3 names alert ${elsewhere}, which lives in /Users/somebody, outside ${FOLDER}. ` +
        "Set adoptForeign to true to manage it where it is, set parentPath to its folder, " +
        "or clear the row's databricks_alert_id to have a new alert.",
    ]);
  });
});
