import { z } from "zod";

export const DELETION_POLICIES = ["trash", "purge", "keep"] as const;

const text = z.string().optional();
const flag = z
  .enum(["true", "false"], { error: "must be true or false" })
  .default("false")
  .transform((value) => value === "true");
const folder = z
  .string()
  .regex(/^\/./, "must be an absolute workspace folder such as /Shared/alerting")
  .transform((path) => path.replace(/^\/Workspace(?=\/)/, "").replace(/\/+$/, ""));

/** The stack's settings; what each one means stands in `Pulumi.yaml`, which a test holds against this schema. */
const settingsSchema = z.object({
  catalog: z.string().default("health_monitor"),
  goldSchema: z.string().default("gold"),
  warehouseId: text,
  warehouseName: text,
  parentPath: folder.default("/Shared/alerting"),
  defaultEmail: z.email("must be an e-mail address").optional(),
  deleteDisabled: flag,
  maxDeletes: z
    .string()
    .regex(/^(auto|\d+)$/, "must be a whole number, or auto")
    .default("auto")
    .transform((value) => (value === "auto" ? value : Number(value))),
  adoptForeign: flag,
  deletionPolicy: z
    .enum(DELETION_POLICIES, { error: `must be one of ${DELETION_POLICIES.join(", ")}` })
    .default("trash"),
  deleteTables: flag,
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof Settings;

export const SETTING_NAMES = Object.keys(settingsSchema.shape) as readonly SettingName[];

/** Thrown with all faults of the stack's settings at once. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/**
 * Reads the settings from `get`, which answers with the configured text of a key, or nothing.
 * An empty text counts as not set: `Pulumi.yaml` cannot declare a key without a value as optional.
 */
export function parseSettings(get: (name: SettingName) => string | undefined): Settings {
  const given = new Map<string, string>();
  for (const name of SETTING_NAMES) {
    const value = get(name)?.trim();
    if (value) {
      given.set(name, value);
    }
  }
  const result = settingsSchema.safeParse(Object.fromEntries(given));
  const faults = (result.error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]);
    return `${name} = ${JSON.stringify(given.get(name))}: ${message}`;
  });
  if (given.has("warehouseId") === given.has("warehouseName")) {
    faults.push("warehouseId, warehouseName: set exactly one of them");
  }
  if (!result.success || faults.length > 0) {
    throw new SettingsError(
      ["The stack's configuration has faults (pulumi config set <name> <value>):", ...faults].join("\n  "),
    );
  }
  return result.data;
}
