import assert from "node:assert/strict";
import type { NoteSpec } from "../../packages/pulumi-local/tests/testdata/notes/index";
import { NotesPair } from "./notes-pair";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

const NOTE = "urn:pulumi:dev::notes::pulumi-nodejs:dynamic/notes:Note";

/** A note with its name for a text. */
function note(name: string, more: Partial<NoteSpec> = {}): NoteSpec {
  return { name, text: name.toUpperCase(), ...more };
}

/** The flags of the CLI, and the same as options of the local engine. */
function target(name: string, targetDependents = false) {
  const flags = ["--target", `${NOTE}::${name}`, ...(targetDependents ? ["--target-dependents"] : [])];
  return { flags, targets: [name], targetDependents };
}

/** Each run is one of the CLI and one of the local engine, which must do the same and leave the same. */
describe("a resource option", function () {
  this.timeout(300_000);
  let pair: NotesPair;
  before(function () {
    skipWhereMissing(this, PulumiCli.whatIsMissing());
  });
  beforeEach(async () => (pair = await NotesPair.create()));
  afterEach(() => pair.remove());

  it("protects as with the Pulumi CLI", async () => {
    const options = { protect: true };
    await pair.run("up", [note("a", { options }), note("b", { after: ["a"] }), note("c")]);
    const moved = [note("a", { folder: "x", options }), note("b", { after: ["a"] })];
    assert.deepEqual((await pair.run("up", moved)).steps, []);
    assert.equal((await pair.run("preview", moved)).errors.length, 1);
    assert.deepEqual((await pair.run("destroy")).steps, ["delete b", "delete c"]);
    assert.deepEqual((await pair.run("up", [note("a", { text: "A2" })])).steps, ["update a"]);
  });

  it("gives aliases as with the Pulumi CLI", async () => {
    const grouped = (group: string, text: string, options = {}) => [
      note("c", { group, groupOptions: options }),
      note(`${group}-d`, { text, group }),
    ];
    await pair.run("up", [note("a"), note("b", { after: ["a"] }), ...grouped("g", "D")]);
    const renamed = note("a2", { text: "A", options: { aliases: [`${NOTE}::a`] } });
    const again = [
      renamed,
      note("b", { after: ["a2"] }),
      ...grouped("h", "D2", { aliases: [{ name: "g" }] }),
    ];
    assert.deepEqual((await pair.run("up", again)).steps, ["update h-d"]);
    const last = [note("a3", { text: "A", options: { aliases: [{ name: "a2" }] } }), note("b"), note("c")];
    assert.deepEqual((await pair.run("up", last)).steps, ["create c", "delete c", "delete h", "delete h-d"]);
  });

  it("ignores changes as with the Pulumi CLI", async () => {
    await pair.run("up", [note("a"), note("t", { tags: { a: "1", b: "2" } })]);
    const text = { ignoreChanges: ["text"] };
    const tag = { ignoreChanges: ["tags.a"] };
    const changed = [
      note("a", { text: "X", options: text }),
      note("t", { tags: { a: "9", b: "3" }, options: tag }),
    ];
    assert.deepEqual((await pair.run("up", changed)).steps, ["update t"]);
    const all = { ignoreChanges: ['tags["*"]'] };
    const open = [note("a", { text: "X" }), note("t", { tags: { c: "1" }, options: all })];
    assert.deepEqual((await pair.run("up", open)).steps, ["update a"]);
  });

  it("replaces as with the Pulumi CLI", async () => {
    await pair.run("up", [note("a"), note("t", { tags: { a: "1" } })]);
    // Of a change whose path the provider does not tell, nothing can be said.
    const forced = [
      note("a", { text: "X", options: { replaceOnChanges: ["text"] } }),
      note("t", { tags: { a: "2" }, options: { replaceOnChanges: ["tags.a"] } }),
    ];
    assert.deepEqual((await pair.run("up", forced)).steps, [
      "create-replacement t",
      "delete-replaced t",
      "replace t",
      "update a",
    ]);
    const triggered = (replacementTrigger: string) => [
      note("a", { text: "X" }),
      note("t", { tags: { a: "2" }, options: { replacementTrigger, deleteBeforeReplace: true } }),
    ];
    assert.deepEqual((await pair.run("up", triggered("1"))).steps, []);
    assert.equal((await pair.run("up", triggered("2"))).steps.length, 3);
  });

  it("ties resources together as with the Pulumi CLI", async () => {
    const tied = (folder: string) => [
      note("a", { folder }),
      note("b", { deletedWith: "a" }),
      note("c", { replaceWith: ["a"] }),
    ];
    await pair.run("up", [...tied("1"), note("d", { options: { retainOnDelete: true } })]);
    assert.equal((await pair.run("up", tied("2"))).steps.length, 10);
    assert.equal((await pair.run("up", tied("side"))).steps.length, 9);
    assert.deepEqual((await pair.run("up", [note("c")])).steps, ["delete a", "delete b"]);
    await pair.run("destroy");
  });

  it("reads and imports as with the Pulumi CLI", async () => {
    await pair.run("up", [note("a"), note("b")]);
    const imported = note("i", { options: { import: "A-1.txt" } });
    assert.equal((await pair.run("preview", [note("a"), note("b"), imported])).errors.length, 1);
    const read = note("r", { get: "A-1.txt" });
    assert.deepEqual((await pair.run("up", [note("a"), note("b"), read])).steps, ["read r"]);
    const others = [note("a"), note("r", { get: "B-1.txt" }), note("q", { get: "nowhere" })];
    assert.deepEqual((await pair.run("up", others)).steps, ["delete b", "read q", "read r"]);
    assert.deepEqual((await pair.run("refresh")).steps, ["delete q", "delete r"]);
  });

  it("is inherited as with the Pulumi CLI", async () => {
    const groupOptions = { protect: true, retainOnDelete: true };
    const open = note("b", { group: "g", options: { protect: false } });
    await pair.run("up", [note("a", { group: "g", groupOptions }), open]);
    assert.deepEqual((await pair.run("destroy")).steps, ["delete b"]);
  });

  it("does not widen a run's targets, as with the Pulumi CLI", async () => {
    const notes = [note("a"), note("b", { after: ["a"] }), note("c")];
    assert.deepEqual((await pair.run("up", notes, target("a"))).steps, ["create a", "create notes-dev"]);
    assert.deepEqual((await pair.run("up", notes, target("b"))).steps, ["create b"]);
    const rest = notes.slice(0, 2).map((spec) => ({ ...spec, text: "X" }));
    const excludes = { flags: ["--exclude", `${NOTE}::b`], excludes: ["b"] };
    assert.deepEqual((await pair.run("up", rest, excludes)).steps, ["update a"]);
    const replaces = { flags: ["--replace", `${NOTE}::a`], replaces: ["a"] };
    assert.equal((await pair.run("up", rest, replaces)).steps.length, 4);
    assert.equal((await pair.run("destroy", [], target("a"))).errors.length, 1);
    assert.deepEqual((await pair.run("destroy", [], target("a", true))).steps, ["delete a", "delete b"]);
  });
});
