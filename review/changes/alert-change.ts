import type { AuthoredAlert } from "../../alerting/authored-alert";
import { decompile } from "../../alerting/compile/decompile";
import type { LiveDefinition } from "../../alerting/definition";
import {
  AUTHORED_FIELDS,
  type AuthoredField,
  changedFields,
  fieldValue,
  hashFields,
  isCompiledField,
  type ManagedField,
  valueAt,
} from "../../alerting/definition-fields";
import { canonicalJson } from "../../alerting/fields/alert-field";
import type { PlannedAlert } from "../../alerting/planned-alert";
import type { Fault } from "../../alerting/row-faults";
import { isSameMeaning } from "../../alerting/same-meaning";
import type { ReadAlertRow } from "../../alerting/tables/alert-configurations";
import type { RemoteAlert } from "../../databricks/remote-alert";
import type { ChangeKind, DriftReview } from "../report/alert-review";
import type { LastDeployed, LastRow } from "./deployed-alert";
import type { DestinationChange } from "./destination-changes";

/** What the next up does with one alert. */
export interface AlertChange extends Comparison {
  readonly alertId: string;
  readonly kind: ChangeKind;
  /** Why it is deleted or cannot be read. */
  readonly reason?: string;
  /** What is wrong with a row that cannot be read. */
  readonly faults?: readonly Fault[];
  readonly row?: ReadAlertRow;
  /** The row when the alert was last deployed, where that is known. */
  readonly lastRow?: LastRow;
  /** As the workspace has it. */
  readonly live?: RemoteAlert;
  /** As it was last deployed, by the stack's state; without one as the workspace has it. */
  readonly base?: LiveDefinition;
  /** As the row wants it. */
  readonly planned?: PlannedAlert;
  /** The state does not say what was last deployed: it cannot be told what of the difference is drift. */
  readonly isBaseUnknown: boolean;
  /** The stack does not have the alert, as far as is known, and the row means it. */
  readonly isTakenOver?: boolean;
  /** Destinations that it tells, and that go elsewhere. */
  readonly destinations?: readonly DestinationChange[];
  /** Who changed or deleted the row since the last sync. */
  readonly changedBy?: string;
}

export const NO_COMPARISON: Comparison & { readonly isBaseUnknown: boolean } = {
  fields: [],
  drift: [],
  isBaseUnknown: false,
};

/** What runs now and what is to run, as their authors wrote it. */
export function definitionsOf({ kind, live, planned }: AlertChange): {
  readonly before?: AuthoredAlert;
  readonly after?: AuthoredAlert;
} {
  return {
    ...(live !== undefined && { before: decompile(live.definition) }),
    ...(planned !== undefined && kind !== "deleted" && { after: planned.authored }),
  };
}

/** A field that the next up changes. */
interface FieldChange {
  readonly field: ManagedField | "parentPath" | AuthoredField;
  readonly before?: unknown;
  readonly after?: unknown;
}

interface Comparison {
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
  live: LiveDefinition,
  next: LiveDefinition,
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
  if (base.parentPath !== next.parentPath)
    fields.push({ field: "parentPath", before: live.parentPath, after: next.parentPath });

  return { fields: authoredChanges(fields, live, next), drift };
}

/**
 * What changed of a compiled alert, as its author wrote it: of all that is compiled the service has a query and a column of it.
 * Where none of that changed, it was compiled anew.
 */
function authoredChanges(
  fields: readonly FieldChange[],
  live: LiveDefinition,
  next: LiveDefinition,
): readonly FieldChange[] {
  const others = fields.filter(({ field }) => !isCompiledField(field));
  const [before, after] = [decompile(live), decompile(next)];
  if (others.length === fields.length || (before === live && after === next)) return fields;
  const changes = AUTHORED_FIELDS.flatMap((field) => {
    const values = { before: valueAt(before, field), after: valueAt(after, field) };
    return canonicalJson(values.before) === canonicalJson(values.after) ? [] : [{ field, ...values }];
  });
  const first = fields.findIndex(({ field }) => isCompiledField(field));
  // With another schedule a query looks back on other times.
  const isRescheduled = others.some(({ field }) => field.startsWith("schedule."));
  const isCompiledAnew = changes.length === 0 && !isRescheduled;
  const told: readonly FieldChange[] = isCompiledAnew ? [{ field: "compiler" }] : changes;
  return [...others.slice(0, first), ...told, ...others.slice(first)];
}
