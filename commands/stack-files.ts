import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { SECRET_SETTINGS, type SettingSources } from "../databricks/client-settings";
import { ExpectedError } from "../messages/expected-error";
import type { RowsByTable } from "../review/review-offline";
import { refuseForeignSettings } from "../settings/configured-elsewhere";
import { parseSettings, type Settings } from "../settings/settings";

const rows = z.array(z.record(z.string(), z.unknown()));
/** Both tables, or alert rows alone. */
const RowsFile = z.union([
  rows.transform((alertRows): RowsByTable => ({ alertRows, destinationRows: [] })),
  z.object({ alertRows: rows, destinationRows: rows.default([]) }),
]);

/** Reads rows from a JSON file: a list of alert rows, or both tables. */
export function readRowsFile(file: string): RowsByTable {
  try {
    return RowsFile.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? reasonOf(error) : String(error);
    throw new ExpectedError(
      `${file} cannot be read as rows, [ … ] or { "alertRows": [ … ], "destinationRows": [ … ] }: ${reason}`,
      { cause: error },
    );
  }
}

function reasonOf(error: Error): string {
  if (error instanceof z.ZodError) return "it holds something else.";
  return "code" in error && error.code === "ENOENT" ? "there is no such file." : error.message;
}

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const encrypted = z.object({ secure: z.string() });
const projectShape = z.object({
  name: z.string(),
  config: z.record(z.string(), z.object({ default: value.optional() })).default({}),
});
const stackShape = z.object({ config: z.record(z.string(), z.union([value, encrypted])).nullish() });

/** A stack's configuration, for commands that run without Pulumi. */
interface StackConfig {
  /** What is set in clear for the project itself, by names that may be none of ours. */
  readonly names: readonly string[];
  /** A key of the project (`catalog`), or a full one (`databricks:host`). */
  get(key: string): string | undefined;
}

/**
 * Reads `Pulumi.yaml` and `Pulumi.<stack>.yaml` of `folder`; `overrides` go before them. Pulumi alone can decrypt:
 * an encrypted token or client secret is passed over, since the environment gives another; any other encrypted key is
 * refused when read.
 */
function readStackConfig(
  folder: string,
  stack: string,
  overrides: Readonly<Record<string, string>>,
): StackConfig {
  if (!/^[\w.-]+$/.test(stack)) throw new ExpectedError(`${JSON.stringify(stack)} is no name of a stack.`);
  const project = readYaml(join(folder, "Pulumi.yaml"), projectShape);
  const file = `Pulumi.${stack}.yaml`;
  if (!existsSync(join(folder, file)))
    throw new ExpectedError(`There is no stack ${stack}: ${file} does not exist.`);
  const { config } = readYaml(join(folder, file), stackShape);
  const full = (key: string) => (key.includes(":") ? key : `${project.name}:${key}`);
  const given = new Map([
    ...Object.entries(project.config).map(([key, { default: fallback }]) => [full(key), fallback] as const),
    ...Object.entries(config ?? {}).map(([key, entry]) => [full(key), entry] as const),
    ...Object.entries(overrides).map(([key, text]) => [full(key), text] as const),
  ]);
  refuseForeignSettings({
    project: project.name,
    stack,
    keys: [...given.keys()].sort(),
    own: (name) => {
      const entry = given.get(full(name));
      return typeof entry === "object" ? "encrypted" : entry;
    },
  });
  return {
    names: [...given].flatMap(([key, entry]) => {
      const own = `${project.name}:`;
      return key.startsWith(own) && typeof entry !== "object" ? [key.slice(own.length)] : [];
    }),
    get: (key) => {
      const entry = given.get(full(key));
      if (typeof entry !== "object") return entry;
      if (SECRET_SETTINGS.some((setting) => key === `databricks:${setting.key}`)) return undefined;
      throw new ExpectedError(
        `${key} is encrypted in ${file}, where only Pulumi can read it: give --config ${key}=…`,
      );
    },
  };
}

/**
 * The stack's settings, and where credentials for its workspace are looked for.
 *
 * @param folder the project's
 */
export function readStack(
  stack: string,
  overrides: Readonly<Record<string, string>>,
  folder = process.cwd(),
): { readonly settings: Settings; readonly sources: SettingSources } {
  const { settings, sources } = openStack(stack, overrides, folder);
  return { settings: settings(), sources };
}

/** The same for who can go on without settings: their faults come when they are asked for. */
export function openStack(
  stack: string,
  overrides: Readonly<Record<string, string>>,
  folder = process.cwd(),
): { readonly settings: () => Settings; readonly sources: SettingSources } {
  const config = readStackConfig(folder, stack, overrides);
  const givenBy = (name: string) => (overrides[name] === undefined ? undefined : "--config");
  return {
    settings: () => parseSettings((name) => config.get(name), config.names, { stack, givenBy }),
    sources: { env: process.env, config: (key) => config.get(`databricks:${key}`) },
  };
}

function readYaml<Shape>(path: string, shape: z.ZodType<Shape>): Shape {
  try {
    return shape.parse(parse(readFileSync(path, "utf8")) ?? {});
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ExpectedError(`${path} cannot be read: ${reason}`, { cause: error });
  }
}
