import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { secret } from "../src/values/secrets";
import { NotesStack, stepsOf } from "./notes-stack";

describe("a secret", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("reaches the provider in plain, and the state encrypted only", async () => {
    const result = await stack.run("up", [{ name: "first", secret: true }], { config: { pin: "77-42-13" } });
    assert.deepEqual(result.diagnostics, []);
    assert.deepEqual(stack.notes, { "1.txt": "77-42-13" });
    assert.deepEqual(result.outputs, { texts: { first: "[secret]" } });
    assert.equal(stack.stateText.includes("77-42-13"), false);
    const { secrets_providers: provider } = stack.deployment;
    assert.match(
      JSON.stringify(provider),
      /^\{"type":"passphrase","state":\{"salt":"v1:[^:]+:v1:[^:]+:[^:]+"\}\}$/,
    );
    assert.equal(fs.statSync(path.join(stack.stateDir, "passphrase")).mode & 0o777, 0o600);
    assert.equal(fs.statSync(path.join(stack.stateDir, "state.json")).mode & 0o777, 0o600);
  });

  it("that has not changed leaves its ciphertext as it was", async () => {
    const specs = [{ name: "first", secret: true }];
    await stack.run("up", specs);
    const before = stack.stateText;
    const result = await stack.run("up", specs);
    assert.deepEqual(stepsOf(result), []);
    assert.equal(stack.stateText, before);
  });

  it("that changes is a change of a secret value", async () => {
    await stack.run("up", [{ name: "first", secret: true }]);
    const result = await stack.run("up", [{ name: "first", secret: true }], { config: { pin: "4321" } });
    const [step] = result.steps.filter(({ op }) => op === "update");
    assert.deepEqual(step?.differences, [
      { path: "text", kind: "update", before: secret("1234"), after: secret("4321") },
    ]);
    assert.deepEqual(stack.notes, { "1.txt": "4321" });
  });

  it("cannot be read without the passphrase, which is said", async () => {
    await stack.run("up", [{ name: "first", secret: true }]);
    const file = path.join(stack.stateDir, "passphrase");
    fs.rmSync(file);
    await assert.rejects(stack.run("destroy"), { message: `the state has secrets, but ${file} is missing` });
    fs.writeFileSync(file, "another");
    await assert.rejects(stack.run("destroy"), {
      message: `the passphrase in ${file} does not open the state's secrets: export it with --show-secrets, or put the passphrase there`,
    });
  });
});
