import { existsSync } from "node:fs";
import path from "node:path";
import { EngineError, UnsupportedError } from "../engine-error";
import type { PropertyMap } from "../values/property-value";
import { secret } from "../values/secrets";
import { type Project, readYaml } from "./project-file";

/** A stack's configuration: values by full key (`project:key`), as text. */
export interface StackConfig {
  values: Record<string, string>;
  secretKeys: string[];
}

interface StackFile {
  config?: Record<string, unknown>;
}

/** The project's defaults, over them Pulumi.<stack>.yaml, over that the overrides of the command line. */
export async function readStackConfig(
  project: Project,
  stack: string,
  overrides: Record<string, string>,
): Promise<StackConfig> {
  if (!/^[\w.-]+$/.test(stack)) throw new EngineError(`${JSON.stringify(stack)} is no name of a stack`);
  const values = new Map<string, string>();
  const secretKeys: string[] = [];
  const qualified = (key: string) => (key.includes(":") ? key : `${project.name}:${key}`);
  for (const [key, { default: fallback, value = fallback, secret }] of Object.entries(project.config)) {
    if (value !== undefined) values.set(qualified(key), text(value));
    if (secret) secretKeys.push(qualified(key));
  }
  for (const [key, value] of Object.entries(await stackFile(project, stack))) {
    if (typeof value === "object" && value !== null && "secure" in value) {
      throw new UnsupportedError(`the encrypted setting ${key} of Pulumi.${stack}.yaml`);
    }
    values.set(qualified(key), text(value));
  }
  for (const [key, value] of Object.entries(overrides)) values.set(qualified(key), value);
  return { values: Object.fromEntries(values), secretKeys: secretKeys.filter((key) => values.has(key)) };
}

/** The configuration as properties of the dynamic provider. */
export function asProperties({ values, secretKeys }: StackConfig): PropertyMap {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, secretKeys.includes(key) ? secret(value) : value]),
  );
}

async function stackFile(project: Project, stack: string): Promise<Record<string, unknown>> {
  const file = path.join(project.dir, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) {
    if (stack === "dev") return {};
    throw new EngineError(`there is no stack ${stack}: ${file} does not exist`);
  }
  return (await readYaml<StackFile>(file)).config ?? {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
