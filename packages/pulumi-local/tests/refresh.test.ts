import assert from "node:assert/strict";
import { NotesStack, stepsOf } from "./notes-stack";

describe("refresh", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("says what drifted, property by property, and takes it over", async () => {
    await stack.run("up", [{ name: "first", text: "hello" }]);
    stack.write("1.txt", "changed by hand");
    const result = await stack.run("refresh");
    assert.deepEqual(result.changes, { update: 1 });
    const [step] = result.steps;
    assert.deepEqual(step?.differences, [
      { path: "text", kind: "update", before: "hello", after: "changed by hand" },
    ]);
    assert.equal(stack.state("first")?.inputs?.["text"], "changed by hand");
    assert.equal(stack.state("first")?.outputs?.["length"], 15);
  });

  it("lets the next up set the drift back", async () => {
    const specs = [{ name: "first", text: "hello" }];
    await stack.run("up", specs);
    stack.write("1.txt", "changed by hand");
    await stack.run("refresh");
    const result = await stack.run("up", specs);
    assert.deepEqual(stepsOf(result), ["update first"]);
    assert.deepEqual(stack.notes, { "1.txt": "hello" });
  });

  it("forgets what is gone, and what depended on it no longer does", async () => {
    await stack.run("up", [
      { name: "first", text: "hello" },
      { name: "second", text: "bye", after: ["first"] },
    ]);
    stack.removeNote("1.txt");
    const result = await stack.run("refresh");
    assert.deepEqual(result.changes, { delete: 1, same: 1 });
    assert.deepEqual(stack.names.sort(), ["default", "notes-dev", "second"]);
    assert.deepEqual(stack.state("second")?.dependencies, []);
  });

  it("finds nothing to say when nothing drifted", async () => {
    await stack.run("up", [{ name: "first", text: "hello" }]);
    const before = stack.state("first");
    const result = await stack.run("refresh");
    assert.deepEqual(result.changes, { same: 1 });
    assert.deepEqual(stack.state("first"), before);
  });
});
