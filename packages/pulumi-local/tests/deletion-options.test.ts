import assert from "node:assert/strict";
import { messagesOf, NotesStack, stepsOf } from "./notes-stack";

const URN = "urn:pulumi:dev::notes::pulumi-nodejs:dynamic/notes:Note::a";

describe("a protected resource", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());
  const options = { protect: true };

  it("is not deleted, and all else is", async () => {
    await stack.run("up", [
      { name: "a", text: "A", options },
      { name: "b", text: "B", after: ["a"] },
      { name: "c", text: "C" },
    ]);
    const result = await stack.run("destroy");
    assert.deepEqual(messagesOf(result), [
      `error a: resource "${URN}" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the \`protect\` flag from the resource in your Pulumi program and run \`pulumi up\`, or use the command:\n\`pulumi state unprotect '${URN}'\``,
    ]);
    assert.deepEqual(stepsOf(result).sort(), ["delete b", "delete c"]);
    assert.deepEqual(Object.values(stack.notes), ["A"]);
    assert.deepEqual(stack.names.sort(), ["a", "default", "notes-dev"]);
  });

  it("is not replaced; a preview shows what wants to", async () => {
    await stack.run("up", [{ name: "a", text: "A", options }]);
    const specs = [{ name: "a", text: "A", folder: "x", options }];
    const message = `error a: unable to replace resource "${URN}"\nas it is currently marked for protection. To unprotect the resource, remove the \`protect\` flag from the resource in your Pulumi program and run \`pulumi up\``;
    const preview = await stack.run("preview", specs);
    assert.deepEqual(messagesOf(preview), [message]);
    assert.deepEqual(stepsOf(preview), ["delete-replaced a", "create-replacement a", "replace a"]);
    const up = await stack.run("up", specs);
    assert.deepEqual(messagesOf(up), [message]);
    assert.deepEqual(stack.operations, ["A"]);
    const unprotected = await stack.run("up", [{ name: "a", text: "A", folder: "x" }]);
    assert.deepEqual(stepsOf(unprotected), ["delete-replaced a", "create-replacement a", "replace a"]);
    assert.equal(stack.state("a")?.protect, undefined);
  });

  it("may be so through its parent, unless it says otherwise", async () => {
    await stack.run("up", [
      { name: "a", text: "A", group: "side", groupOptions: options },
      { name: "b", text: "B", group: "side", options: { protect: false } },
    ]);
    assert.deepEqual([stack.state("a")?.protect, stack.state("b")?.protect], [true, undefined]);
  });
});

describe("what leaves the stack", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("stays in the world with retainOnDelete", async () => {
    await stack.run("up", [{ name: "a", text: "A", options: { retainOnDelete: true } }]);
    const result = await stack.run("destroy");
    assert.deepEqual(stepsOf(result), ["delete a"]);
    assert.deepEqual(stack.notes, { "1.txt": "A" });
    assert.deepEqual(stack.deployment.resources, []);
  });

  it("goes with the resource that it is deletedWith, and only then", async () => {
    const specs = [
      { name: "a", text: "A" },
      { name: "b", text: "B", deletedWith: "a" },
      { name: "c", text: "C", deletedWith: "a" },
    ];
    await stack.run("up", specs);
    assert.deepEqual(stepsOf(await stack.run("up", specs.slice(0, 2))), ["delete c"]);
    assert.equal(stack.operations.at(-1), "delete C");
    assert.deepEqual(stepsOf(await stack.run("destroy")), ["delete b", "delete a"]);
    assert.equal(stack.operations.at(-1), "delete A");
    assert.equal(stack.operations.includes("delete B"), false);
  });
});
