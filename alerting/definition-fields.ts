import type { LiveDefinition } from "./definition";
import { type AnyField, canonicalJson, shortHash } from "./fields/alert-field";
import { EMPTY_RESULT_STATE, OPERATOR, SOURCE } from "./fields/condition";
import { DESCRIPTION, SUMMARY, TEMPLATE_FORMAT } from "./fields/message";
import { DISPLAY_NAME } from "./fields/name";
import { NOTIFY_ON_OK, RETRIGGER_SECONDS, SUBSCRIPTIONS } from "./fields/notification";
import { QUERY_TEXT } from "./fields/query";
import { RUN_AS } from "./fields/run-as";
import { PAUSE_STATUS, QUARTZ_CRON, TIME_ZONE } from "./fields/schedule";
import { THRESHOLD } from "./fields/threshold";
import { WAREHOUSE } from "./fields/warehouse";

const FIELDS = [
  DISPLAY_NAME,
  QUERY_TEXT,
  WAREHOUSE,
  SUMMARY,
  DESCRIPTION,
  TEMPLATE_FORMAT,
  RUN_AS,
  SOURCE,
  OPERATOR,
  THRESHOLD,
  EMPTY_RESULT_STATE,
  SUBSCRIPTIONS,
  NOTIFY_ON_OK,
  RETRIGGER_SECONDS,
  QUARTZ_CRON,
  TIME_ZONE,
  PAUSE_STATUS,
] as const satisfies readonly AnyField[];

/** A field that is compared and updated as a whole, by its path in `AlertDefinition`. */
export type ManagedField = (typeof FIELDS)[number]["path"];

/** All of them, in the order in which they are told. */
export const ALERT_FIELDS: readonly (AnyField & { readonly path: ManagedField })[] = FIELDS;

export const MANAGED_FIELDS: readonly ManagedField[] = FIELDS.map(({ path }) => path);

/** `undefined` for what is no managed field, such as the folder. */
export function fieldAt(path: string): (typeof ALERT_FIELDS)[number] | undefined {
  return ALERT_FIELDS.find((field) => field.path === path);
}

/** What a compiled query says together. */
export const COMPILED_FIELDS = [
  "queryText",
  "evaluation.source",
  "evaluation.comparisonOperator",
  "evaluation.threshold",
] as const satisfies readonly ManagedField[];

export function isCompiledField(field: string): boolean {
  return COMPILED_FIELDS.some((known) => known === field);
}

/** The same as the author of a row says it, by its path in `AuthoredAlert` → what people call it. */
const GUARD_WORDS = {
  firesFor: "how often it must hold",
  clearsAt: "when it is well again",
  silencedUntil: "until when it is quiet",
  silences: "whether silences of many make it quiet",
  score: "the score that holds it back",
  compiler: "the compiler (the meaning stays)",
} as const;

export type AuthoredField = (typeof COMPILED_FIELDS)[number] | keyof typeof GUARD_WORDS;

/** In the order in which they are told. */
export const AUTHORED_FIELDS: readonly AuthoredField[] = [
  ...COMPILED_FIELDS,
  "firesFor",
  "clearsAt",
  "silencedUntil",
  "silences",
  "score",
];

/** What people call a field; its path where there is no word for it. */
export function fieldWords(field: string): string {
  if (field === "parentPath") return "the folder";
  return fieldAt(field)?.words ?? new Map<string, string>(Object.entries(GUARD_WORDS)).get(field) ?? field;
}

/** Field → hash of its value; an older release knew fewer fields. */
export type FieldHashes = Readonly<Partial<Record<ManagedField, string>>>;

/** How many hexadecimal characters of a field's hash the first releases kept. */
const SHORT = 8;
const LONG = 32;

/** What a field that is left out hashes to. */
const ABSENT = "absent";

/**
 * One hash for each managed field, small enough to be kept in a state. Where a row may say anything it has 128 bits, so that nobody
 * who writes two texts finds some that have the same one.
 */
export function hashFields(definition: LiveDefinition): Record<ManagedField, string> {
  const hashes = ALERT_FIELDS.map(({ path, hashed, hasFewValues }) => {
    const value = fieldValue(definition, path);
    return [path, hashValue(hashed ? hashed(value) : value, hasFewValues ? SHORT : LONG)];
  });
  // fromEntries forgets the keys' type: they are those of the list.
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

/**
 * The hashes as a state keeps them, those of fields that are left out not, each by the last part of its path:
 * `displayName=e0db1ee5… source=02a85916…`. One text, since the engine writes every value of every alert at each step.
 */
export function keptHashes(hashes: FieldHashes): string {
  return MANAGED_FIELDS.filter((field) => isSet(hashes, field))
    .map((field) => `${lastPart(field)}=${hashes[field]}`)
    .join(" ");
}

/** What `keptHashes` wrote, or an earlier release, which kept them field by field; `undefined` for anything else. */
export function readHashes(kept: unknown): FieldHashes | undefined {
  if (typeof kept !== "string") return isHashes(kept) ? kept : undefined;
  const words = kept.split(" ").map((word) => word.split("=", 2));
  if (!words.every(([, hash]) => hash)) return undefined;
  const hashes = new Map(words.map(([part = "", hash]) => [part, hash]));
  return Object.fromEntries(
    MANAGED_FIELDS.flatMap((field) => {
      const hash = hashes.get(lastPart(field));
      return hash === undefined ? [] : [[field, hash]];
    }),
  );
}

/** No two fields have the same. */
function lastPart(field: ManagedField): string {
  return field.slice(field.lastIndexOf(".") + 1);
}

function isHashes(kept: unknown): kept is FieldHashes {
  if (typeof kept !== "object" || kept === null) return false;
  return Object.values(kept).every((hash) => typeof hash === "string");
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
  return shortHash(canonicalJson({ ...hashes, ...later, parentPath: definition.parentPath }), 12);
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
  return value === undefined ? ABSENT : shortHash(canonicalJson(value), length);
}
