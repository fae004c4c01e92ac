import { nearestWord, shownText, shownValue } from "../messages/words";
import { AGGREGATIONS, type LiveDefinition } from "./definition";
import { type ManagedField, valueAt, withValueAt } from "./definition-fields";
import type { AlertNotes } from "./row-notes";
import type { AlertRow } from "./tables/alert-configurations";

interface OtherField {
  /** The field that it is, or is a part of. */
  readonly field: ManagedField;
  /** What it may be. @default any text */
  readonly values?: readonly string[];
  /** What must be there for it to be a part of. */
  readonly of?: string;
  /** Its field reads it itself, where it reads the rest. */
  readonly isReadThere?: true;
}

/** What `other_fields` can say, by its path in a definition: what an alert can have, and no column of its own says. */
const OTHER_FIELDS: Readonly<Record<string, OtherField>> = {
  displayName: { field: "displayName", isReadThere: true },
  warehouseId: { field: "warehouseId", isReadThere: true },
  customTemplateFormat: { field: "customTemplateFormat", values: ["MARKDOWN"] },
  // Beside a threshold that is another column, which the column aggregation_type is not for.
  "evaluation.source.aggregation": {
    field: "evaluation.source",
    of: "evaluation.source",
    values: AGGREGATIONS,
  },
  "evaluation.source.display": { field: "evaluation.source", of: "evaluation.source" },
  "evaluation.threshold.column.aggregation": {
    field: "evaluation.threshold",
    of: "evaluation.threshold.column",
    values: AGGREGATIONS,
  },
  "evaluation.threshold.column.display": {
    field: "evaluation.threshold",
    of: "evaluation.threshold.column",
  },
  "evaluation.emptyResultState": { field: "evaluation.emptyResultState", values: ["UNKNOWN"] },
};

export const OTHER_FIELD_PATHS: readonly string[] = Object.keys(OTHER_FIELDS);

type Parts = Readonly<Record<string, unknown>>;

/** The parts of a definition with what the row's `other_fields` say in the place of its columns. */
export function withOtherFields(parts: Parts, row: Pick<AlertRow, "other_fields">, notes: AlertNotes): Parts {
  return Object.entries(row.other_fields ?? {}).reduce((all, [path, value]) => {
    const known = Object.hasOwn(OTHER_FIELDS, path) ? OTHER_FIELDS[path] : undefined;
    const rule = known === undefined ? unknownPath(path) : ruleOf(known, value, all);
    if (rule !== undefined) notes.fault("other_fields", `${shownText(path)} ${rule}`, value);
    return known === undefined || rule !== undefined || known.isReadThere
      ? all
      : withValueAt(all, path, value);
  }, parts);
}

function unknownPath(path: string): string {
  const near = nearestWord(path, OTHER_FIELD_PATHS);
  return near === undefined
    ? `is none of ${OTHER_FIELD_PATHS.join(", ")}`
    : `is not known; did you mean ${near}?`;
}

function ruleOf({ values, of }: OtherField, value: string | null, parts: Parts): string | undefined {
  if (value === null || value.trim() === "") return "has no value: leave it out";
  if (/\p{Cc}/u.test(value)) return "must not hold control characters";
  if (values !== undefined && !values.includes(value))
    return `${shownValue(value)} is not ${values.length === 1 ? "" : "one of "}${values.join(", ")}`;
  return of === undefined || valueAt(parts, of) !== undefined
    ? undefined
    : "is of another column, and threshold_value_column names none";
}

/** Whether what `other_fields` say at the path is that field, or a part of it. */
export function isOtherFieldOf(path: string, field: ManagedField): boolean {
  return Object.hasOwn(OTHER_FIELDS, path) && OTHER_FIELDS[path]?.field === field;
}

/** What `other_fields` would say of the alert for these fields: whether the row then says all of them is to be tried. */
export function otherFieldsOf(
  alert: LiveDefinition,
  fields: readonly ManagedField[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(OTHER_FIELDS).flatMap(([path, { field, values }]) => {
      const value = fields.includes(field) ? valueAt(alert, path) : undefined;
      return typeof value === "string" && (values?.includes(value) ?? true) ? [[path, value]] : [];
    }),
  );
}
