import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import {
  givenByCommand,
  givenToRun,
  refuseForeignSettings,
  withRunSettings,
} from "../settings/configured-elsewhere";
import { parseSettings, SETTING_NAMES, type SettingName, type Settings } from "../settings/settings";

export interface StackSettings {
  /** Those of this run: what it was given goes before what the stack has. */
  readonly settings: Settings;
  /** The stack's own: what is declared for later runs goes by them. */
  readonly own: Settings;
}

/** The settings; whatever is wrong with the stack's configuration is thrown as one message. */
export function readSettings(config: pulumi.Config): StackSettings {
  refuseForeignSettings({
    project: config.name,
    stack: pulumi.getStack(),
    keys: Object.keys(pulumi.runtime.allConfig()).sort(),
    own: (name) => config.get(name),
  });
  const get = (name: string) => config.get(name);
  const own = parseSettings(get, settingKeys(config.name), {
    givenBy: givenByCommand(config.name, process.env),
  });
  const settings = parseSettings(withRunSettings(get, process.env), [], { givenBy: givenToRun(process.env) });
  reportDifference(own, settings);
  return { own, settings };
}

function reportDifference(own: Settings, settings: Settings): void {
  const text = (name: SettingName, from: Settings) => JSON.stringify(from[name]) ?? "not set";
  const changed = SETTING_NAMES.filter((name) => text(name, own) !== text(name, settings));
  if (changed.length === 0) return;
  const values = changed.map((name) => `${name} ${text(name, settings)} (the stack's: ${text(name, own)})`);
  void pulumi.log.info(`For this run alone: ${values.join(", ")}.`);
}

/** Whether the stack's configuration keeps the key encrypted. */
export function isSecretKey(key: string): boolean {
  return secretKeys().has(key);
}

/** What is kept encrypted is no setting, but what a destination names as its secret. */
function settingKeys(project: string): string[] {
  const secrets = secretKeys();
  return Object.keys(pulumi.runtime.allConfig())
    .filter((key) => key.startsWith(`${project}:`) && !secrets.has(key))
    .map((key) => key.slice(project.length + 1));
}

/** The SDK gets these keys and does not pass them on. */
function secretKeys(): ReadonlySet<string> {
  const keys = z.array(z.string()).parse(JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]"));
  return new Set(keys);
}
