import { z } from "zod";
import { isDefaultSetting, isSetting, type SettingName, SettingsError } from "./settings";

/** The project's name as it is published: what stands under it is ours, whatever the project is called now. */
const PUBLISHED_NAME = "databricks-alerts";

/** Keys of Pulumi's own, and of the plugin's that has some of our names. */
const NOT_OURS = [/^pulumi:/, /^databricks:warehouseId$/];

/** Other packages have settings of these names, too (`gcp:project`): alone they say nothing. */
const COMMON_NAMES: readonly string[] = ["project", "environment"];

interface StackKeys {
  /** As `Pulumi.yaml` says. */
  readonly project: string;
  readonly stack: string;
  /** All of the stack's configuration, in full: `databricks-alerts:catalog`. */
  readonly keys: readonly string[];
  /** The project's own setting of that name. */
  readonly own: (name: string) => string | undefined;
}

/**
 * Pulumi passes over what stands under the name of another project, as everything does once the project is renamed. A
 * setting that the project gives itself is not missed.
 *
 * @throws SettingsError that names every such key, and what to do
 */
export function refuseForeignSettings({ project, stack, keys, own }: StackKeys): void {
  const foreign = keys
    .filter((key) => !key.startsWith(`${project}:`) && !NOT_OURS.some((pattern) => pattern.test(key)))
    .map((key) => ({ key, prefix: key.slice(0, key.indexOf(":")), name: key.slice(key.indexOf(":") + 1) }))
    .filter(({ prefix, name }) =>
      isSetting(name)
        ? isDefaultSetting(name, own(name))
        : // A secret of a destination, or a setting that is misspelt.
          prefix === PUBLISHED_NAME && own(name) === undefined,
    );
  const told = ({ prefix, name }: { readonly prefix: string; readonly name: string }) =>
    prefix === PUBLISHED_NAME || !COMMON_NAMES.includes(name);
  const prefixes = new Set(foreign.filter(told).map(({ prefix }) => prefix));
  const faults = foreign.filter(({ prefix }) => prefixes.has(prefix));
  if (faults.length === 0) return;
  throw new SettingsError(
    [
      `The stack ${stack} has settings under another project's name, and Pulumi passes over them: this project is ${project} (Pulumi.yaml).`,
      ...faults.map(
        ({ key, name }) =>
          `  ${key}: pulumi config set ${project}:${name} <value>, and pulumi config rm ${key}`,
      ),
      `Or take the names before the colons away in Pulumi.${stack}.yaml: a key without one is the project's own, whatever its name.`,
    ].join("\n"),
  );
}

/** In the environment: what one run was given instead of the stack's settings, as JSON from name to text. */
const VARIABLE = "ALERTS_RUN_SETTINGS";

const shape = z.record(z.string(), z.string());

type ReadSetting = (name: SettingName) => string | undefined;

/**
 * The settings of this run, where a run of the deploy job was given others than the stack has. They come by the
 * environment: in the configuration they would be kept in the stack's file and state, and so be meant for later runs, too.
 *
 * @throws SettingsError where the variable is no such JSON
 */
export function withRunSettings(get: ReadSetting, env: NodeJS.ProcessEnv): ReadSetting {
  const given = runSettings(env[VARIABLE]);
  if (given.has("warehouseId")) {
    // It stands beside the stack's own, which the program goes on to declare.
    given.set("warehouseName", "").set("createWarehouse", "false");
  }
  return (name) => given.get(name) ?? get(name);
}

/** What gave a setting to this run alone, if anything did. */
type Giver = (name: string) => string | undefined;

/** The setting is one of those that `withRunSettings` puts before the stack's. */
export function givenToRun(env: NodeJS.ProcessEnv): Giver {
  const given = runSettings(env[VARIABLE]);
  return (name) => (isSetting(name) && given.has(name) ? VARIABLE : undefined);
}

/** The setting stood on the command line, as far as the engine says so: the local one does, in JSON, by full names. */
export function givenByCommand(project: string, env: NodeJS.ProcessEnv): Giver {
  const given = new Set(z.array(z.string()).parse(JSON.parse(env["PULUMI_LOCAL_GIVEN"] ?? "[]")));
  return (name) => (given.has(`${project}:${name}`) ? "--config" : undefined);
}

function runSettings(text: string | undefined): Map<SettingName, string> {
  if (!text) return new Map();
  const entries = Object.entries(parse(text));
  const unknown = entries.map(([name]) => name).filter((name) => !isSetting(name));
  if (unknown.length > 0) throw new SettingsError(`${VARIABLE} has ${unknown.join(", ")}: no setting`);
  return new Map(entries.flatMap(([name, value]) => (isSetting(name) ? [[name, value] as const] : [])));
}

function parse(text: string): Readonly<Record<string, string>> {
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new SettingsError(`${VARIABLE} must be JSON: an object from names of settings to texts`, { cause });
  }
}
