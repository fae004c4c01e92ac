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
const settingsSchema = z
  .object({
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
  })
  .check((context) => {
    const { warehouseId, warehouseName } = context.value;
    if ((warehouseId === undefined) === (warehouseName === undefined)) {
      context.issues.push({
        code: "custom",
        input: context.value,
        path: ["warehouseName"],
        message: "set exactly one of warehouseId and warehouseName",
      });
    }
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
  const entries = SETTING_NAMES.map((name) => [name, get(name)?.trim() || undefined] as const);
  const result = settingsSchema.safeParse(Object.fromEntries(entries));
  if (result.success) {
    return result.data;
  }
  const faults = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const value = get(name as SettingName);
    return `  ${name}${value ? ` = ${JSON.stringify(value)}` : ""}: ${issue.message}`;
  });
  throw new SettingsError(
    `The stack's configuration has faults (pulumi config set <name> <value>):\n${faults.join("\n")}`,
  );
}
