import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { ExpectedError } from "../expected-error";

const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 8;

/**
 * Pulumi's `passphrase` secrets provider: AES-256-GCM under a key derived by PBKDF2
 * (pulumi: pkg/secrets/passphrase/manager.go, sdk/go/common/resource/config/crypt.go).
 */
export class PassphraseCrypter {
  readonly #key: Buffer;
  /** `secrets_providers.state.salt` of a deployment: the salt, and a known text by which a passphrase is recognised. */
  readonly salt: string;

  private constructor(key: Buffer, salt: Buffer) {
    this.#key = key;
    this.salt = `v1:${salt.toString("base64")}:${this.encrypt("pulumi")}`;
  }

  static async create(passphrase: string): Promise<PassphraseCrypter> {
    return PassphraseCrypter.#derive(passphrase, randomBytes(SALT_BYTES));
  }

  /** Throws when the passphrase is not the one that the state was encrypted with. */
  static async open(passphrase: string, state: string): Promise<PassphraseCrypter> {
    const [version, salt = "", ...message] = state.split(":");
    if (version !== "v1") throw new ExpectedError(`unknown version ${version} of an encryption salt`);
    const crypter = await PassphraseCrypter.#derive(passphrase, Buffer.from(salt, "base64"));
    crypter.decrypt(message.join(":"));
    return crypter;
  }

  static async #derive(passphrase: string, salt: Buffer): Promise<PassphraseCrypter> {
    return new PassphraseCrypter(
      await promisify(pbkdf2)(passphrase, salt, ITERATIONS, KEY_BYTES, "sha256"),
      salt,
    );
  }

  encrypt(plain: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
  }

  decrypt(text: string): string {
    const [version, nonce = "", sealed = ""] = text.split(":");
    if (version !== "v1") throw new ExpectedError(`unknown version ${version} of a ciphertext`);
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", this.#key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  }
}
