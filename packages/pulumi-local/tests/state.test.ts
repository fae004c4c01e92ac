import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Journal } from "../src/state/journal";
import { PassphraseCrypter } from "../src/state/passphrase-crypter";
import { inDependencyOrder, type ResourceState } from "../src/state/resource-state";
import { StateLock } from "../src/state/state-lock";
import { StateStore } from "../src/state/state-store";
import { secret } from "../src/values/secrets";

function note(name: string, more: Partial<ResourceState> = {}): ResourceState {
  return {
    urn: `urn:pulumi:dev::notes::a:b:C::${name}`,
    custom: true,
    id: `${name}.txt`,
    type: "a:b:C",
    ...more,
  };
}

describe("the state", () => {
  let dir: string;
  let file: string;
  const open = (readOnly = false) => StateStore.open(file, path.join(dir, "passphrase"), { readOnly });
  beforeEach(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), "state-"));
    file = path.join(dir, "state.json");
  });
  afterEach(() => fs.rmSync(dir, { recursive: true }));

  it("is whole again from the journal after a kill", async () => {
    const first = await open();
    await first.commit({ put: [note("a"), note("b")] });
    await first.close();
    const killed = await open();
    await killed.begin(note("c"), "creating");
    await killed.commit({ put: [note("c")], end: note("c").urn });
    await killed.commit({ remove: [note("a")] });
    await killed.begin(note("d"), "creating");

    const next = await open();
    assert.deepEqual(next.resources, [note("b"), note("c")]);
    assert.deepEqual(next.pendingOperations, [{ resource: note("d"), type: "creating" }]);
    await next.close();
    assert.equal(fs.existsSync(`${file}.journal`), false);
    assert.deepEqual((await open()).resources, [note("b"), note("c")]);
  });

  it("does not mind a journal that was merged already", async () => {
    const store = await open();
    await store.commit({ put: [note("a")] });
    await store.commit({ put: [note("a", { id: "2.txt" })] });
    const journal = fs.readFileSync(`${file}.journal`);
    await store.close();
    fs.writeFileSync(`${file}.journal`, journal);
    assert.deepEqual((await open()).resources, [note("a", { id: "2.txt" })]);
  });

  it("goes on after a kill in the middle of a line", async () => {
    const killed = await open();
    await killed.commit({ put: [note("a")] });
    fs.appendFileSync(`${file}.journal`, '{"put":[{"urn":');
    await (await open()).commit({ put: [note("b")] });
    assert.deepEqual((await open()).resources, [note("a"), note("b")]);
  });

  it("is, after a kill at any byte, what was written down by then", async () => {
    const store = await open();
    await store.begin(note("a"), "creating");
    await store.commit({ put: [note("a")], end: note("a").urn });
    await store.commit({ put: [note("b", { dependencies: [note("a").urn] })] });
    await store.commit({ remove: [note("b")] });
    const journal = fs.readFileSync(`${file}.journal`);
    const wholeLines = (bytes: number) => journal.subarray(0, bytes).filter((byte) => byte === 10).length;
    const expected = [
      { names: [], pending: 0 },
      { names: [], pending: 1 },
      { names: ["a.txt"], pending: 0 },
      { names: ["a.txt", "b.txt"], pending: 0 },
      { names: ["a.txt"], pending: 0 },
    ];
    for (let bytes = 0; bytes <= journal.length; bytes++) {
      fs.writeFileSync(`${file}.journal`, journal.subarray(0, bytes));
      const { resources, pendingOperations } = await open(true);
      const found = { names: resources.map(({ id }) => id), pending: pendingOperations.length };
      assert.deepEqual(found, expected[wholeLines(bytes)], `after ${bytes} bytes`);
    }
  });

  it("keeps a replaced resource next to the one that took its place", async () => {
    const store = await open();
    const old = note("a", { delete: true });
    await store.commit({ put: [note("a", { id: "2.txt" }), old] });
    assert.equal(store.get(old.urn)?.id, "2.txt");
    await store.commit({ remove: [old] });
    assert.deepEqual(store.resources, [note("a", { id: "2.txt" })]);
  });

  it("of a killed run that made the passphrase can be read", async () => {
    const killed = await open();
    await killed.commit({ put: [note("a", { inputs: { pin: secret("1234") } })] });
    assert.equal(fs.readFileSync(`${file}.journal`, "utf8").includes("1234"), false);
    assert.deepEqual((await open()).get(note("a").urn)?.inputs, { pin: secret("1234") });
  });

  it("can be read after a first run that wrote several secrets at the same time", async () => {
    const store = await open();
    const pins = ["a", "b"].map((name) => note(name, { inputs: { pin: secret(name) } }));
    await Promise.all(pins.map((pin) => store.commit({ put: [pin] })));
    await store.close();
    assert.deepEqual((await open()).resources, pins);
  });

  it("has a secret within a secret in one ciphertext, without a mark of its own", async () => {
    const store = await open();
    const config = secret({ slack: { url: secret("1234") } });
    await store.commit({ put: [note("a", { outputs: { config } })] });
    await store.close();
    assert.deepEqual((await open()).get(note("a").urn)?.outputs, {
      config: secret({ slack: { url: "1234" } }),
    });
  });

  it("has no mark of a secret within a secret that the Pulumi CLI has written, encrypted or not", async () => {
    // By `pulumi up` (3.274) of a NotificationDestination with a secret `config`, whose `url` its schema calls secret.
    const passphrase = "of the CLI";
    fs.writeFileSync(path.join(dir, "passphrase"), passphrase);
    const crypter = await PassphraseCrypter.create(passphrase);
    const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const config = (within: object) =>
      JSON.stringify({ email: null, slack: { url: { ...mark, ...within } } });
    const ciphertext = crypter.encrypt(config({ ciphertext: '"https://h?a&b"' }).replace("&", "\\u0026"));
    const resources = [
      note("a", { inputs: { config: { ...mark, ciphertext } } }),
      note("b", { inputs: { config: { ...mark, plaintext: config({ plaintext: '"https://h?a&b"' }) } } }),
    ];
    const provider = { type: "passphrase", state: { salt: crypter.salt } };
    fs.writeFileSync(
      file,
      JSON.stringify({ version: 3, deployment: { secrets_providers: provider, resources } }),
    );
    const inputs = { config: secret({ email: null, slack: { url: "https://h?a&b" } }) };
    const store = await open();
    assert.deepEqual(store.resources, [note("a", { inputs }), note("b", { inputs })]);
    await store.rewrite();
    const sealed = (await store.deployment()).resources;
    assert.deepEqual(sealed[0]?.inputs, { config: { ...mark, ciphertext } });
  });

  it("writes nothing for a preview, not even a passphrase", async () => {
    const store = await open(true);
    await store.commit({ put: [note("a", { inputs: { pin: secret("1234") } })] });
    await store.close();
    assert.deepEqual(store.resources, [note("a", { inputs: { pin: secret("1234") } })]);
    assert.deepEqual(fs.readdirSync(dir), []);
  });

  it("that the Pulumi CLI has written with a mark that is not known here is refused by name", async () => {
    const marked = { ...note("a"), viewOf: note("b").urn };
    fs.writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources: [note("b"), marked] } }));
    await assert.rejects(open(), {
      message: `"viewOf" of ${marked.urn} in the state is not supported by the local engine: use the Pulumi CLI`,
    });
  });

  it("that is not JSON, or of another version, is refused in one sentence", async () => {
    fs.writeFileSync(file, "{");
    await assert.rejects(open(), /^EngineError: the state .*state\.json is not JSON: /);
    fs.writeFileSync(file, '{"version":2,"deployment":{}}');
    await assert.rejects(open(), { message: `the state ${file} has version 2, this engine knows version 3` });
  });
});

describe("Journal", () => {
  it("leaves out a last line that was cut short", async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "journal-")), "state.json.journal");
    const journal = new Journal(file);
    await Promise.all([
      journal.append({ end: "a" }),
      journal.append({ end: "b" }),
      journal.append({ end: "c" }),
    ]);
    fs.appendFileSync(file, '{"end":"d');
    assert.deepEqual(await new Journal(file).read(), [{ end: "a" }, { end: "b" }, { end: "c" }]);
    fs.rmSync(path.dirname(file), { recursive: true });
  });
});

describe("StateLock", () => {
  let file: string;
  beforeEach(() => (file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "lock-")), "state.lock")));
  afterEach(() => fs.rmSync(path.dirname(file), { recursive: true }));

  it("keeps others out until it is released", async () => {
    const lock = await StateLock.acquire(file, "up");
    await assert.rejects(StateLock.acquire(file, "destroy"), {
      message: `another run (up, process ${process.pid}) is using this stack: wait for it, or end it`,
    });
    await lock.release();
    await (await StateLock.acquire(file, "destroy")).release();
    assert.deepEqual(fs.readdirSync(path.dirname(file)), []);
  });

  it("is taken over from a process that has ended, also when its number is used again", async () => {
    fs.writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "1", command: "up" }));
    await (await StateLock.acquire(file, "up")).release();
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: "1", command: "up" }));
    await (await StateLock.acquire(file, "up")).release();
  });
});

describe("PassphraseCrypter", () => {
  // From Pulumi's own tests: pkg/secrets/passphrase/manager_test.go.
  const SALT = "v1:fozI5u6B030=:v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==";

  it("opens what Pulumi has encrypted, with the right passphrase only", async () => {
    await PassphraseCrypter.open("password", SALT);
    await assert.rejects(PassphraseCrypter.open("passwort", SALT));
  });

  it("reads what it wrote", async () => {
    const crypter = await PassphraseCrypter.create("correct horse");
    const again = await PassphraseCrypter.open("correct horse", crypter.salt);
    assert.equal(again.decrypt(crypter.encrypt("Grüße")), "Grüße");
  });
});

describe("inDependencyOrder", () => {
  it("puts what a resource needs before it, and keeps the order otherwise", () => {
    const urn = (name: string) => note(name).urn;
    const resources = [
      note("z", { dependencies: [urn("b")] }),
      note("a", { parent: urn("z"), provider: `${urn("p")}::1` }),
      note("b", { propertyDependencies: { text: [urn("c")] } }),
      note("c"),
      note("p"),
    ];
    assert.deepEqual(
      inDependencyOrder(resources).map(({ id }) => id),
      ["c.txt", "b.txt", "z.txt", "p.txt", "a.txt"],
    );
  });
});
