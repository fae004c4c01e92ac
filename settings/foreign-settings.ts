import { isDefaultSetting, isSetting, SettingsError } from "./settings";

/** The project's name as it is published: what stands under it is ours, whatever the project is called now. */
const PUBLISHED_NAME = "databricks-alerts";

/** Keys of Pulumi's own, and of the plugin's that has some of our names. */
const NOT_OURS = [/^pulumi:/, /^databricks:warehouseId$/];

/** Other packages have settings of these names, too (`gcp:project`): alone they say nothing. */
const COMMON_NAMES: readonly string[] = ["project", "environment"];

export interface StackKeys {
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
