import { EngineError, UnsupportedError } from "../engine-error";
import { PassphraseCrypter } from "../state/passphrase-crypter";

interface EncryptedFile {
  /** `Pulumi.prod.yaml`, for messages. */
  readonly name: string;
  readonly encryptionsalt?: string | undefined;
  readonly secretsprovider?: string | undefined;
  readonly encryptedkey?: string | undefined;
}

/**
 * Opens settings of a stack's file that `pulumi config set --secret` encrypted under a passphrase
 * (PULUMI_CONFIG_PASSPHRASE). Other secrets providers need their cloud.
 */
export async function decryptSettings(
  file: EncryptedFile,
  encrypted: Readonly<Record<string, string>>,
  passphrase: string | undefined,
): Promise<Record<string, string>> {
  const keys = Object.keys(encrypted);
  if (keys.length === 0) return {};
  const { name, encryptionsalt, secretsprovider = "passphrase", encryptedkey } = file;
  if (encryptionsalt === undefined || encryptedkey !== undefined || secretsprovider !== "passphrase") {
    throw new UnsupportedError(`the encrypted setting ${keys.join(", ")} of ${name}`);
  }
  if (passphrase === undefined) {
    throw new EngineError(
      `${name} has the encrypted setting ${keys.join(", ")}: set PULUMI_CONFIG_PASSPHRASE to its passphrase`,
    );
  }
  const crypter = await PassphraseCrypter.open(passphrase, encryptionsalt).catch(() => {
    throw new EngineError(`PULUMI_CONFIG_PASSPHRASE does not open the encrypted settings of ${name}`);
  });
  return Object.fromEntries(
    Object.entries(encrypted).map(([key, text]) => [key, decrypted(crypter, key, text, name)]),
  );
}

function decrypted(crypter: PassphraseCrypter, key: string, text: string, name: string): string {
  try {
    return crypter.decrypt(text);
  } catch {
    throw new EngineError(`the encrypted setting ${key} of ${name} is damaged, or of another passphrase`);
  }
}
