import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { MANAGED_FIELDS } from "../../alerting/definition-fields";
import { type AlertInputs, type AlertOutputs, readOutputs, written } from "../../providers/alert-state";
import type { RemoteAlert } from "../../databricks/alerts-api";
import { provider } from "../../providers/alert";
import { alertInputs, remoteAlert } from "./definitions";
import { useUnreachableWorkspace } from "./unreachable-workspace";

const NOW = new Date("2026-11-23T10:00:00Z");
const made = written(alertInputs(), remoteAlert("7"), NOW, { sent: MANAGED_FIELDS }).outs;

describe("an alert's state", () => {
  before(useUnreachableWorkspace);

  it("says nothing changed while the inputs are as written", async () => {
    const { changes } = await diff(alertInputs());
    assert.equal(changes, false);
  });

  it("says nothing changed when subscribers are named in another order", async () => {
    const { evaluation } = alertInputs();
    const subscriptions = [...evaluation.notification.subscriptions].reverse();
    const notification = { ...evaluation.notification, subscriptions };
    assert.equal((await diff(alertInputs({ evaluation: { ...evaluation, notification } }))).changes, false);
  });

  it("changes in place for another name", async () => {
    const { changes, replaces } = await diff(alertInputs({ displayName: "[CRITICAL] Tag Coverage Drop" }));
    assert.deepEqual({ changes, replaces }, { changes: true, replaces: [] });
  });

  it("changes where an input is not known yet", async () => {
    const unknown: unknown = unknownValue;
    const evaluation = unknown as AlertInputs["evaluation"];
    const notification = unknown as AlertInputs["evaluation"]["notification"];
    assert.equal((await diff(alertInputs({ evaluation }))).changes, true);
    const partly = { ...alertInputs().evaluation, notification };
    assert.equal((await diff(alertInputs({ evaluation: partly }))).changes, true);
  });

  it("replaces, the old one first, for another folder", async () => {
    const { replaces, deleteBeforeReplace } = await diff(alertInputs({ parentPath: "/Shared/other" }));
    assert.deepEqual(
      { replaces, deleteBeforeReplace },
      { replaces: ["parentPath"], deleteBeforeReplace: true },
    );
  });

  it("sees no drift in what the service answered to the write in a form of its own", () => {
    const normalised = remoteAlert("7", { queryText: "SELECT 72.5 AS tag_coverage_pct\n" });
    const outs = outputsOf(normalised);
    assert.equal(readOutputs(outs, normalised).drifted, false);
  });

  it("sees drift field by field", () => {
    const { outs, drifted } = readOutputs(made, remoteAlert("7", { queryText: "SELECT 1" }));
    const changed = Object.entries(outs.hashes).filter(
      ([field, hash]) => hash !== made.hashes[field as keyof typeof made.hashes],
    );
    assert.equal(drifted, true);
    assert.deepEqual(
      changed.map(([field]) => field),
      ["queryText"],
    );
  });

  it("remembers another name that the service gave, so that the next preview shows it", async () => {
    const outs = outputsOf(remoteAlert("7", { displayName: "[WARNING] Tag Coverage Drop (1)" }));
    assert.equal(outs.displayName, "[WARNING] Tag Coverage Drop (1)");
    assert.equal((await provider.diff?.("7", outs, alertInputs()))?.changes, true);
  });

  it("does not take a schedule that the service left running for the paused one that was sent", async () => {
    const { schedule } = alertInputs();
    const running = remoteAlert("7", { schedule: { ...schedule, pauseStatus: "UNPAUSED" } });
    const outs = outputsOf(running);
    assert.equal((await provider.diff?.("7", outs, alertInputs()))?.changes, true);
  });

  it("keeps an adopted alert where it lives", async () => {
    const foreign = remoteAlert("7", { parentPath: "/Users/me" });
    const outs = outputsOf(foreign);
    const read = readOutputs(outs, foreign);
    assert.equal(outs.foreignFolder, "/Users/me");
    assert.equal(read.drifted, false);
    assert.equal((await provider.diff?.("7", read.outs, alertInputs()))?.changes, false);
  });

  it("takes less than a kilobyte of the state", () => {
    assert.ok(JSON.stringify(made).length < 1000, `${JSON.stringify(made).length} bytes`);
  });
});

function outputsOf(remote: RemoteAlert): AlertOutputs {
  return written(alertInputs(), remote, NOW, { sent: MANAGED_FIELDS }).outs;
}

async function diff(news: ReturnType<typeof alertInputs>) {
  const result = await provider.diff?.("7", made, news);
  assert.ok(result);
  return result;
}
