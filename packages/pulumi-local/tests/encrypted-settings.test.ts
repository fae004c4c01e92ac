import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ConfigOverrides, readStackConfig } from "../src/project/stack-config";
import { PassphraseCrypter } from "../src/state/passphrase-crypter";

describe("an encrypted setting of a stack's file", () => {
  let dir: string;
  let salt: string;

  before(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "encrypted-settings-"));
    const crypter = await PassphraseCrypter.create("open sesame");
    ({ salt } = crypter);
    const secure = crypter.encrypt("https://hooks.example.com/1");
    await file(
      "prod",
      `encryptionsalt: ${salt}\nconfig:\n  app:plain: a\n  app:url:\n    secure: ${secure}\n`,
    );
  });
  after(() => rm(dir, { recursive: true }));

  function file(stack: string, text: string): Promise<void> {
    return writeFile(path.join(dir, `Pulumi.${stack}.yaml`), text);
  }

  function read(stack: string, overrides: ConfigOverrides) {
    return readStackConfig({ name: "app", dir, main: ".", nodeArgs: [], config: {} }, stack, overrides);
  }

  it("is opened by its passphrase, and stays a secret beside those of the command line", async () => {
    const overrides = {
      configPassphrase: "open sesame",
      config: { plain: "b" },
      secretConfig: { key: "k" },
    };
    assert.deepEqual(await read("prod", overrides), {
      values: { "app:plain": "b", "app:url": "https://hooks.example.com/1", "app:key": "k" },
      secretKeys: ["app:url", "app:key"],
      givenKeys: ["app:plain", "app:key"],
    });
  });

  it("is refused by name without the passphrase, with a wrong one, and where a cloud has the key", async () => {
    await assert.rejects(read("prod", {}), {
      message:
        "Pulumi.prod.yaml has the encrypted setting app:url: set PULUMI_CONFIG_PASSPHRASE to its passphrase",
    });
    await assert.rejects(read("prod", { configPassphrase: "sesame" }), {
      message: "PULUMI_CONFIG_PASSPHRASE does not open the encrypted settings of Pulumi.prod.yaml",
    });
    await file(
      "cloud",
      "secretsprovider: awskms://alias/x\nencryptedkey: a\nconfig:\n  app:url:\n    secure: b\n",
    );
    await assert.rejects(read("cloud", { configPassphrase: "open sesame" }), {
      message:
        "the encrypted setting app:url of Pulumi.cloud.yaml is not supported by the local engine: use the Pulumi CLI",
    });
  });
});
