import assert from "node:assert/strict";
import fs from "node:fs";
import { UNKNOWN } from "../src/values/property-value";
import { messagesOf, NotesStack, stepsOf } from "./notes-stack";

describe("preview", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("shows what would be created, and changes nothing", async () => {
    const result = await stack.run("preview", [
      { name: "first", text: "hello" },
      { name: "second", lengthOf: "first" },
    ]);
    assert.deepEqual(result.diagnostics, []);
    assert.deepEqual(result.changes, { create: 3 });
    assert.deepEqual(stack.operations, []);
    assert.equal(fs.existsSync(stack.stateDir), false);
  });

  it("knows no output of what would change, and passes that on", async () => {
    await stack.run("up", [{ name: "first", text: "hello" }]);
    const result = await stack.run("preview", [
      { name: "first", text: "bye" },
      { name: "second", lengthOf: "first" },
    ]);
    assert.deepEqual(stepsOf(result), ["update first", "create second"]);
    const second = result.steps.find(({ op }) => op === "create");
    assert.equal(second?.new?.inputs?.["text"], UNKNOWN);
    assert.deepEqual(result.outputs, { texts: { first: "bye", second: UNKNOWN } });
  });

  it("knows the outputs of what stays as it is", async () => {
    await stack.run("up", [{ name: "first", text: "hello" }]);
    const result = await stack.run("preview", [
      { name: "first", text: "hello" },
      { name: "second", lengthOf: "first" },
    ]);
    assert.deepEqual(result.outputs, { texts: { first: "hello", second: "after 5" } });
  });

  it("shows replacements and deletions", async () => {
    await stack.run("up", [
      { name: "first", text: "hello", folder: "a" },
      { name: "second", text: "bye" },
    ]);
    const before = stack.stateText;
    const result = await stack.run("preview", [{ name: "first", text: "hello", folder: "b" }]);
    assert.deepEqual(stepsOf(result), [
      "delete-replaced first",
      "create-replacement first",
      "replace first",
      "delete second",
    ]);
    assert.deepEqual(result.changes, { same: 1, replace: 1, delete: 1 });
    assert.equal(stack.stateText, before);
    assert.deepEqual(stack.operations.sort(), ["bye", "hello"]);
  });

  it("fails where an up would fail its checks", async () => {
    const result = await stack.run("preview", [{ name: "first", text: "" }]);
    assert.equal(result.ok, false);
    assert.deepEqual(messagesOf(result), ["error first: text: a note must not be empty"]);
  });
});
