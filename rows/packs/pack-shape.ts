import { z } from "zod";
import { ALERT_KEY_NAMES, ALERT_KEYS, type AlertKeyName, alertKey } from "./alert-keys";
import { knowing } from "./yaml-file";

const text = z.string("must be a text");
const value = z.union([z.number(), z.string(), z.boolean()], "must be a number, a text, or true or false");

const PARAMETER_TYPES = ["DOUBLE", "INT", "STRING", "BOOLEAN"] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

/** What stacks may set. */
const parameterKeys = {
  type: z.enum(PARAMETER_TYPES, `is not one of ${PARAMETER_TYPES.join(", ")}`),
  default: value
    .optional()
    .describe("Left out: every stack that takes the pack says it. ${other} takes another parameter's."),
  min: z.number("must be a number").optional(),
  max: z.number("must be a number").optional(),
  unit: text.optional().describe('As people write it behind the value: "%", "hours".'),
  why: text.min(1, "must say what it is for").describe("What it is for, for whoever sets it."),
};
export const parameterShape = z.strictObject(parameterKeys, knowing(Object.keys(parameterKeys)));
export type Parameter = z.output<typeof parameterShape>;

/** What all alerts of the pack say that do not say it themselves. */
const defaultKeys = Object.fromEntries(
  ALERT_KEY_NAMES.map((name) => [
    name,
    alertKey(name).isOwn ? z.undefined("is each alert's own: say it there").optional() : optional(name),
  ]),
);

const alertKeys = {
  id: text.min(1, "must name the alert").describe("Its alert_id: never changed, and never used again."),
  ...Object.fromEntries(
    ALERT_KEY_NAMES.map((name) => [name, alertKey(name).isRequired ? described(name) : optional(name)]),
  ),
};

/** An alert, or the defaults of all. */
export type SaidKeys = Readonly<Partial<Record<AlertKeyName, unknown>>>;
export type SaidAlert = SaidKeys & { readonly id: string };

export const PACK_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const packKeys = {
  pack: text.regex(PACK_NAME, "must be lower-case words with hyphens, as its folder is called"),
  version: text
    .regex(/^\d+\.\d+\.\d+$/, 'must be a version such as "1.4.0"')
    .describe("Stands in each of its rows."),
  description: text.optional().describe("What it watches, for whoever chooses it."),
  needs: z
    .array(text.regex(/^[^.]+\.[^.]+\.[^.]+$/, "must be a table, catalog.schema.table"))
    .default([])
    .describe("Tables without which it is passed over."),
  parameters: z
    .record(z.string().regex(/^[a-z]\w*$/, "must be a name such as max_pct"), parameterShape)
    .default({}),
  defaults: z
    .strictObject(defaultKeys, knowing(Object.keys(defaultKeys)))
    .default({}) as unknown as z.ZodType<SaidKeys>,
  alerts: z.array(z.strictObject(alertKeys, knowing(Object.keys(alertKeys))), "must be a list of alerts"),
};

/** `packs/<name>/pack.yaml`. */
export const packShape = z.strictObject(packKeys, knowing(Object.keys(packKeys)));
export type PackFile = z.output<typeof packShape>;

/** What a stack says otherwise, and why. */
function overridden(shape: z.ZodType) {
  const keys = { value: shape, because: text.regex(/\S/, "must say why the stack differs") };
  return z.strictObject(keys, knowing(Object.keys(keys)));
}

const overriddenKeys = Object.fromEntries(
  ALERT_KEY_NAMES.filter((name) => name !== "query").map((name) => [
    name,
    overridden(ALERT_KEYS[name].shape).optional(),
  ]),
);

const packOverrideKeys = {
  parameters: z.record(z.string(), overridden(value)).default({}),
  alerts: z
    .record(z.string(), z.strictObject(overriddenKeys, knowing(Object.keys(overriddenKeys))))
    .default({}),
};

/** `packs/overrides/<stack>.yaml`: pack → what the stack says otherwise. */
export const overridesShape = z
  .record(z.string(), z.strictObject(packOverrideKeys, knowing(Object.keys(packOverrideKeys))))
  .nullable()
  .transform((packs) => packs ?? {});
export type Overrides = z.output<typeof overridesShape>;

function optional(name: AlertKeyName) {
  return described(name).optional();
}

function described(name: AlertKeyName): z.ZodType {
  const { shape, doc } = alertKey(name);
  return shape.describe(doc);
}
