import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { UNKNOWN } from "../src/values/property-value";
import { messagesOf, NotesStack, stepsOf } from "./notes-stack";

describe("a failure", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("ends the run, and keeps what was done", async () => {
    const result = await stack.run("up", [
      { name: "first", text: "hello" },
      { name: "second", text: "refuse", after: ["first"] },
      { name: "third", text: "never", after: ["second"] },
    ]);
    assert.equal(result.ok, false);
    assert.deepEqual(messagesOf(result), ["error second: the note was refused"]);
    assert.deepEqual(stepsOf(result), ["create first"]);
    assert.deepEqual(stack.names.sort(), ["default", "first", "notes-dev"]);
    assert.equal(stack.deployment.pending_operations, undefined);
  });

  it("deletes nothing when the run ends early", async () => {
    await stack.run("up", [{ name: "old", text: "old" }]);
    await stack.run("up", [{ name: "new", text: "refuse" }]);
    assert.deepEqual(stack.notes, { "1.txt": "old" });
    assert.ok(stack.state("old"));
  });

  it("with continueOnError skips what depends on it, and tries all the rest", async () => {
    await stack.run("up", [{ name: "old", text: "old" }]);
    const specs = [
      { name: "bad", text: "refuse" },
      { name: "child", lengthOf: "bad" },
      { name: "grandchild", text: "x", after: ["child"] },
      { name: "good", text: "good" },
      { name: "worse", text: "refuse" },
    ];
    const result = await stack.run("up", specs, { continueOnError: true });
    assert.equal(result.ok, false);
    assert.deepEqual(messagesOf(result).sort(), [
      "error bad: the note was refused",
      "error worse: the note was refused",
    ]);
    assert.deepEqual(stepsOf(result).sort(), ["create good", "delete old"]);
    assert.deepEqual(
      stack.events.flatMap((event) => (event.kind === "skipped" ? [event.urn.split("::").at(-1)] : [])),
      ["child", "grandchild"],
    );
  });

  it("with continueOnError keeps what the old state of the failed one needs", async () => {
    await stack.run("up", [
      { name: "base", text: "base" },
      { name: "top", text: "top", after: ["base"] },
    ]);
    const result = await stack.run("up", [{ name: "top", text: "refuse" }], { continueOnError: true });
    assert.deepEqual(stepsOf(result), []);
    assert.deepEqual(stack.names.sort(), ["base", "default", "notes-dev", "top"]);
  });

  it("with continueOnError breaks the state where a skipped one needs what is deleted, which is refused as by Pulumi", async () => {
    await stack.run("up", [
      { name: "base", text: "base" },
      { name: "side", text: "side" },
      { name: "top", text: "top", after: ["base", "side"] },
    ]);
    const specs = [
      { name: "base", text: "refuse" },
      { name: "top", text: "top", after: ["base"] },
    ];
    const result = await stack.run("up", specs, { continueOnError: true });
    assert.deepEqual(messagesOf(result), [
      "error base: the note was refused",
      'error side: the state would be broken (in the Pulumi CLI: "snapshot integrity failure"): ' +
        `${stack.state("top")?.urn ?? ""} depends on ${stack.state("side")?.urn ?? ""}, which is deleted`,
    ]);
  });

  it("is a state of which something needs what it does not have", async () => {
    await stack.run("up", [
      { name: "side", text: "side" },
      { name: "top", text: "top", after: ["side"] },
    ]);
    const [top, side] = [stack.state("top")?.urn ?? "", stack.state("side")?.urn ?? ""];
    const file = path.join(stack.stateDir, "state.json");
    const lines = fs.readFileSync(file, "utf8").split("\n");
    fs.writeFileSync(file, lines.filter((line) => !line.startsWith(`{"urn":"${side}"`)).join("\n"));
    for (const command of ["preview", "destroy"] as const) {
      await assert.rejects(stack.run(command), {
        name: "EngineError",
        message:
          `the state ${file} is broken: ${top} depends on ${side}, which it does not have. ` +
          "Put back an earlier one, or take the dependency out of the file",
      });
    }
  });

  it("of a check ends the run even with continueOnError", async () => {
    const specs = [
      { name: "first", text: "hello" },
      { name: "bad", text: "", after: ["first"] },
      { name: "third", text: "never", after: ["bad"] },
    ];
    const result = await stack.run("up", specs, { continueOnError: true });
    assert.deepEqual(messagesOf(result), ["error bad: text: a note must not be empty"]);
    assert.deepEqual(stepsOf(result), ["create first"]);
  });

  it("of the program is shown without a stack, and nothing is deleted", async () => {
    await stack.run("up", [{ name: "old", text: "old" }]);
    const result = await stack.run("up", [], { config: { fail: "row 3: a bad row" } });
    assert.equal(result.ok, false);
    assert.deepEqual(result.diagnostics, [{ severity: "error", message: "row 3: a bad row" }]);
    assert.deepEqual(stack.notes, { "1.txt": "old" });
  });

  it("is a name that is taken twice", async () => {
    const result = await stack.run("up", [
      { name: "first", text: "hello" },
      { name: "first", text: "again" },
    ]);
    const urn = "urn:pulumi:dev::notes::pulumi-nodejs:dynamic/notes:Note::first";
    assert.deepEqual(messagesOf(result), [
      `error first: Duplicate resource URN '${urn}'; try giving it a unique name`,
    ]);
  });

  it("passes over a component and its outputs, too", async () => {
    const specs = [
      { name: "bad", text: "refuse" },
      { name: "child", text: "x", group: "side", groupAfter: ["bad"] },
    ];
    const result = await stack.run("up", specs, { continueOnError: true });
    assert.deepEqual(messagesOf(result), ["error bad: the note was refused"]);
    assert.deepEqual(stack.names.sort(), ["default", "notes-dev"]);
  });

  it("to start is said in one sentence", async () => {
    await assert.rejects(
      stack.run("up", [], { stack: "prod" }),
      /^EngineError: there is no stack prod: .*Pulumi\.prod\.yaml does not exist$/,
    );
    const bare = path.join(stack.dir, "bare");
    fs.mkdirSync(bare);
    fs.copyFileSync(path.join(__dirname, "testdata/notes/Pulumi.yaml"), path.join(bare, "Pulumi.yaml"));
    const result = await stack.run("up", [], { projectDir: bare });
    assert.deepEqual(messagesOf(result), [
      `error run: @pulumi/pulumi is not installed in ${bare}: run npm ci`,
    ]);
    await assert.rejects(stack.run("up", [], { stack: "../dev" }), {
      message: '"../dev" is no name of a stack',
    });
    await assert.rejects(
      stack.run("up", [], { projectDir: "/nowhere" }),
      /^EngineError: \/nowhere\/Pulumi\.yaml cannot be read: /,
    );
  });

  it("after the creation keeps the resource with its id, and the next run tries again", async () => {
    const result = await stack.run("up", [{ name: "first", text: "half" }]);
    assert.deepEqual(messagesOf(result), [
      "error first: the resource exists, but did not come up: the ink is wet",
    ]);
    assert.equal(stack.state("first")?.id, "1.txt");
    assert.deepEqual(stack.state("first")?.initErrors, ["the ink is wet"]);
    const again = await stack.run("up", [{ name: "first", text: "half" }]);
    assert.deepEqual(again.diagnostics, []);
    assert.deepEqual(stepsOf(again), ["update first"]);
    assert.equal(stack.state("first")?.initErrors, undefined);
  });

  it("leaves no unknown value among the stack's outputs", async () => {
    const specs = [
      { name: "bad", text: "refuse" },
      { name: "child", lengthOf: "bad" },
    ];
    const result = await stack.run("up", specs, { continueOnError: true });
    assert.deepEqual(result.outputs, {});
    assert.equal(stack.stateText.includes(UNKNOWN), false);
  });

  it("keeps the outputs that the stack had", async () => {
    await stack.run("up", [{ name: "first", text: "hello" }]);
    await stack.run("up", [{ name: "first", text: "refuse" }]);
    assert.deepEqual(stack.state("notes-dev")?.outputs, { texts: { first: "hello" } });
  });

  it("of the provider's process is said, and what it was doing stays on record", async () => {
    const specs = [
      { name: "first", text: "hello" },
      { name: "second", text: "die", after: ["first"] },
    ];
    const result = await stack.run("up", specs, { continueOnError: true });
    assert.equal(result.ok, false);
    assert.deepEqual(messagesOf(result), ["error second: the dynamic provider ended with exit status 3"]);
    assert.deepEqual(stepsOf(result), ["create first"]);
    const [pending] = stack.deployment.pending_operations ?? [];
    assert.equal(pending?.type, "creating");
    assert.equal(pending?.resource.inputs?.["text"], "die");
  });
});
