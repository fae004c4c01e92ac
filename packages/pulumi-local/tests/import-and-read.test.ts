import assert from "node:assert/strict";
import { messagesOf, NotesStack, stepsOf } from "./notes-stack";

describe("a resource that exists", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("can be read, and is neither changed nor deleted", async () => {
    stack.write("7.txt", "found");
    const specs = [
      { name: "found", get: "7.txt" },
      { name: "next", lengthOf: "found" },
    ];
    const result = await stack.run("up", specs);
    assert.deepEqual(stepsOf(result), ["read found", "create next"]);
    assert.deepEqual(result.outputs, { texts: { found: "found", next: "after 5" } });
    assert.equal(stack.state("found")?.external, true);
    assert.deepEqual(stepsOf(await stack.run("destroy")), ["delete next", "read-discard found"]);
    assert.deepEqual(stack.notes, { "7.txt": "found" });
  });

  it("is left alone when it becomes one of the stack's own", async () => {
    stack.write("7.txt", "found");
    await stack.run("up", [{ name: "a", get: "7.txt" }]);
    const result = await stack.run("up", [{ name: "a", text: "A" }]);
    assert.deepEqual(stepsOf(result), ["create-replacement a", "replace a", "discard-replaced a"]);
    assert.deepEqual(Object.values(stack.notes), ["A", "found"]);
    assert.equal(stack.state("a")?.external, undefined);
  });

  it("is given up when it is only read from now on, and deleted when another is read", async () => {
    await stack.run("up", [{ name: "a", text: "A" }]);
    const [id = ""] = Object.keys(stack.notes);
    assert.deepEqual(stepsOf(await stack.run("up", [{ name: "a", get: id }])), ["read a"]);
    assert.deepEqual(Object.values(stack.notes), ["A"]);
  });

  it("that is a dynamic one cannot be imported: without its code in the state nobody can read it", async () => {
    stack.write("7.txt", "found");
    const result = await stack.run("up", [{ name: "a", text: "A", options: { import: "7.txt" } }]);
    assert.equal(result.ok, false);
    assert.match(messagesOf(result).join("\n"), /^error a: /);
    assert.deepEqual(stack.notes, { "7.txt": "found" });
  });
});
