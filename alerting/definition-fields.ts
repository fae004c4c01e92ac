import { createHash } from "node:crypto";
import type { LiveDefinition } from "./definition";

const FIELDS = {
  displayName: (alert) => alert.displayName,
  queryText: (alert) => alert.queryText,
  warehouseId: (alert) => alert.warehouseId,
  customSummary: (alert) => alert.customSummary,
  customDescription: (alert) => alert.customDescription,
  customTemplateFormat: (alert) => alert.customTemplateFormat,
  runAs: (alert) => alert.runAs,
  "evaluation.source": (alert) => alert.evaluation.source,
  "evaluation.comparisonOperator": (alert) => alert.evaluation.comparisonOperator,
  "evaluation.threshold": (alert) => alert.evaluation.threshold,
  "evaluation.emptyResultState": (alert) => alert.evaluation.emptyResultState,
  // Who is told does not depend on the order in which they are named.
  "evaluation.notification.subscriptions": (alert) =>
    [...new Set(alert.evaluation.notification.subscriptions.map(canonicalJson))].sort(),
  "evaluation.notification.notifyOnOk": (alert) => alert.evaluation.notification.notifyOnOk,
  "evaluation.notification.retriggerSeconds": (alert) => alert.evaluation.notification.retriggerSeconds,
  "schedule.quartzCronSchedule": (alert) => alert.schedule.quartzCronSchedule,
  "schedule.timezoneId": (alert) => alert.schedule.timezoneId,
  "schedule.pauseStatus": (alert) => alert.schedule.pauseStatus,
} as const satisfies Readonly<Record<string, (alert: LiveDefinition) => unknown>>;

/** A field that is compared and updated as a whole, by its path in `LiveDefinition`. */
export type ManagedField = keyof typeof FIELDS;

/** Field → hash of its value; an older release knew fewer fields. */
export type FieldHashes = Readonly<Partial<Record<ManagedField, string>>>;

// Object.keys forgets the keys' type; FIELDS is a constant and has no others.
export const MANAGED_FIELDS = Object.keys(FIELDS) as readonly ManagedField[];

/** How many hexadecimal characters of a field's hash the first releases kept. */
const SHORT = 8;
const LONG = 32;

/** What a field that is left out hashes to. */
const ABSENT = "absent";

/** Fields with so few values that no two of them share the short hash. */
const FEW_VALUES: ReadonlySet<ManagedField> = new Set<ManagedField>([
  "warehouseId",
  "customTemplateFormat",
  "evaluation.comparisonOperator",
  "evaluation.emptyResultState",
  "evaluation.notification.notifyOnOk",
  "schedule.timezoneId",
  "schedule.pauseStatus",
]);

/**
 * One hash for each managed field, small enough to be kept in a state. Where a row may say anything it has 128 bits, so that nobody
 * who writes two texts finds some that have the same one.
 */
export function hashFields(definition: LiveDefinition): Record<ManagedField, string> {
  const hashes = MANAGED_FIELDS.map((field) => [
    field,
    hashValue(FIELDS[field](definition), FEW_VALUES.has(field) ? SHORT : LONG),
  ]);
  // fromEntries forgets the keys' type, see above.
  return Object.fromEntries(hashes) as Record<ManagedField, string>;
}

/**
 * The fields in which an alert is not what is wanted. One that `old` does not know (an older release wrote it) counts as
 * left out there. A definition without templates does not care for their format.
 */
export function changedFields(
  old: FieldHashes,
  wanted: Readonly<Record<ManagedField, string>>,
): ManagedField[] {
  const hasTemplates = isSet(wanted, "customSummary") || isSet(wanted, "customDescription");
  return MANAGED_FIELDS.filter(
    (field) =>
      !isSameHash(old[field] ?? ABSENT, wanted[field]) && (field !== "customTemplateFormat" || hasTemplates),
  );
}

/** Earlier releases kept the first 32 bits of the same hashes: a state that has those is compared by them. */
export function isSameHash(one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  const length = Math.min(one.length, other.length);
  return length >= SHORT && one.slice(0, length) === other.slice(0, length);
}

export function isSet(hashes: FieldHashes, field: ManagedField): boolean {
  return (hashes[field] ?? ABSENT) !== ABSENT;
}

/** One hash of the whole definition and its folder: 12 hexadecimal characters. */
export function hashDefinition(definition: LiveDefinition): string {
  // Rows keep this hash: what came with a later release must not change it for all of them.
  const short = Object.entries(hashFields(definition)).map(([field, hash]) => [field, hash.slice(0, SHORT)]);
  const { customTemplateFormat, ...hashes } = Object.fromEntries(short) as Record<ManagedField, string>;
  const later = customTemplateFormat === ABSENT ? {} : { customTemplateFormat };
  return sha256(canonicalJson({ ...hashes, ...later, parentPath: definition.parentPath }), 12);
}

/** The part of the definition that the field is about. */
export function fieldValue(definition: LiveDefinition, field: ManagedField): unknown {
  return valueAt(definition, field);
}

/** What an object holds at a path: `value.doubleValue`. */
export function valueAt(object: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((part, key) => new Map(Object.entries(part ?? {})).get(key), object);
}

/** `parts` with the value where a definition has the field. */
export function withValueAt(parts: Parts, field: string, value: unknown): Parts {
  const [key = "", ...rest] = field.split(".");
  if (rest.length === 0) return { ...parts, [key]: value };
  const inner = parts[key];
  const record = typeof inner === "object" && inner !== null ? { ...inner } : {};
  return { ...parts, [key]: withValueAt(record, rest.join("."), value) };
}

type Parts = Readonly<Record<string, unknown>>;

function hashValue(value: unknown, length: number): string {
  return value === undefined ? ABSENT : sha256(canonicalJson(value), length);
}

function sha256(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

/** JSON with sorted keys: the same text for the same value, in whatever order it was built. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
