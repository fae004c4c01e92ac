import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { AlertDefinition } from "../../../alerting/definition";
import { MANAGED_FIELDS, type ManagedField } from "../../../alerting/definition-fields";
import type { RemoteAlert } from "../../../databricks/remote-alert";
import { provider } from "../../../providers/alert";
import {
  type AlertOutputs,
  type AlertState,
  differencesOf,
  outputsIn,
  readOutputs,
  stateOf,
  written,
} from "../../../providers/alert-state";
import { alertInputs, remoteAlert } from "./definitions";
import { useUnreachableWorkspace } from "../../program/providers/unreachable-workspace";

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
    const evaluation = unknown as AlertDefinition["evaluation"];
    const notification = unknown as AlertDefinition["evaluation"]["notification"];
    assert.equal((await diff(alertInputs({ evaluation }))).changes, true);
    const partly = { ...alertInputs().evaluation, notification };
    assert.equal((await diff(alertInputs({ evaluation: partly }))).changes, true);
  });

  it("replaces, the new one first, for another folder", async () => {
    const { replaces, deleteBeforeReplace } = await diff(alertInputs({ parentPath: "/Shared/other" }));
    assert.deepEqual(
      { replaces, deleteBeforeReplace },
      { replaces: ["parentPath"], deleteBeforeReplace: false },
    );
  });

  it("stays where it lives, an adopted alert, when the others move there", async () => {
    const { changes, replaces } = await diff(alertInputs({ parentPath: "/Shared/other" }), {
      ...made,
      foreignFolder: "/Shared/other",
    });
    assert.deepEqual([changes, replaces], [true, []]);
  });

  it("sees no drift in what the service answered to the write in a form of its own", () => {
    const normalised = remoteAlert("7", { queryText: "SELECT 72.5 AS tag_coverage_pct\n" });
    const outs = outputsOf(normalised);
    assert.equal(readOutputs(outs, normalised).drifted, false);
  });

  it("takes for no form of its own what means something else, and tells which fields did not take", () => {
    const { schedule } = alertInputs();
    const remote = remoteAlert("7", {
      queryText: "SELECT 1 AS tag_coverage_pct",
      schedule: { ...schedule, quartzCronSchedule: "0 0 9 * * ?" },
      customTemplateFormat: "MARKDOWN",
    });
    const { outs, refused, drifted } = written(alertInputs(), remote, NOW, { sent: MANAGED_FIELDS });
    assert.deepEqual(refused, ["queryText", "schedule.quartzCronSchedule"]);
    assert.deepEqual(drifted, []);
    assert.deepEqual(outs.echo, {});
    assert.deepEqual(outs.unlike, refused);
    assert.deepEqual(
      differencesOf(outs, alertInputs()).map(({ path, kind, oldSide }) => [path, kind, oldSide]),
      [
        ["queryText", "update", "outputs"],
        ["schedule.quartzCronSchedule", "update", "outputs"],
      ],
    );
  });

  it("tells what an update did not send from what it sent and the service did not take", () => {
    const { evaluation, schedule } = alertInputs();
    const threshold = { value: { doubleValue: 90 } };
    const news = alertInputs({ evaluation: { ...evaluation, threshold, emptyResultState: "ERROR" } });
    const remote = remoteAlert("7", {
      evaluation: { ...evaluation, emptyResultState: "ERROR" },
      schedule: { ...schedule, pauseStatus: "UNPAUSED" },
      customSummary: "by hand",
    });
    const sent: ManagedField[] = ["evaluation.threshold", "evaluation.emptyResultState"];
    const { outs, refused, drifted } = written(news, remote, NOW, { sent, olds: made });
    assert.deepEqual(refused, ["evaluation.threshold"]);
    assert.deepEqual(drifted, ["customSummary", "schedule.pauseStatus"]);
    assert.deepEqual(
      differencesOf(outs, { ...news, queryText: "SELECT 2 AS n", runAs: { userName: "a@example.com" } }),
      [
        { path: "queryText", kind: "update", oldSide: "inputs" },
        { path: "customSummary", kind: "delete", oldSide: "outputs" },
        { path: "runAs", kind: "add", oldSide: "inputs" },
        { path: "evaluation.threshold", kind: "update", oldSide: "outputs" },
        { path: "schedule.pauseStatus", kind: "update", oldSide: "outputs" },
      ],
    );
  });

  it("lets the service say whom an alert runs as, and takes another one later for a change", () => {
    const filledIn = remoteAlert("7", { runAs: { userName: "deployer@example.com" } });
    const outs = outputsOf(filledIn);
    assert.equal(outs.unlike, undefined);
    const unsent = { sent: ["queryText"] as const, olds: outs };
    assert.deepEqual(written(alertInputs(), filledIn, NOW, unsent).drifted, []);
    const changed = remoteAlert("7", { runAs: { userName: "somebody@example.com" } });
    assert.deepEqual(written(alertInputs(), changed, NOW, unsent).drifted, ["runAs"]);
  });

  it("takes nobody for whom the service chose who was named before, in whatever form it keeps the name", () => {
    const principal = { servicePrincipalName: "0f1e2d3c-0000-4000-8000-000000000001" };
    const kept = remoteAlert("7", { runAs: principal, ownerUserName: "deployer@example.com" });
    const explicit = written(alertInputs({ runAs: principal }), kept, NOW, { sent: MANAGED_FIELDS }).outs;
    const inUpperCase = { servicePrincipalName: principal.servicePrincipalName.toUpperCase() };
    const ownForm = written(alertInputs({ runAs: inUpperCase }), kept, NOW, { sent: MANAGED_FIELDS }).outs;
    const byHand = readOutputs(made, kept).outs;
    for (const olds of [explicit, ownForm, byHand]) {
      const { outs, refused } = written(alertInputs(), kept, NOW, { sent: ["runAs"], olds });
      assert.deepEqual(refused, ["runAs"]);
      assert.deepEqual(differencesOf(outs, alertInputs()), [
        { path: "runAs", kind: "delete", oldSide: "outputs" },
      ]);
      const again = written(alertInputs(), kept, NOW, { sent: ["runAs"], olds: outs });
      assert.deepEqual(again.refused, ["runAs"]);
      for (const filledIn of ["deployer@example.com", "other@example.com"]) {
        const taken = remoteAlert("7", { runAs: { userName: filledIn } });
        const after = written(alertInputs(), taken, NOW, { sent: ["runAs"], olds: outs });
        assert.deepEqual(after.refused, []);
        assert.equal(readOutputs(after.outs, taken).drifted, false);
      }
    }
    const taken = { sent: MANAGED_FIELDS, taken: kept.definition };
    assert.deepEqual(written(alertInputs(), kept, NOW, taken).refused, ["runAs"]);
  });

  it("lets the owner run an alert of which the row takes the owner's own name away", () => {
    const runAs = { userName: "deployer@example.com" };
    const remote = remoteAlert("7", { runAs, ownerUserName: "deployer@example.com" });
    const olds = written(alertInputs({ runAs }), remote, NOW, { sent: MANAGED_FIELDS }).outs;
    const { outs, refused } = written(alertInputs(), remote, NOW, { sent: ["runAs"], olds });
    assert.deepEqual(refused, []);
    assert.equal(readOutputs(outs, remote).drifted, false);
    assert.deepEqual(differencesOf(outs, alertInputs()), []);
  });

  it("takes a name of an aggregate for the service's own only where it is not the one to be taken away", () => {
    const { evaluation } = alertInputs();
    const source = { ...evaluation.source, aggregation: "SUM" } as const;
    const news = alertInputs({ evaluation: { ...evaluation, source } });
    const named = (display?: string) =>
      remoteAlert("7", {
        evaluation: { ...evaluation, source: display === undefined ? source : { ...source, display } },
      });
    const sent = ["evaluation.source"] as const;
    for (const own of [undefined, "sum(n)"]) {
      const plain = written(news, named(own), NOW, { sent: MANAGED_FIELDS }).outs;
      const byHand = readOutputs(plain, named("By hand")).outs;
      assert.deepEqual(written(news, named("By hand"), NOW, { sent, olds: byHand }).refused, sent);
      const back = written(news, named("sum(n)"), NOW, { sent, olds: byHand });
      assert.deepEqual(back.refused, []);
      assert.equal(readOutputs(back.outs, named("sum(n)")).drifted, false);
    }
    const taken = { sent: MANAGED_FIELDS, taken: named("sum(n)").definition };
    assert.deepEqual(written(news, named("sum(n)"), NOW, taken).refused, []);
  });

  it("lets the service name what an aggregation gives", () => {
    const { evaluation } = alertInputs();
    const source = { ...evaluation.source, aggregation: "SUM" } as const;
    const news = alertInputs({ evaluation: { ...evaluation, source } });
    const named = remoteAlert("7", {
      evaluation: { ...evaluation, source: { ...source, display: "sum(n)" } },
    });
    const { outs, refused } = written(news, named, NOW, { sent: MANAGED_FIELDS });
    assert.deepEqual(refused, []);
    assert.equal(readOutputs(outs, named).drifted, false);
    const plain = remoteAlert("7", {
      evaluation: { ...evaluation, source: { ...evaluation.source, display: "N" } },
    });
    assert.deepEqual(written(alertInputs(), plain, NOW, { sent: MANAGED_FIELDS }).refused, [
      "evaluation.source",
    ]);
  });

  it("gives the workspace's definition as inputs after a write that found another one", () => {
    const { schedule } = alertInputs();
    const running = remoteAlert("7", { schedule: { ...schedule, pauseStatus: "UNPAUSED" } });
    const { outs, drifted } = readOutputs(outputsOf(running), running);
    assert.equal(drifted, true);
    assert.deepEqual(Object.keys(outs), Object.keys(made));
    assert.equal(readOutputs(outs, running).drifted, false);
  });

  it("reads a state of a release that did not know of formats", () => {
    const { customTemplateFormat, ...hashes } = made.hashes;
    assert.equal(customTemplateFormat, "absent");
    assert.equal(readOutputs({ ...made, hashes }, remoteAlert("7")).drifted, false);
    const markdown = remoteAlert("7", { customSummary: "x", customTemplateFormat: "MARKDOWN" });
    assert.equal(readOutputs({ ...made, hashes }, markdown).drifted, true);
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

  it("sees it as drift that a field was taken away", () => {
    const summary = alertInputs({ customSummary: "Page finance." });
    const known = written(summary, remoteAlert("7", summary), NOW, { sent: MANAGED_FIELDS }).outs;
    const { drifted, outs } = readOutputs(known, remoteAlert("7"));
    assert.deepEqual([drifted, outs.hashes.customSummary], [true, "absent"]);
  });

  it("remembers another name that the service gave, so that the next preview shows it", async () => {
    const outs = outputsOf(remoteAlert("7", { displayName: "[WARNING] Tag Coverage Drop (1)" }));
    assert.equal(outs.displayName, "[WARNING] Tag Coverage Drop (1)");
    assert.equal((await provider.diff?.("7", stateOf(outs), alertInputs()))?.changes, true);
  });

  it("does not take a schedule that the service left running for the paused one that was sent", async () => {
    const { schedule } = alertInputs();
    const running = remoteAlert("7", { schedule: { ...schedule, pauseStatus: "UNPAUSED" } });
    const outs = outputsOf(running);
    assert.equal((await provider.diff?.("7", stateOf(outs), alertInputs()))?.changes, true);
  });

  it("keeps an adopted alert where it lives", async () => {
    const foreign = remoteAlert("7", { parentPath: "/Users/me" });
    const outs = outputsOf(foreign);
    const read = readOutputs(outs, foreign);
    assert.equal(outs.foreignFolder, "/Users/me");
    assert.equal(read.drifted, false);
    assert.equal((await provider.diff?.("7", stateOf(read.outs), alertInputs()))?.changes, false);
  });

  it("is read from the state as it was written there", () => {
    const normalised = remoteAlert("7", { queryText: "SELECT 72.5 AS tag_coverage_pct\n" });
    for (const outs of [made, outputsOf(normalised), outputsOf(remoteAlert("7", { customSummary: "x" }))]) {
      const state = JSON.parse(JSON.stringify(stateOf(outs))) as AlertState;
      assert.deepEqual(differencesOf(outputsIn(state), alertInputs()), differencesOf(outs, alertInputs()));
      assert.deepEqual(stateOf(outputsIn(state)), stateOf(outs));
      assert.deepEqual(outputsIn(state).echo, outs.echo);
    }
  });

  it("says nothing changed of a state that an earlier release wrote, with a hash a field", async () => {
    const olds: AlertState = { ...stateOf(made), hashes: made.hashes };
    assert.equal((await diff(alertInputs(), olds)).changes, false);
    assert.equal((await diff(alertInputs({ customSummary: "x" }), olds)).changes, true);
  });

  it("takes less than 800 bytes of the state", () => {
    const size = JSON.stringify(stateOf(made)).length;
    assert.ok(size < 800, `${size} bytes`);
  });
});

function outputsOf(remote: RemoteAlert): AlertOutputs {
  return written(alertInputs(), remote, NOW, { sent: MANAGED_FIELDS }).outs;
}

async function diff(news: ReturnType<typeof alertInputs>, olds: AlertState = stateOf(made)) {
  const result = await provider.diff?.("7", olds, news);
  assert.ok(result);
  return result;
}
