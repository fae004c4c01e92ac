import assert from "node:assert/strict";
import { messagesOf, NotesStack, stepsOf } from "./notes-stack";

const NOTE = "pulumi-nodejs:dynamic/notes:Note";

describe("an alias", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("keeps the resource under its new name, and what depends on it", async () => {
    await stack.run("up", [
      { name: "a", text: "A" },
      { name: "b", text: "B", after: ["a"] },
    ]);
    const result = await stack.run("up", [
      { name: "a2", text: "A", options: { aliases: [{ name: "a" }] } },
      { name: "b", text: "B2", after: ["a2"] },
    ]);
    assert.deepEqual(stepsOf(result), ["update b"]);
    assert.equal(stack.state("a"), undefined);
    assert.equal(stack.state("a2")?.id, "1.txt");
    assert.deepEqual(stack.state("b")?.dependencies, [`urn:pulumi:dev::notes::${NOTE}::a2`]);
  });

  it("can be a whole URN, also of another stack's and project's state", async () => {
    await stack.run("up", [{ name: "a", text: "A" }]);
    const specs = (alias: object | string) => [{ name: "b", text: "A", options: { aliases: [alias] } }];
    const file = stack.stateText.replaceAll(
      "urn:pulumi:dev::notes::pulumi-nodejs",
      "urn:pulumi:old::memos::pulumi-nodejs",
    );
    stack.writeState(file);
    const moved = await stack.run("up", specs({ name: "a", stack: "old", project: "memos" }));
    assert.deepEqual(stepsOf(moved), []);
    assert.equal(stack.state("b")?.id, "1.txt");
    stack.writeState(file);
    assert.deepEqual(stepsOf(await stack.run("preview", specs(`urn:pulumi:old::memos::${NOTE}::a`))), []);
  });

  it("of a parent is one of its children, too, and of their names", async () => {
    await stack.run("up", [{ name: "side-note", text: "A", group: "side" }]);
    const aliases = [{ name: "side" }];
    const result = await stack.run("up", [
      { name: "back-note", text: "A", group: "back", groupOptions: { aliases } },
    ]);
    assert.deepEqual(result.changes, { same: 3 });
    assert.equal(
      stack.state("back-note")?.urn,
      `urn:pulumi:dev::notes::notes:index:Group$${NOTE}::back-note`,
    );
    assert.deepEqual(stack.names.sort(), ["back", "back-note", "default", "notes-dev"]);
  });

  it("says where the resource was before: under no parent, or of another type", async () => {
    await stack.run("up", [{ name: "a", text: "A" }]);
    const grouped = {
      name: "a",
      text: "A",
      group: "side",
      options: { aliases: [{ parent: `urn:pulumi:dev::notes::pulumi:pulumi:Stack::notes-dev` }] },
    };
    assert.deepEqual(stepsOf(await stack.run("up", [grouped])), []);
    assert.equal(stack.state("a")?.parent, "urn:pulumi:dev::notes::notes:index:Group::side");
  });

  it("cannot be claimed by two", async () => {
    await stack.run("up", [{ name: "a", text: "A" }]);
    const options = { aliases: [{ name: "a" }] };
    const result = await stack.run("preview", [
      { name: "b", text: "A", options },
      { name: "a", text: "A", after: ["b"] },
    ]);
    assert.deepEqual(messagesOf(result), [
      `error a: Duplicate resource URN 'urn:pulumi:dev::notes::${NOTE}::a' conflicting with alias on resource with URN 'urn:pulumi:dev::notes::${NOTE}::b'`,
    ]);
  });
});
