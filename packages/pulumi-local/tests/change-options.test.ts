import assert from "node:assert/strict";
import { withoutIgnoredChanges } from "../src/values/ignored-changes";
import { containsPath, parsePath } from "../src/values/property-value";
import { secret } from "../src/values/secrets";
import { messagesOf, NotesStack, stepsOf } from "./notes-stack";

describe("a property path", () => {
  it("is read as Pulumi writes it", () => {
    assert.deepEqual(parsePath('root.nested["key with a ."][100][*]["say \\"a\\""].b-c'), [
      "root",
      "nested",
      "key with a .",
      100,
      "*",
      'say "a"',
      "b-c",
    ]);
    assert.deepEqual(parsePath('["root key"].a'), ["root key", "a"]);
    for (const text of [".a", "a.", "a[b]", 'a["b', "a["]) assert.equal(parsePath(text), undefined, text);
  });

  it("contains what is inside of what it names", () => {
    const contains = (path: string, other: string) =>
      containsPath(parsePath(path) ?? [], parsePath(other) ?? []);
    assert.equal(contains("a[1]", "a[1].b"), true);
    assert.equal(contains("a.*.b", "a.x.b.c"), true);
    assert.equal(contains("*", "a"), true);
    assert.equal(contains("a.b", "a"), false);
    assert.equal(contains("a[1]", "a[2]"), false);
  });
});

describe("withoutIgnoredChanges", () => {
  const olds = { a: 1, list: [1, 2], map: { x: 1, y: { z: 1 } }, pin: secret("1") };
  const ignoring = (news: typeof olds | Record<string, never>, ...paths: string[]) =>
    withoutIgnoredChanges({ ...news }, olds, paths);

  it("sets values back, takes out what is new, puts in what is missing", () => {
    const news = { ...olds, a: 2, list: [9, 9], map: { x: 5, y: { z: 5 } } };
    assert.deepEqual(ignoring(news, "a", "list[1]", "map.y.z").inputs, {
      a: 1,
      list: [9, 2],
      map: { x: 5, y: { z: 1 } },
      pin: secret("1"),
    });
    assert.deepEqual(ignoring(news, "map.*", "list[*]").inputs, { ...olds, a: 2 });
    assert.deepEqual(ignoring({}, "a").inputs, { a: 1 });
    assert.deepEqual(withoutIgnoredChanges({ b: 1 }, olds, ["b"]).inputs, {});
  });

  it("does not touch what it is given, and keeps secrets secret", () => {
    const news = { ...olds, a: 2 };
    ignoring(news, "a");
    assert.equal(news.a, 2);
    assert.deepEqual(withoutIgnoredChanges({ pin: "2" }, olds, ["pin"]).inputs, { pin: secret("1") });
    const hidden = withoutIgnoredChanges({ m: { k: "2" } }, { m: secret({ k: "1" }) }, ["m.k"]);
    assert.deepEqual(hidden.inputs, { m: { k: secret("1") } });
  });

  it("names the paths that would add or remove an element", () => {
    assert.deepEqual(ignoring({ ...olds, list: [1] }, "list[1]", "a", "list[7]").impossible, ["list[1]"]);
  });
});

describe("an option on changes", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("makes the engine ignore them, in an up and after it", async () => {
    await stack.run("up", [{ name: "a", text: "A", tags: { x: "1", y: "1" } }]);
    const options = { ignoreChanges: ["text", 'tags["x"]'] };
    const specs = [{ name: "a", text: "B", tags: { x: "2", y: "2" }, options }];
    const result = await stack.run("up", specs);
    const [step] = result.steps.filter(({ op }) => op === "update");
    assert.deepEqual(step?.differences, [{ path: "tags.y", kind: "update", before: "1", after: "2" }]);
    assert.deepEqual(stack.notes, { "1.txt": "A" });
    assert.deepEqual(stack.state("a")?.ignoreChanges, options.ignoreChanges);
    assert.deepEqual(stepsOf(await stack.run("up", specs)), []);
  });

  it("forces a replacement where a change is known by its path", async () => {
    const options = { replaceOnChanges: ["tags.x"] };
    await stack.run("up", [{ name: "a", text: "A", tags: { x: "1", y: "1" }, options }]);
    const other = await stack.run("up", [{ name: "a", text: "A", tags: { x: "1", y: "2" }, options }]);
    assert.deepEqual(stepsOf(other), ["update a"]);
    const result = await stack.run("up", [{ name: "a", text: "A", tags: { x: "2", y: "2" }, options }]);
    assert.deepEqual(stepsOf(result), ["delete-replaced a", "create-replacement a", "replace a"]);
    assert.deepEqual(result.steps.find(({ op }) => op === "replace")?.replaceKeys, ["tags"]);
  });

  it("replaces for another trigger, and with another resource", async () => {
    const specs = (trigger: string) => [
      { name: "a", text: "A", options: { replacementTrigger: trigger } },
      { name: "b", text: "B", replaceWith: ["a"] },
      { name: "c", text: "C", deletedWith: "a" },
    ];
    await stack.run("up", specs("1"));
    assert.deepEqual(stepsOf(await stack.run("up", specs("1"))), []);
    const result = await stack.run("up", specs("2"));
    assert.deepEqual(
      result.steps
        .filter(({ op }) => op === "replace")
        .map(({ urn, replaceKeys }) => [urn.at(-1), ...replaceKeys])
        .sort(),
      [
        ["a", "replacementTrigger"],
        ["b", "replaceWith"],
        ["c", "deletedWith"],
      ],
    );
    assert.deepEqual(stack.operations.filter((text) => text.startsWith("delete")).sort(), [
      "delete A",
      "delete B",
    ]);
  });

  it("is kept in the state as Pulumi does", async () => {
    const options = {
      hideDiffs: ["text"],
      customTimeouts: { create: "5m", delete: "1m30s" },
      additionalSecretOutputs: ["length"],
    };
    const result = await stack.run("up", [{ name: "a", text: "A", options }]);
    assert.deepEqual(messagesOf(result), []);
    const { hideDiff, customTimeouts, additionalSecretOutputs } = stack.state("a") ?? {};
    assert.deepEqual(
      { hideDiff, customTimeouts, additionalSecretOutputs },
      {
        hideDiff: ["text"],
        customTimeouts: { create: 300, delete: 90 },
        additionalSecretOutputs: ["length"],
      },
    );
  });
});
