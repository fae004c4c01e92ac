import assert from "node:assert/strict";
import { messagesOf, NotesStack, stepsOf } from "./notes-stack";

const NOTE = "urn:pulumi:dev::notes::pulumi-nodejs:dynamic/notes:Note";

describe("a run with targets", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());
  const specs = (version: string) => [
    { name: "a", text: `A${version}` },
    { name: "b", text: `B${version}`, after: ["a"] },
    { name: "c", text: `C${version}` },
  ];

  it("creates, updates and deletes them alone", async () => {
    const first = await stack.run("up", specs("1"), { targets: ["a", "c"] });
    assert.deepEqual(stepsOf(first).sort(), ["create a", "create c"]);
    assert.deepEqual(stepsOf(await stack.run("up", specs("2"), { targets: [`${NOTE}::a`] })), ["update a"]);
    assert.deepEqual(stepsOf(await stack.run("up", [], { targets: ["*::a"] })), []);
    assert.deepEqual(stepsOf(await stack.run("up", [], { targets: ["**::a"] })), ["delete a"]);
    assert.deepEqual(Object.values(stack.notes), ["C1"]);
  });

  it("takes along what depends on them, where it is told to", async () => {
    await stack.run("up", specs("1"));
    const targets = ["a"];
    const update = await stack.run("up", specs("2"), { targets, targetDependents: true });
    assert.deepEqual(stepsOf(update), ["update a", "update b"]);
    const refused = await stack.run("destroy", [], { targets });
    assert.deepEqual(messagesOf(refused), [
      `error b: Resource '${NOTE}::b' will be destroyed but was not specified in --target list.\nEither include resource in --target list or pass --target-dependents to proceed.`,
    ]);
    assert.deepEqual(stepsOf(refused), []);
    const result = await stack.run("destroy", [], { targets, targetDependents: true });
    assert.deepEqual(stepsOf(result), ["delete b", "delete a"]);
    assert.deepEqual(stack.names.sort(), ["c", "default", "notes-dev"]);
  });

  it("refuses what needs a resource that would have to be created", async () => {
    const result = await stack.run("up", specs("1"), { targets: ["b"] });
    assert.deepEqual(messagesOf(result), [
      `error b: Resource '${NOTE}::b' depends on '${NOTE}::a' which was not specified in --target list.`,
    ]);
    assert.deepEqual(stack.operations, []);
  });

  it("leaves out what is excluded, and what the excluded needs from a destroy", async () => {
    await stack.run("up", specs("1"));
    assert.deepEqual(stepsOf(await stack.run("up", specs("2"), { excludes: ["a", "c"] })), ["update b"]);
    const result = await stack.run("destroy", [], { excludes: ["b"] });
    assert.deepEqual(stepsOf(result), ["delete c"]);
  });

  it("refreshes them alone, and replaces what it is told to", async () => {
    await stack.run("up", specs("1"));
    const refresh = await stack.run("refresh", [], { targets: ["c"] });
    assert.deepEqual(refresh.changes, { same: 1 });
    const result = await stack.run("up", specs("1"), { replaces: ["c"] });
    assert.deepEqual(stepsOf(result), ["create-replacement c", "replace c", "delete-replaced c"]);
  });

  it("says when there is no such resource", async () => {
    const result = await stack.run("destroy", [], { targets: ["nobody", `${NOTE}::nobody`] });
    assert.deepEqual(messagesOf(result), [
      "error run: Target 'nobody' could not be found in the stack.",
      `error run: Target '${NOTE}::nobody' could not be found in the stack. Did you forget to escape $ in your shell?`,
    ]);
  });
});
