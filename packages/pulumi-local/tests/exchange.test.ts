import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { exportState, importState } from "../src/state/open-stack";
import { NotesStack, stepsOf } from "./notes-stack";

describe("the state on its way to the Pulumi CLI and back", () => {
  let stack: NotesStack;
  let place: { stateDir: string; project: string; stack: string };
  const specs = [
    { name: "a", secret: true },
    { name: "b", text: "B" },
  ];
  beforeEach(async () => {
    stack = new NotesStack();
    place = { stateDir: stack.stateDir, project: "notes", stack: "dev" };
    await stack.run("up", specs);
  });
  afterEach(() => stack.remove());

  it("is the file itself, with secrets as they are encrypted", async () => {
    const exported = JSON.parse(await exportState(place, { showSecrets: false })) as { deployment: object };
    assert.deepEqual(
      { ...exported.deployment, manifest: undefined },
      { ...stack.deployment, manifest: undefined },
    );
  });

  it("can show its secrets, which the next place encrypts under its own passphrase", async () => {
    const text = await exportState(place, { showSecrets: true });
    assert.ok(text.includes(String.raw`"plaintext":"\"1234\""`));
    assert.ok(text.includes('"secrets_providers":{"type":"passphrase"'));
    fs.rmSync(stack.stateDir, { recursive: true });
    assert.equal(await importState(place, text), 4);
    assert.equal(stack.stateText.includes("1234"), false);
    assert.deepEqual(fs.readdirSync(stack.stateDir).sort(), ["passphrase", "state.json"]);
    assert.deepEqual(stepsOf(await stack.run("up", specs)), []);
  });

  it("does not take the place of another stack's, nor without its passphrase", async () => {
    const before = stack.stateText;
    const text = await exportState(place, { showSecrets: false });
    await assert.rejects(importState({ ...place, project: "memos" }, text), {
      message:
        "urn:pulumi:dev::notes::pulumi:pulumi:Stack::notes-dev does not belong to the stack dev of the project memos",
    });
    const passphrase = path.join(stack.stateDir, "passphrase");
    fs.writeFileSync(passphrase, "another");
    await assert.rejects(importState(place, text), {
      message: `the passphrase in ${passphrase} does not open the state's secrets: export it with --show-secrets, or put the passphrase there`,
    });
    assert.equal(stack.stateText, before);
  });
});
