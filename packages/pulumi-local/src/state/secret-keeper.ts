import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { EngineError } from "../engine-error";
import { type PropertyMap, type PropertyValue, SIGNATURE_KEY, SIGNATURES } from "../values/property-value";
import { containsSecret, mapProperties, mapSecrets, reveal, secret } from "../values/secrets";
import { PassphraseCrypter } from "./passphrase-crypter";
import type { ResourceState } from "./resource-state";

export interface SecretsProvider {
  type: "passphrase";
  state: { salt: string };
}

/**
 * Encrypts the secrets of a state. The key costs half a second, so it is derived when the first secret turns up; a
 * secret that has not changed keeps its ciphertext, so that an unchanged state stays the same, byte by byte.
 */
export class SecretKeeper {
  #crypter: PassphraseCrypter | undefined;
  #opening: Promise<PassphraseCrypter> | undefined;
  readonly #ciphertexts = new Map<string, string>();

  readonly #passphraseFile: string;
  readonly #stored: SecretsProvider | undefined;

  constructor(passphraseFile: string, stored: SecretsProvider | undefined) {
    this.#passphraseFile = passphraseFile;
    this.#stored = stored;
  }

  get provider(): SecretsProvider | undefined {
    if (!this.#crypter) return this.#stored;
    return this.#stored ?? { type: "passphrase", state: { salt: this.#crypter.salt } };
  }

  /** Set when this run made the passphrase: nothing on disk knows its salt yet. */
  get newProvider(): SecretsProvider | undefined {
    return this.#stored ? undefined : this.provider;
  }

  async seal(resource: ResourceState): Promise<ResourceState> {
    if (!mentionsSecret(resource)) return resource;
    const crypter = await this.#open();
    return convertSecrets(resource, (plain) => this.#encrypt(crypter, plain));
  }

  async unseal(resource: ResourceState): Promise<ResourceState> {
    if (!mentionsSecret(resource)) return resource;
    const crypter = await this.#open();
    return convertSecrets(resource, (_, sealed) => this.#decrypt(crypter, sealed));
  }

  #encrypt(crypter: PassphraseCrypter, value: PropertyValue): PropertyMap {
    // What is within is secret with it: a mark in the ciphertext is none that the Pulumi CLI reads.
    const plain = JSON.stringify(reveal(value));
    const ciphertext = this.#ciphertexts.get(plain) ?? crypter.encrypt(plain);
    this.#ciphertexts.set(plain, ciphertext);
    return { [SIGNATURE_KEY]: SIGNATURES.secret, ciphertext };
  }

  #decrypt(crypter: PassphraseCrypter, sealed: PropertyMap): PropertyValue {
    const { ciphertext, plaintext } = sealed;
    // As `pulumi stack export --show-secrets` writes it.
    if (typeof plaintext === "string") return secret(unmarked(plaintext));
    if (typeof ciphertext !== "string") return sealed;
    const value = unmarked(crypter.decrypt(ciphertext));
    this.#ciphertexts.set(JSON.stringify(value), ciphertext);
    return secret(value);
  }

  /** Once, however many resources come at the same time: each key has a salt of its own, and a state has one. */
  async #open(): Promise<PassphraseCrypter> {
    this.#opening ??= this.#derive();
    return (this.#crypter = await this.#opening);
  }

  async #derive(): Promise<PassphraseCrypter> {
    if (!this.#stored) return PassphraseCrypter.create(await this.#newPassphrase());
    if (this.#stored.type !== "passphrase") {
      throw new EngineError(
        `the state's secrets are encrypted by ${String(this.#stored.type)}: use the Pulumi CLI`,
      );
    }
    const passphrase = await this.#passphrase();
    if (passphrase === undefined)
      throw new EngineError(`the state has secrets, but ${this.#passphraseFile} is missing`);
    try {
      return await PassphraseCrypter.open(passphrase, this.#stored.state.salt);
    } catch {
      throw new EngineError(
        `the passphrase in ${this.#passphraseFile} does not open the state's secrets: ` +
          "export it with --show-secrets, or put the passphrase there",
      );
    }
  }

  async #passphrase(): Promise<string | undefined> {
    return readFile(this.#passphraseFile, "utf8").then(
      (text) => text.trim(),
      () => undefined,
    );
  }

  async #newPassphrase(): Promise<string> {
    const known = await this.#passphrase();
    if (known) return known;
    const passphrase = randomBytes(24).toString("base64url");
    await writeFile(this.#passphraseFile, `${passphrase}\n`, { mode: 0o600 });
    return passphrase;
  }
}

/** For somebody who has another passphrase: as `pulumi stack export --show-secrets` writes it. */
export function withPlainSecrets(resource: ResourceState): ResourceState {
  return convertSecrets(resource, (plain) => ({
    [SIGNATURE_KEY]: SIGNATURES.secret,
    plaintext: JSON.stringify(reveal(plain)),
  }));
}

/**
 * The value of a decrypted text. Of a secret within a secret the Pulumi CLI keeps the mark, with the value in plain under
 * either name (pulumi: SerializePropertyValue in pkg/resource/stack/deployment.go); it is secret with the whole.
 */
function unmarked(json: string): PropertyValue {
  return mapSecrets(JSON.parse(json) as PropertyValue, (plain, { ciphertext, plaintext }) => {
    const within = plaintext ?? ciphertext;
    return typeof within === "string" ? unmarked(within) : reveal(plain);
  });
}

function convertSecrets(
  resource: ResourceState,
  replace: (plain: PropertyValue, secret: PropertyMap) => PropertyValue,
): ResourceState {
  const { inputs, outputs, replacementTrigger } = resource;
  const convert = (value: PropertyValue) => mapSecrets(value, replace);
  return {
    ...resource,
    ...(inputs && { inputs: mapProperties(inputs, convert) }),
    ...(outputs && { outputs: mapProperties(outputs, convert) }),
    ...(replacementTrigger !== undefined && { replacementTrigger: convert(replacementTrigger) }),
  };
}

function mentionsSecret({ inputs = {}, outputs = {}, replacementTrigger = null }: ResourceState): boolean {
  return [inputs, outputs, replacementTrigger].some(containsSecret);
}
