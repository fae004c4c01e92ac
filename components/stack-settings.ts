import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { refuseForeignSettings } from "../alerting/foreign-settings";
import { parseSettings, type Settings } from "../alerting/settings";

/** The stack's settings; whatever is wrong with its configuration is thrown as one message. */
export function readSettings(config: pulumi.Config): Settings {
  refuseForeignSettings({
    project: config.name,
    stack: pulumi.getStack(),
    keys: Object.keys(pulumi.runtime.allConfig()).sort(),
    own: (name) => config.get(name),
  });
  return parseSettings((name) => config.get(name), settingKeys(config.name));
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
