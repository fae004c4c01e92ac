import assert from "node:assert/strict";
import { NotesStack, stepsOf } from "./notes-stack";

describe("up", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("creates what is new, and gives outputs to what depends on them", async () => {
    const result = await stack.run("up", [
      { name: "first", text: "hello" },
      { name: "second", lengthOf: "first" },
    ]);
    assert.deepEqual(result.diagnostics, []);
    assert.equal(result.ok, true);
    assert.deepEqual(result.changes, { create: 3 });
    assert.deepEqual(result.outputs, { texts: { first: "hello", second: "after 5" } });
    assert.deepEqual(stack.notes, { "1.txt": "hello", "2.txt": "after 5" });
  });

  it("keeps the state in Pulumi's deployment format, dependencies first", async () => {
    await stack.run("up", [
      { name: "first", text: "hello" },
      { name: "second", lengthOf: "first", group: "side" },
    ]);
    assert.deepEqual(stack.names.sort(), ["default", "first", "notes-dev", "second", "side"]);
    const second = stack.state("second");
    assert.equal(
      second?.urn,
      "urn:pulumi:dev::notes::notes:index:Group$pulumi-nodejs:dynamic/notes:Note::second",
    );
    assert.equal(second?.id, "2.txt");
    assert.deepEqual(second?.propertyDependencies, {
      text: ["urn:pulumi:dev::notes::pulumi-nodejs:dynamic/notes:Note::first"],
    });
    assert.equal(second?.parent, "urn:pulumi:dev::notes::notes:index:Group::side");
    assert.match(
      second?.provider ?? "",
      /^urn:pulumi:dev::notes::pulumi:providers:pulumi-nodejs::default::[0-9a-f-]{36}$/,
    );
    assert.equal(second?.outputs?.["length"], 7);
    const order = stack.deployment.resources.map(({ urn }) => urn);
    for (const resource of stack.deployment.resources) {
      for (const urn of [...(resource.dependencies ?? []), ...(resource.parent ? [resource.parent] : [])])
        assert.ok(order.indexOf(urn) < order.indexOf(resource.urn), `${urn} comes before ${resource.urn}`);
    }
  });

  it("does nothing when nothing changed, and leaves the state as it was", async () => {
    const specs = [{ name: "first", text: "hello", group: "side" }];
    await stack.run("up", specs);
    const before = stack.deployment;
    const result = await stack.run("up", specs);
    assert.deepEqual(result.changes, { same: 3 });
    assert.deepEqual(stack.operations, ["hello"]);
    assert.deepEqual(stack.deployment, before);
  });

  it("updates in place, and tells which properties differ", async () => {
    await stack.run("up", [{ name: "first", text: "hello" }]);
    const result = await stack.run("up", [{ name: "first", text: "bye" }]);
    assert.deepEqual(stepsOf(result), ["update first"]);
    const [step] = result.steps.filter(({ op }) => op === "update");
    assert.deepEqual(step?.differences, [{ path: "text", kind: "update", before: "hello", after: "bye" }]);
    assert.deepEqual(stack.notes, { "1.txt": "bye" });
    assert.equal(stack.state("first")?.id, "1.txt");
  });

  it("deletes what is no longer declared after everything else, dependents first", async () => {
    await stack.run("up", [
      { name: "a", text: "A" },
      { name: "b", text: "B", after: ["a"] },
      { name: "c", text: "C", after: ["b"] },
    ]);
    const result = await stack.run("up", [{ name: "d", text: "D" }]);
    assert.deepEqual(stepsOf(result), ["create d", "delete c", "delete b", "delete a"]);
    assert.deepEqual(Object.values(stack.notes), ["D"]);
  });

  it("shows what the program prints and warns", async () => {
    const result = await stack.run("up", [], { config: { say: "good morning", warn: "it may rain" } });
    assert.deepEqual(result.diagnostics, [{ severity: "warning", message: "it may rain" }]);
    assert.deepEqual(
      stack.events.filter(({ kind }) => kind === "printed"),
      [{ kind: "printed", line: "good morning", stream: "stdout" }],
    );
  });

  it("gives settings of the command line before those of the project", async () => {
    const result = await stack.run("up", [], { config: { "notes:warn": "mind the step" } });
    assert.deepEqual(
      result.diagnostics.map(({ message }) => message),
      ["mind the step"],
    );
  });
});
