import type { AlertDefinition } from "../../alerting/definition";
import { changedFields, fieldValue, hashFields, type ManagedField } from "../../alerting/definition-fields";
import { isSameMeaning } from "../../alerting/same-meaning";
import type { DriftReview } from "../report/alert-review";
import type { LastDeployed } from "./last-deployed";

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
 * the workspace elsewhere stays until the up after a refresh, or after one that wrote the alert. The folder is the one that
 * it was deployed for: it may live elsewhere.
 */
export function compareDefinitions(
  { definition: base, hashes: baseHashes }: Pick<LastDeployed, "definition" | "hashes">,
  live: AlertDefinition,
  next: AlertDefinition,
): Comparison {
  const hashes = { live: hashFields(live), next: hashFields(next) };
  const fields: FieldChange[] = [];
  const drift: DriftReview[] = [];
  const rowChanges = changedFields(baseHashes, hashes.next);
  for (const field of changedFields(hashes.live, hashes.next)) {
    const values = { before: fieldValue(live, field), after: fieldValue(next, field) };
    // Whom an alert runs as may be filled in by the service.
    const isFilledIn = field === "runAs" && base.runAs === undefined;
    const wasEdited = !isSameMeaning(field, base, live) && !isFilledIn;
    const rowChanged = rowChanges.includes(field);
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
