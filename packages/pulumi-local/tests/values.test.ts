import assert from "node:assert/strict";
import { makeUrn, nameOf, typeOf } from "../src/urn";
import { differences, differencesAt } from "../src/values/differences";
import { SIGNATURE_KEY, SIGNATURES } from "../src/values/property-value";
import { annotateSecrets, protectOutputs, redact, secret } from "../src/values/secrets";

describe("differences", () => {
  it("names nested paths as Pulumi does", () => {
    assert.deepEqual(
      differences(
        { a: { b: [1, 2], "x y": 1 }, gone: null, same: [{}] },
        { a: { b: [1, 3, 4], "x y": 2 }, come: 0, same: [{}] },
      ),
      [
        { path: "a.b[1]", kind: "update", before: 2, after: 3 },
        { path: "a.b[2]", kind: "add", after: 4 },
        { path: 'a["x y"]', kind: "update", before: 1, after: 2 },
        { path: "come", kind: "add", after: 0 },
        { path: "gone", kind: "delete", before: null },
      ],
    );
  });

  it("does not mind the order of keys, nor that a value became secret", () => {
    assert.deepEqual(differences({ a: { x: 1, y: 2 } }, { a: secret({ y: 2, x: 1 }) }), []);
  });

  it("compares at one path only, where one is given, down to the single values", () => {
    const before = { a: { b: { x: 1, y: 2 } }, c: "old" };
    const after = { a: { b: { x: 1, y: 3 } }, c: "new", d: [{ e: 1 }] };
    assert.deepEqual(differencesAt("a.b", before, after), [
      { path: "a.b.y", kind: "update", before: 2, after: 3 },
    ]);
    assert.deepEqual(differencesAt("d[0].e", before, after), [{ path: "d[0].e", kind: "add", after: 1 }]);
    assert.deepEqual(differencesAt("a.b.x", before, after), []);
    assert.deepEqual(differencesAt("nowhere.at.all", before, after), []);
  });
});

describe("secrets", () => {
  it("are carried over by name to what a provider returned", () => {
    const ins = {
      pin: secret("1"),
      nested: { pin: secret("2"), open: 1 },
      list: ["a", secret("b")],
      lost: secret("c"),
    };
    const outs = { pin: "1", nested: { pin: "2", open: 1 }, list: ["b", "a"], more: 1 };
    assert.deepEqual(annotateSecrets(outs, ins), {
      pin: secret("1"),
      nested: { pin: secret("2"), open: 1 },
      list: secret(["b", "a"]),
      more: 1,
    });
  });

  it("include the outputs that the program names", () => {
    assert.deepEqual(protectOutputs({ key: "k", id: 1 }, {}, ["key"]), { key: secret("k"), id: 1 });
  });

  it("are never shown", () => {
    assert.deepEqual(redact({ a: [secret({ b: 1 })] }), { a: ["[secret]"] });
    assert.deepEqual(secret("x"), { [SIGNATURE_KEY]: SIGNATURES.secret, value: "x" });
  });
});

describe("a URN", () => {
  it("names the parents' types, but not the stack's", () => {
    const stack = makeUrn("dev", "notes", "", "pulumi:pulumi:Stack", "notes-dev");
    const group = makeUrn("dev", "notes", stack, "notes:index:Group", "g");
    const note = makeUrn("dev", "notes", group, "a:b:Note", "COST::12");
    assert.equal(stack, "urn:pulumi:dev::notes::pulumi:pulumi:Stack::notes-dev");
    assert.equal(note, "urn:pulumi:dev::notes::notes:index:Group$a:b:Note::COST::12");
    assert.deepEqual([typeOf(note), nameOf(note)], ["a:b:Note", "COST::12"]);
  });
});
