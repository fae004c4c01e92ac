import { z } from "zod";
import { isSetting, type SettingName, SettingsError } from "./settings";

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
