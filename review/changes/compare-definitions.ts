import type { AlertDefinition } from "../../alerting/definition";
import { hashFields, MANAGED_FIELDS, type ManagedField } from "../../alerting/definition-fields";
import type { DriftReview } from "../report/alert-review";

/** A field that the next up changes. */
export interface FieldChange {
  readonly field: ManagedField | "parentPath";
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface Comparison {
  readonly fields: readonly FieldChange[];
  readonly drift: readonly DriftReview[];
}

/**
 * Three definitions of one alert: as it was last deployed (`base`), as the workspace has it (`live`), and as its row
 * wants it (`next`). An up writes the fields that differ between base and next and no others: what somebody changed in
 * the workspace elsewhere stays until a refresh. The folder is the one that it was deployed for: it may live elsewhere.
 */
export function compareDefinitions(
  base: AlertDefinition,
  live: AlertDefinition,
  next: AlertDefinition,
): Comparison {
  const hashes = { base: hashFields(base), live: hashFields(live), next: hashFields(next) };
  const fields: FieldChange[] = [];
  const drift: DriftReview[] = [];
  for (const field of MANAGED_FIELDS) {
    const values = { before: fieldValue(live, field), after: fieldValue(next, field) };
    const wasEdited =
      hashes.live[field] !== hashes.base[field] && !isEcho(field, fieldValue(base, field), values.before);
    const rowChanged = hashes.next[field] !== hashes.base[field];
    if (hashes.live[field] === hashes.next[field]) continue;
    if (rowChanged) fields.push({ field, ...values });
    if (wasEdited) {
      const deployed = fieldValue(base, field);
      drift.push({ field, deployed, live: values.before, next: values.after, overwritten: rowChanged });
    }
  }
  if (base.parentPath !== next.parentPath) {
    fields.push({ field: "parentPath", before: live.parentPath, after: next.parentPath });
  }
  return { fields, drift };
}

/** The part of the definition that the field is about. */
export function fieldValue(definition: AlertDefinition, field: ManagedField): unknown {
  return field
    .split(".")
    .reduce<unknown>((part, key) => new Map(Object.entries(part ?? {})).get(key), definition);
}

/** The service gives some fields back in a form of its own: texts with other blanks, and `run_as`, which it may fill in. */
function isEcho(field: ManagedField, deployed: unknown, live: unknown): boolean {
  return field === "runAs"
    ? deployed === undefined
    : typeof deployed === "string" && typeof live === "string" && blanked(deployed) === blanked(live);
}

function blanked(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}
