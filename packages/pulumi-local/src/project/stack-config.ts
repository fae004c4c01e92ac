import { existsSync } from "node:fs";
import path from "node:path";
import { EngineError, UnsupportedError } from "../engine-error";
import { PassphraseCrypter } from "../state/passphrase-crypter";
import type { PropertyMap } from "../values/property-value";
import { secret } from "../values/secrets";
import { type Project, readYaml } from "./project-file";

/** A stack's configuration: values by full key (`project:key`), as text. */
export interface StackConfig {
  values: Record<string, string>;
  secretKeys: string[];
  /** Those of the command line. */
  givenKeys: string[];
}

/** What a command line gives beside the stack's file. */
export interface ConfigOverrides {
  readonly config?: Record<string, string> | undefined;
  /** Kept encrypted in the state, and shown nowhere. */
  readonly secretConfig?: Record<string, string> | undefined;
  /** Of the encrypted settings of the stack's file. */
  readonly configPassphrase?: string | undefined;
}

interface StackFile {
  config?: Record<string, unknown>;
  encryptionsalt?: string;
  secretsprovider?: string;
  encryptedkey?: string;
}

/** The project's defaults, over them Pulumi.<stack>.yaml, over that the overrides of the command line. */
export async function readStackConfig(
  project: Project,
  stack: string,
  { config = {}, secretConfig = {}, configPassphrase }: ConfigOverrides,
): Promise<StackConfig> {
  if (!/^[\w.-]+$/.test(stack)) throw new EngineError(`${JSON.stringify(stack)} is no name of a stack`);
  const values = new Map<string, string>();
  const secretKeys: string[] = [];
  const qualified = (key: string) => (key.includes(":") ? key : `${project.name}:${key}`);
  for (const [key, { default: fallback, value = fallback, secret }] of Object.entries(project.config)) {
    if (value !== undefined) values.set(qualified(key), text(value));
    if (secret) secretKeys.push(qualified(key));
  }
  const file = await stackFile(project, stack);
  const encrypted: Record<string, string> = {};
  for (const [key, value] of Object.entries(file.config ?? {})) {
    if (isEncrypted(value)) encrypted[key] = value.secure;
    else values.set(qualified(key), text(value));
  }
  const decrypted = await decryptSettings(
    { ...file, name: `Pulumi.${stack}.yaml` },
    encrypted,
    configPassphrase,
  );
  const setSecrets = (secrets: Readonly<Record<string, string>>) => {
    for (const [key, value] of Object.entries(secrets)) {
      values.set(qualified(key), value);
      secretKeys.push(qualified(key));
    }
  };
  setSecrets(decrypted);
  for (const [key, value] of Object.entries(config)) values.set(qualified(key), value);
  setSecrets(secretConfig);
  return {
    values: Object.fromEntries(values),
    secretKeys: secretKeys.filter((key) => values.has(key)),
    givenKeys: Object.keys({ ...config, ...secretConfig }).map(qualified),
  };
}

function isEncrypted(value: unknown): value is { readonly secure: string } {
  return typeof value === "object" && value !== null && "secure" in value && typeof value.secure === "string";
}

/** The configuration as properties of the dynamic provider. */
export function asProperties({ values, secretKeys }: Omit<StackConfig, "givenKeys">): PropertyMap {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, secretKeys.includes(key) ? secret(value) : value]),
  );
}

async function stackFile(project: Project, stack: string): Promise<StackFile> {
  const file = path.join(project.dir, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) {
    if (stack === "dev") return {};
    throw new EngineError(`there is no stack ${stack}: ${file} does not exist`);
  }
  return readYaml<StackFile>(file);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

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
async function decryptSettings(
  file: EncryptedFile,
  encrypted: Readonly<Record<string, string>>,
  passphrase: string | undefined,
): Promise<Record<string, string>> {
  const keys = Object.keys(encrypted);
  if (keys.length === 0) return {};
  const { name, encryptionsalt, secretsprovider = "passphrase", encryptedkey } = file;
  if (encryptionsalt === undefined || encryptedkey !== undefined || secretsprovider !== "passphrase")
    throw new UnsupportedError(`the encrypted setting ${keys.join(", ")} of ${name}`);

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
