import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { EngineError, messageOf } from "../engine-error";

export interface ConfigDeclaration {
  type?: string;
  default?: unknown;
  value?: unknown;
  secret?: boolean;
}

/** What the engine needs of a Pulumi.yaml. */
export interface Project {
  name: string;
  dir: string;
  /** What to run, relative to `dir`; "." leaves it to the package.json. */
  main: string;
  /** Options for the program's node. */
  nodeArgs: string[];
  config: Record<string, ConfigDeclaration>;
}

interface ProjectFile {
  name?: string;
  main?: string;
  runtime?: string | { name?: string; options?: { nodeargs?: string } };
  config?: Record<string, ConfigDeclaration | string | number | boolean>;
}

export async function readProject(dir: string): Promise<Project> {
  const file = path.join(dir, "Pulumi.yaml");
  const { name, main = ".", runtime, config = {} } = await readYaml<ProjectFile>(file);
  if (!name) throw new EngineError(`${file} names no project`);
  const runtimeName = typeof runtime === "string" ? runtime : runtime?.name;
  if (runtimeName !== "nodejs")
    throw new EngineError(`${file} has the runtime ${String(runtimeName)}, only nodejs can be run here`);
  const nodeArgs = typeof runtime === "string" ? undefined : runtime?.options?.nodeargs;
  return {
    name,
    dir,
    main,
    nodeArgs: nodeArgs?.split(/\s+/).filter(Boolean) ?? [],
    config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, declaration(value)])),
  };
}

export async function readYaml<T>(file: string): Promise<T> {
  try {
    return (parse(await readFile(file, "utf8")) ?? {}) as T;
  } catch (error) {
    throw new EngineError(`${file} cannot be read: ${messageOf(error)}`);
  }
}

/** `key: text` is short for a default. */
function declaration(value: ConfigDeclaration | string | number | boolean): ConfigDeclaration {
  return typeof value === "object" ? value : { default: value };
}
