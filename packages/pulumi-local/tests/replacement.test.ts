import assert from "node:assert/strict";
import { NotesStack, stepsOf } from "./notes-stack";

describe("a replacement", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("deletes first where the provider says so", async () => {
    await stack.run("up", [{ name: "first", text: "hello", folder: "a" }]);
    const result = await stack.run("up", [{ name: "first", text: "hello", folder: "b" }]);
    assert.deepEqual(stepsOf(result), ["delete-replaced first", "create-replacement first", "replace first"]);
    assert.deepEqual(result.changes, { same: 1, replace: 1 });
    assert.deepEqual(stack.operations, ["hello", "delete hello", "hello"]);
    assert.deepEqual(result.steps.find(({ op }) => op === "replace")?.replaceKeys, ["folder"]);
  });

  it("creates first otherwise, and deletes the old one when everything else is done", async () => {
    await stack.run("up", [{ name: "first", text: "hello", folder: "a" }]);
    const result = await stack.run("up", [
      { name: "first", text: "hello", folder: "side" },
      { name: "second", text: "after", after: ["first"] },
    ]);
    assert.deepEqual(stepsOf(result), [
      "create-replacement first",
      "replace first",
      "create second",
      "delete-replaced first",
    ]);
    assert.deepEqual(stack.names.sort(), ["default", "first", "notes-dev", "second"]);
    assert.equal(stack.state("first")?.delete, undefined);
  });

  it("lets the program overrule when the old one goes", async () => {
    await stack.run("up", [{ name: "first", text: "hello", folder: "a" }]);
    const options = { deleteBeforeReplace: false };
    const result = await stack.run("up", [{ name: "first", text: "hello", folder: "b", options }]);
    assert.deepEqual(stepsOf(result), ["create-replacement first", "replace first", "delete-replaced first"]);
  });

  it("takes along what would have to be replaced for it, dependents first", async () => {
    const specs = (folder: string) => [
      { name: "shelf", text: "s", folder },
      { name: "box", text: "b", folderOf: "shelf" },
      { name: "label", text: "l", after: ["shelf"] },
    ];
    await stack.run("up", specs("a"));
    const result = await stack.run("up", specs("b"));
    assert.deepEqual(stepsOf(result), [
      "delete-replaced box",
      "delete-replaced shelf",
      "create-replacement shelf",
      "replace shelf",
      "create-replacement box",
      "replace box",
    ]);
  });

  it("is finished by the next run when its second half failed", async () => {
    await stack.run("up", [{ name: "first", text: "hello", folder: "a" }]);
    const failed = await stack.run("up", [{ name: "first", text: "refuse", folder: "b" }]);
    assert.equal(failed.ok, false);
    assert.equal(stack.state("first")?.pendingReplacement, true);
    const result = await stack.run("up", [{ name: "first", text: "bye", folder: "b" }]);
    assert.deepEqual(stepsOf(result), ["create-replacement first", "replace first"]);
    assert.equal(stack.state("first")?.pendingReplacement, undefined);
    assert.deepEqual(Object.values(stack.notes), ["bye"]);
  });

  it("whose second half failed needs no deletion any more", async () => {
    await stack.run("up", [{ name: "first", text: "hello", folder: "a" }]);
    await stack.run("up", [{ name: "first", text: "refuse", folder: "b" }]);
    const result = await stack.run("up", []);
    assert.deepEqual(result.diagnostics, []);
    assert.deepEqual(stack.operations, ["hello", "delete hello", "refuse"]);
    assert.equal(stack.state("first"), undefined);
  });
});
