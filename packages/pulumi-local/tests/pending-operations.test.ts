import assert from "node:assert/strict";
import { messagesOf, NotesStack, stepsOf } from "./notes-stack";

const URN = "urn:pulumi:dev::notes::pulumi-nodejs:dynamic/notes:Note::b";

function warning(...operations: string[]): string {
  const count = operations.length === 1 ? "1 operation" : `${operations.length} operations`;
  return [
    `warning run: an earlier run was interrupted during ${count}, and whether they happened is not known:`,
    ...operations.map((operation) => `  * ${operation}`),
    "Look what is there. A refresh reads it into the state; what was being created is settled by the next up that creates it, or, if it is not there, by a refresh with --clear-pending-creates.",
  ].join("\n");
}

describe("an operation of which nobody knows the outcome", () => {
  let stack: NotesStack;
  const pending = () => stack.deployment.pending_operations?.map(({ type }) => type) ?? [];
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("is named if it was a creation, until the resource is created", async () => {
    await stack.run("up", [{ name: "b", text: "die" }]);
    assert.deepEqual(pending(), ["creating"]);
    const without = await stack.run("up", [{ name: "a", text: "A" }]);
    assert.deepEqual(messagesOf(without), [warning(`${URN}, interrupted while creating`)]);
    assert.equal(without.ok, true);
    assert.deepEqual(pending(), ["creating"]);
    await stack.run("up", [{ name: "b", text: "B" }]);
    assert.deepEqual(pending(), []);
  });

  it("is forgotten by a refresh that is told that it came to nothing", async () => {
    await stack.run("up", [{ name: "b", text: "die" }]);
    const kept = await stack.run("refresh");
    assert.deepEqual(messagesOf(kept), [warning(`${URN}, interrupted while creating`)]);
    assert.deepEqual(pending(), ["creating"]);
    const cleared = await stack.run("refresh", [], { clearPendingCreates: true });
    assert.deepEqual(messagesOf(cleared), []);
    assert.deepEqual(pending(), []);
  });

  it("is settled by the next run if it was an update: a refresh reads what came of it", async () => {
    await stack.run("up", [{ name: "b", text: "B" }]);
    await stack.run("up", [{ name: "b", text: "die" }]);
    assert.deepEqual(pending(), ["updating"]);
    stack.write("1.txt", "die");
    const result = await stack.run("up", [{ name: "b", text: "C" }], { refresh: true });
    assert.deepEqual(messagesOf(result), [warning(`${URN}, interrupted while updating`)]);
    assert.deepEqual(stepsOf(result), ["refresh b", "update b"]);
    assert.deepEqual(stack.notes, { "1.txt": "C" });
    assert.deepEqual(pending(), []);
  });
});
