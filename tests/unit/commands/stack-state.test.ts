import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readStackState } from "../../../commands/stack-state";

const DEFINITION = {
  displayName: "[INFO] One",
  queryText: "SELECT 1 AS n",
  warehouseId: "w",
  parentPath: "/Alerting",
  evaluation: {
    source: { name: "n" },
    comparisonOperator: "GREATER_THAN",
    threshold: { value: { doubleValue: 1 } },
    emptyResultState: "OK",
    notification: { subscriptions: [{ userEmail: "a@example.com" }], notifyOnOk: false, retriggerSeconds: 0 },
  },
  schedule: { quartzCronSchedule: "0 0 8 * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
};
const OUTPUTS = {
  alertId: "A-1",
  hashes: { queryText: "2c7b057d" },
  lastSyncedAt: "2026-11-23T10:00:00.000Z",
};
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

describe("the state of a stack", () => {
  let folder = "";
  before(() => void (folder = mkdtempSync(path.join(tmpdir(), "stack-state-"))));
  after(() => rmSync(folder, { recursive: true }));

  const file = () => path.join(folder, "state.json");
  const alert = (name: string, more: object = {}, stack = "prod") => ({
    urn: `urn:pulumi:${stack}::databricks-alerts::databricks-alerts:index:Alerting$pulumi-nodejs:dynamic/databricks:AlertV2::${name}`,
    custom: true,
    id: "17",
    type: "pulumi-nodejs:dynamic/databricks:AlertV2",
    inputs: { ...DEFINITION, alertId: name, __provider: "…" },
    outputs: OUTPUTS,
    ...more,
  });
  const read = (content: unknown, stack = "prod") => {
    writeFileSync(file(), typeof content === "string" ? content : JSON.stringify(content));
    return readStackState(file(), stack).alerts;
  };
  const state = (...resources: unknown[]) => ({ version: 3, deployment: { resources } });

  it("says where destinations go, as far as that is no secret", () => {
    const destination = (name: string, config: unknown) => ({
      urn: `urn:pulumi:prod::databricks-alerts::a$databricks:index/notificationDestination:NotificationDestination::${name}`,
      id: "d",
      inputs: { displayName: name, config },
    });
    const content = state(
      destination("mail", { email: { addresses: ["a@example.com"] } }),
      destination("slack", { slack: { url: SECRET } }),
      destination("hidden", SECRET),
    );
    writeFileSync(file(), JSON.stringify(content));
    assert.deepEqual(
      [...readStackState(file(), "prod").destinations],
      [
        ["mail", { id: "d", addresses: ["a@example.com"] }],
        ["slack", { id: "d", addresses: [] }],
        ["hidden", { id: "d", addresses: [] }],
      ],
    );
  });

  it("takes no row for another one whose id ends like it", () => {
    const states = read(state(alert("COST-012"), alert("x::COST-012", { id: "18" })));
    assert.deepEqual(
      [...states].map(([alertId, { id }]) => [alertId, id]),
      [
        ["COST-012", "17"],
        ["x::COST-012", "18"],
      ],
    );
  });

  it("says what each alert was last deployed as", () => {
    const stackItself = {
      urn: "urn:pulumi:prod::p::pulumi:pulumi:Stack::p-prod",
      type: "pulumi:pulumi:Stack",
    };
    assert.deepEqual(
      [...read(state(stackItself, alert("A-1")))],
      [
        [
          "A-1",
          { id: "17", definition: DEFINITION, hashes: OUTPUTS.hashes, lastSyncedAt: OUTPUTS.lastSyncedAt },
        ],
      ],
    );
  });

  it("reads the hashes of a deployed alert, and those of an earlier release, which stood field by field", () => {
    const kept = { ...OUTPUTS, hashes: "queryText=2c7b057d source=02a85916" };
    assert.deepEqual(
      [...read(state(alert("A-1", { outputs: kept }), alert("A-2"))).values()].map(({ hashes }) => hashes),
      [{ queryText: "2c7b057d", "evaluation.source": "02a85916" }, OUTPUTS.hashes],
    );
  });

  it("has no alert that was replaced and waits for its deletion", () => {
    assert.deepEqual(
      [...read(state(alert("A-1", { delete: true, id: "16" }), alert("A-1"))).values()].map(({ id }) => id),
      ["17"],
    );
  });

  it("knows an alert of which a part is encrypted, and not what it was deployed as", () => {
    const inputs = { ...DEFINITION, queryText: SECRET };
    assert.deepEqual(read(state(alert("A-1", { inputs, outputs: SECRET }))).get("A-1"), { id: "17" });
  });

  it("keeps what somebody chose by hand and no row can say, as a refresh found it", () => {
    const evaluation = {
      ...DEFINITION.evaluation,
      comparisonOperator: "LIKE",
      threshold: { column: "other" },
    };
    const found = read(state(alert("A-1", { inputs: { ...DEFINITION, evaluation } }))).get("A-1");
    assert.deepEqual(found?.definition?.evaluation, evaluation);
  });

  it("is empty where nothing was deployed", () => {
    assert.deepEqual([...read({ version: 3, deployment: {} })], []);
  });

  it("is refused where it is another stack's, or none", () => {
    const says = (content: unknown, message: string) => assert.throws(() => read(content), { message });
    says(state(alert("A-1", {}, "dev")), `${file()} is the state of the stack dev, and not of prod.`);
    const advice = "Write it with pulumi stack export --file <file>.";
    says("{", `${file()} cannot be read as a state: it is no JSON. ${advice}`);
    says([], `${file()} cannot be read as a state: it holds something else. ${advice}`);
    assert.throws(() => readStackState(path.join(folder, "none.json"), "prod"), {
      message: `${path.join(folder, "none.json")} cannot be read as a state: there is no such file. ${advice}`,
    });
  });
});
