import assert from "node:assert/strict";
import { jsonDigest } from "../src/commands/display/event-log";
import { treeLines } from "../src/commands/display/live-tree";
import { painterFor } from "../src/commands/display/painter";
import { progressLine } from "../src/commands/display/row-text";
import { RunModel } from "../src/commands/display/run-model";
import { stepDiff } from "../src/commands/display/step-diff";
import { summaryLines } from "../src/commands/display/summary";
import type { Step } from "../src/report/reporter";
import type { RunResult } from "../src/run-options";
import { differences } from "../src/values/differences";
import { type PropertyMap, UNKNOWN } from "../src/values/property-value";
import { secret } from "../src/values/secrets";

const PLAIN = painterFor(false);
const STACK = "urn:pulumi:dev::notes::pulumi:pulumi:Stack::notes-dev";
const FIRST = "urn:pulumi:dev::notes::a:b:Note::first";
const SECOND = "urn:pulumi:dev::notes::a:b:Note::second";

function step(op: Step["op"], urn: string, before?: PropertyMap, after?: PropertyMap): Step {
  const state = (inputs: PropertyMap) => ({
    urn,
    custom: true,
    type: "a:b:Note",
    inputs,
    ...(urn !== STACK && { parent: STACK }),
  });
  return {
    op,
    urn,
    ...(before && { old: state(before) }),
    ...(after && { new: state(after) }),
    differences: before && after ? differences(before, after) : [],
    replaceKeys: [],
  };
}

const UPDATE = step(
  "update",
  FIRST,
  { text: "old", pin: secret("1"), schedule: { cron: "0", zone: "UTC" }, __provider: "code 1" },
  { text: "new", pin: secret("2"), schedule: { cron: "1", zone: "UTC" }, tags: ["x"], __provider: "code 2" },
);

describe("the display", () => {
  it("shows changes as a tree, and hides what is as it was", () => {
    const model = new RunModel();
    for (const done of [
      step("same", STACK, {}, {}),
      UPDATE,
      step("same", SECOND, {}, {}),
      step("create", `${SECOND}s`, undefined, { text: "b" }),
    ]) {
      model.apply({ kind: "started", step: done });
      model.apply({ kind: "done", step: done, durationMs: 1240 });
    }
    model.apply({
      kind: "diagnostic",
      diagnostic: { severity: "warning", message: "mind the step", urn: FIRST },
    });
    assert.deepEqual(treeLines(model, false, PLAIN), [
      "     Type                 Name       Status          Info",
      "     pulumi:pulumi:Stack  notes-dev",
      " ~   ├─ a:b:Note          first      updated (1.2s)  [diff: ~pin,~schedule,+tags,~text]; 1 warning",
      " +   └─ a:b:Note          seconds    created (1.2s)",
    ]);
  });

  it("shows what failed and what was skipped for it", () => {
    const model = new RunModel();
    const failed = step("create", FIRST, undefined, { text: "a" });
    model.apply({ kind: "started", step: failed });
    model.apply({ kind: "failed", step: failed, message: "no", durationMs: 30 });
    model.apply({ kind: "diagnostic", diagnostic: { severity: "error", message: "no", urn: FIRST } });
    model.apply({ kind: "skipped", urn: SECOND, parent: "" });
    assert.deepEqual(treeLines(model, false, PLAIN), [
      "     Type      Name    Status           Info",
      " +   a:b:Note  first   creating failed  1 error",
      "     a:b:Note  second  skipped",
    ]);
  });

  it("says in plain lines what happens, where there is no terminal", () => {
    const lines = [
      progressLine({ kind: "started", step: UPDATE }),
      progressLine({ kind: "done", step: UPDATE, durationMs: 500 }),
      progressLine({ kind: "done", step: step("same", SECOND, {}, {}), durationMs: 0 }),
      progressLine({ kind: "skipped", urn: SECOND, parent: "" }),
    ];
    assert.deepEqual(lines, [
      " ~  a:b:Note first updating",
      " ~  a:b:Note first updated (0.5s) [diff: ~pin,~schedule,+tags,~text]",
      undefined,
      "    a:b:Note second skipped: it depends on one that failed",
    ]);
  });

  it("says of what leaves the state only that it stays, as the Pulumi CLI does", () => {
    const leaves = step("delete", FIRST, { text: "a" });
    const goes = step("delete", SECOND, { text: "b" });
    if (leaves.old) leaves.old.retainOnDelete = true;
    assert.deepEqual(
      [leaves, goes].map((done) => progressLine({ kind: "done", step: done, durationMs: 500 })),
      [" -  a:b:Note first deleted (0.5s)[retain]", " -  a:b:Note second deleted (0.5s)"],
    );
    const model = new RunModel();
    for (const done of [leaves, goes]) model.apply({ kind: "done", step: done, durationMs: 500 });
    const statuses = [false, true].map((dryRun) =>
      treeLines(model, dryRun, PLAIN).map((line) => line.trim().split(/ {2,}/).at(-1)),
    );
    assert.deepEqual(statuses, [
      ["Info", "deleted (0.5s)[retain]", "deleted (0.5s)"],
      ["Info", "delete[retain]", "delete"],
    ]);
    const result = resultOf({ changes: { delete: 2 }, steps: [leaves, goes] });
    assert.deepEqual(summaryLines("destroy", result, undefined, PLAIN).slice(1, 3), [
      "Resources:",
      "    - 2 deleted, 1 of them from the state only: they stay",
    ]);
  });

  it("shows every property that changes, without secrets and the provider's code", () => {
    assert.deepEqual(stepDiff(UPDATE, PLAIN), [
      "  ~  a:b:Note (first)",
      "      ~ pin: [secret] => [secret]",
      '      ~ schedule.cron: "0" => "1"',
      '      + tags: ["x"]',
      '      ~ text: "old" => "new"',
    ]);
  });

  it("does not show what hideDiffs names", () => {
    const hidden = step("update", FIRST, { a: 1, m: { k: 1, l: 1 } }, { a: 2, m: { k: 2, l: 2 } });
    if (hidden.new) hidden.new.hideDiff = ["a", "m.k"];
    assert.deepEqual(stepDiff(hidden, PLAIN), ["  ~  a:b:Note (first)", "      ~ m.l: 1 => 2"]);
  });

  it("shows of long texts the lines that change", () => {
    const query = step(
      "update",
      FIRST,
      { query: "SELECT a,\n b\nFROM t" },
      { query: "SELECT a,\n c,\n d\nFROM t" },
    );
    assert.deepEqual(stepDiff(query, PLAIN), [
      "  ~  a:b:Note (first)",
      "      ~ query:",
      "          -  b",
      "          +  c,",
      "          +  d",
    ]);
  });

  it("cuts long texts, and shows where they differ", () => {
    const [old, next] = [`${"x".repeat(600)}1${"x".repeat(600)}`, `${"x".repeat(600)}2`];
    assert.deepEqual(
      stepDiff(step("create", FIRST, undefined, { content: old, files: [{ text: old }] }), PLAIN),
      [
        "  +  a:b:Note (first)",
        `      + content: "${"x".repeat(500)}… (1201 characters)"`,
        `      + files: [{"text":"${"x".repeat(500)}… (1201 characters)"}]`,
      ],
    );
    assert.deepEqual(stepDiff(step("update", FIRST, { content: old }, { content: next }), PLAIN), [
      "  ~  a:b:Note (first)",
      `      ~ content: "…${"x".repeat(20)}1${"x".repeat(479)}… (1201 characters)" => "…${"x".repeat(20)}2 (601 characters)"`,
    ]);
  });

  it("sums up: diagnostics by resource, outputs, counts, duration", () => {
    const result = resultOf({
      ok: true,
      changes: { create: 2, update: 1, same: 4 },
      diagnostics: [
        { severity: "error", message: "no\nreally not", urn: FIRST },
        { severity: "warning", message: "rain" },
      ],
    });
    const outputs = { before: { a: 1, b: "x", c: true }, after: { b: "y", c: true, d: UNKNOWN } };
    assert.deepEqual(summaryLines("up", result, outputs, PLAIN), [
      "",
      "Diagnostics:",
      "  a:b:Note (first):",
      "    error: no",
      "    really not",
      "  the run:",
      "    warning: rain",
      "",
      "Outputs:",
      "  - a: 1",
      '  ~ b: "x" => "y"',
      "    c: true",
      "  + d: [unknown]",
      "",
      "Resources:",
      "    + 2 created",
      "    ~ 1 updated",
      "    1 failed",
      "    4 unchanged",
      "",
      "Duration: 12s",
    ]);
  });

  it("shows 25 failures and counts the rest, and keeps every warning", () => {
    const diagnostics = Array.from({ length: 30 }, (_unused, index) => ({
      severity: "error" as const,
      message: "no",
      urn: `${FIRST}-${index}`,
    }));
    const rain = { severity: "warning" as const, message: "rain" };
    const result = resultOf({ ok: false, diagnostics: [...diagnostics, rain] });
    const lines = summaryLines("up", result, undefined, PLAIN);
    assert.equal(lines.filter((line) => line === "    error: no").length, 25);
    assert.deepEqual(lines.slice(lines.indexOf("  the run:"), lines.indexOf("Resources:")), [
      "  the run:",
      "    warning: rain",
      "  and 5 more that failed: --json names all of them, as do the rows' last_sync_error",
      "",
    ]);
    assert.ok(lines.includes("    30 failed"));
  });

  it("counts no failure of the program for one of a resource", () => {
    const diagnostics = [undefined, STACK].map((urn) => ({
      severity: "error" as const,
      message: "no",
      ...(urn !== undefined && { urn }),
    }));
    const lines = summaryLines(
      "preview",
      resultOf({ ok: false, changes: { same: 1 }, diagnostics }),
      undefined,
      PLAIN,
    );
    assert.deepEqual(lines.slice(lines.indexOf("Resources:"), -2), ["Resources:", "    1 unchanged"]);
  });

  it("leaves the outputs out after a failure: they are those of an earlier run", () => {
    const result = resultOf({ ok: false, changes: { same: 1 }, diagnostics: [] });
    const lines = summaryLines("up", result, { before: { a: 1 }, after: { a: 1 } }, PLAIN);
    assert.equal(lines.includes("Outputs:"), false);
  });

  it("says aloud that there is nothing to do", () => {
    const lines = summaryLines("preview", resultOf({ changes: { same: 3 } }), undefined, PLAIN);
    assert.deepEqual(lines.slice(0, 4), [
      "",
      "Resources:",
      "    3 unchanged",
      "    no changes: an update would do nothing",
    ]);
  });

  it("gives the JSON document of pulumi preview --json", () => {
    const steps = [step("same", SECOND, {}, {}), UPDATE];
    const digest = jsonDigest(resultOf({ steps, changes: { same: 1, update: 1 } }));
    const text = JSON.stringify(digest);
    assert.equal(text.includes("code 2"), false);
    assert.deepEqual(JSON.parse(text), {
      steps: [
        {
          op: "update",
          urn: FIRST,
          oldState: {
            urn: FIRST,
            custom: true,
            type: "a:b:Note",
            parent: STACK,
            inputs: { text: "old", pin: "[secret]", schedule: { cron: "0", zone: "UTC" } },
          },
          newState: {
            urn: FIRST,
            custom: true,
            type: "a:b:Note",
            parent: STACK,
            inputs: { text: "new", pin: "[secret]", schedule: { cron: "1", zone: "UTC" }, tags: ["x"] },
          },
          diffReasons: ["pin", "schedule", "tags", "text"],
          replaceReasons: [],
          detailedDiff: {
            pin: { kind: "update", inputDiff: true },
            "schedule.cron": { kind: "update", inputDiff: true },
            tags: { kind: "add", inputDiff: true },
            text: { kind: "update", inputDiff: true },
          },
        },
      ],
      diagnostics: [],
      outputs: {},
      duration: 12_000_000_000,
      changeSummary: { same: 1, update: 1 },
    });
  });
});

function resultOf(some: Partial<RunResult>): RunResult {
  return {
    ok: true,
    interrupted: false,
    changes: {},
    steps: [],
    diagnostics: [],
    outputs: {},
    durationMs: 12_000,
    ...some,
  };
}
