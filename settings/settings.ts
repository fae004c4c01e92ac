import { z } from "zod";
import { settingsAdvice } from "../messages/advised-commands";
import { ExpectedError } from "../messages/expected-error";
import { nearestWord } from "../messages/words";
import { faultsOfJobSettings, jobSettingsShape } from "./job-settings";
import { parseLintSettings } from "./lint-settings";
import { authoritySettingsShape, permissionList, principalList } from "./principals";
import { adoptedAlerts, contractSettingsShape, packList, switchedTo, workspaceFolder } from "./setting-forms";

/** What a row with faults does to a run. */
const FAULTY_ROWS = ["stop", "keep"] as const;

export const DELETION_POLICIES = ["trash", "purge", "keep"] as const;

/** @see https://docs.databricks.com/api/workspace/warehouses/create */
const WAREHOUSE_SIZES = [
  "2X-Small",
  "X-Small",
  "Small",
  "Medium",
  "Large",
  "X-Large",
  "2X-Large",
  "3X-Large",
  "4X-Large",
  "5X-Large",
] as const;
const MIN_AUTO_STOP_MINUTES = 10;

const text = z.string().optional();
const flag = switchedTo("false");
/** The stack's settings; what each one means stands in `Pulumi.yaml`, which a test holds against this schema. */
const settingsSchema = z.object({
  catalog: z.string().default("health_monitor"),
  goldSchema: z.string().default("gold"),
  featureSchema: text,
  warehouseId: text,
  warehouseName: text,
  createWarehouse: flag,
  warehouseSize: z
    .enum(WAREHOUSE_SIZES, { error: `must be one of ${WAREHOUSE_SIZES.join(", ")}` })
    .default("2X-Small"),
  warehouseAutoStopMinutes: z
    .string()
    .regex(/^\d+$/, "must be a whole number of minutes")
    .default("10")
    .transform(Number)
    .refine(
      (minutes) => minutes === 0 || minutes >= MIN_AUTO_STOP_MINUTES,
      `must be 0 (never), or at least ${MIN_AUTO_STOP_MINUTES}`,
    ),
  warehouseServerless: switchedTo("true"),
  startWarehouse: switchedTo("true"),
  createCatalog: flag,
  createSchema: flag,
  readers: principalList,
  administrators: principalList,
  parentPath: workspaceFolder.default("/Alerting"),
  allowShared: flag,
  defaultEmail: z.email("must be an e-mail address").optional(),
  manageDestinations: flag,
  createFolder: flag,
  folderPermissions: permissionList,
  alertPermissions: permissionList,
  runAs: text,
  ...authoritySettingsShape.shape,
  faultyRows: z.enum(FAULTY_ROWS, { error: `must be one of ${FAULTY_ROWS.join(", ")}` }).default("stop"),
  deleteDisabled: flag,
  maxDeletes: z
    .string()
    .regex(/^(auto|\d+)$/, "must be a whole number, or auto")
    .default("auto")
    .transform((value) => (value === "auto" ? value : Number(value))),
  adoptForeign: flag,
  adoptAlerts: adoptedAlerts,
  deletionPolicy: z
    .enum(DELETION_POLICIES, { error: `must be one of ${DELETION_POLICIES.join(", ")}` })
    .default("trash"),
  deleteTables: flag,
  seeds: flag,
  packs: packList,
  runbookBaseUrl: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://example.com/alerts/" })
    .optional(),
  lint: z
    .string()
    .default("")
    .transform((entries, context) => {
      const [settings, faults] = parseLintSettings(entries);
      for (const message of faults) context.addIssue({ code: "custom", message });
      return settings;
    }),
  lintPreview: switchedTo("true"),
  liveSilences: flag,
  ...contractSettingsShape.shape,
  dashboard: flag,
  ...jobSettingsShape.shape,
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof Settings;

export const SETTING_NAMES = Object.keys(settingsSchema.shape) as readonly SettingName[];

/** Thrown with all faults of the stack's settings at once. */
export class SettingsError extends ExpectedError {
  override readonly name = "SettingsError";
}

/** Where settings come from. */
interface SettingsOrigin {
  /** Whose they are, where no engine says it. */
  readonly stack?: string;
  /** What gave a setting to this run alone: `--config`. @default all are the stack's */
  readonly givenBy?: (name: string) => string | undefined;
}

/**
 * Reads the settings from `get`, which answers with the configured text of a key, or nothing.
 * An empty text counts as not set: `Pulumi.yaml` cannot declare a key without a value as optional.
 *
 * @param configured the names that the stack's configuration gives: one that is no setting is a fault
 */
export function parseSettings(
  get: (name: SettingName) => string | undefined,
  configured: readonly string[] = [],
  origin: SettingsOrigin = {},
): Settings {
  const given = new Map<string, string>();
  for (const name of SETTING_NAMES) {
    const value = get(name)?.trim();
    if (value) given.set(name, value);
  }
  const result = settingsSchema.safeParse(Object.fromEntries(given));
  const faults: SettingsFault[] = (result.error?.issues ?? []).map(({ path, message }) => {
    const name = String(path[0]);
    return { names: [name], text: `${name} = ${JSON.stringify(given.get(name))}: ${message}` };
  });
  const among = (names: readonly string[], text: string) => void faults.push({ names, text });
  if (given.has("warehouseId") === given.has("warehouseName")) {
    const names = ["warehouseId", "warehouseName"];
    among(names, `${names.join(", ")}: set exactly one of them`);
  } else if (given.has("warehouseId") && given.get("createWarehouse") === "true") {
    among(
      ["warehouseId", "createWarehouse"],
      "createWarehouse makes the warehouse that warehouseName names: set that instead of warehouseId",
    );
  }
  for (const text of faultsOfJobSettings(given)) among(["deployFolder", "deployGitUrl", "jobs"], text);
  if (given.get("createCatalog") === "true" && given.get("createSchema") !== "true") {
    among(
      ["createCatalog", "createSchema"],
      "createCatalog needs createSchema: a new catalog has no schema of that name",
    );
  }
  for (const name of configured) if (!isSetting(name)) among([name], unknownSetting(name));

  if (!result.success || faults.length > 0) throw new SettingsError(faultsText(faults, origin));
  return result.data;
}

export function isSetting(name: string): name is SettingName {
  return SETTING_NAMES.some((known) => known === name);
}

/** Whether the text means the same as no text, as that of a default in `Pulumi.yaml` does. */
export function isDefaultSetting(name: SettingName, text: string | undefined): boolean {
  const meaning = (value: string | undefined) =>
    JSON.stringify(settingsSchema.shape[name].safeParse(value || undefined).data);
  return meaning(text?.trim()) === meaning(undefined);
}

interface SettingsFault {
  /** The settings that it is about. */
  readonly names: readonly string[];
  readonly text: string;
}

/** What was given to the run alone is not looked for in the stack's file. */
function faultsText(
  faults: readonly SettingsFault[],
  { stack, givenBy = () => undefined }: SettingsOrigin,
): string {
  const givers = faults.map(({ names }) => new Set(names.flatMap((name) => givenBy(name) ?? [])));
  const head = givers.every(({ size }) => size > 0)
    ? "The settings that this run was given have faults:"
    : `The stack's configuration has faults (${settingsAdvice(stack)}):`;
  const lines = faults.map(({ text }, index) => {
    const by = [...(givers[index] ?? [])];
    return by.length === 0 ? text : `${text} (given by ${by.join(" and ")})`;
  });
  return [head, ...lines].join("\n  ");
}

function unknownSetting(name: string): string {
  const nearest = nearestWord(name, SETTING_NAMES);
  return `${name}: is no setting${nearest === undefined ? "" : `; did you mean ${nearest}?`}`;
}
