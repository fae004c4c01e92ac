import assert from "node:assert/strict";
import { messagesOf, NotesStack, stepsOf } from "./notes-stack";

describe("destroy", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("deletes everything without the program, dependents first", async () => {
    await stack.run("up", [
      { name: "a", text: "A" },
      { name: "b", lengthOf: "a", group: "side" },
    ]);
    const result = await stack.run("destroy", [], { config: { fail: "the program was run" } });
    assert.deepEqual(result.diagnostics, []);
    assert.deepEqual(stepsOf(result), ["delete b", "delete a"]);
    assert.deepEqual(result.changes, { delete: 4 });
    assert.deepEqual(stack.notes, {});
    assert.deepEqual(stack.deployment.resources, []);
  });

  it("keeps what could not be deleted with all that it needs", async () => {
    await stack.run("up", [
      { name: "base", text: "base", group: "side" },
      { name: "top", text: "keep me", after: ["base"] },
      { name: "other", text: "other" },
    ]);
    const result = await stack.run("destroy", [], { continueOnError: true });
    assert.equal(result.ok, false);
    assert.deepEqual(messagesOf(result), ["error top: the note may not be deleted"]);
    assert.deepEqual(stepsOf(result), ["delete other"]);
    assert.deepEqual(stack.names.sort(), ["base", "default", "notes-dev", "side", "top"]);
  });

  it("has nothing to do on an empty stack", async () => {
    const result = await stack.run("destroy");
    assert.equal(result.ok, true);
    assert.deepEqual(result.changes, {});
  });
});
