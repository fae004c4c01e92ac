import type { AlertDefinition } from "../alerting/definition";
import { hashFields, MANAGED_FIELDS, type ManagedField } from "../alerting/definition-fields";
import type { RemoteAlert } from "../databricks/alerts-api";

/** An alert's definition, and which row it comes from: what the state keeps of the program's arguments. */
export interface AlertInputs extends AlertDefinition {
  /** The row's `alert_id`. */
  readonly alertId: string;
  /** Which alert was taken over and what became of it, where there was one. Added by the provider, and kept. */
  readonly takesOver?: string;
}

/** What the program declares. */
export interface DeclaredAlert extends AlertInputs {
  /** The row's `databricks_alert_id`: said with every alert, for a run may ask about this one alone. Kept in no state. */
  readonly databricksAlertId?: string;
}

type FieldHashes = Readonly<Record<ManagedField, string>>;

/** What the state keeps of a deployed alert: small, since the engine writes it whole at every step. */
export interface AlertOutputs {
  readonly alertId: string;
  readonly displayName: string;
  readonly parentPath: string;
  /** Where an adopted alert really lives, if that is outside `parentPath`. */
  readonly foreignFolder?: string;
  /** When this program last wrote the alert, ISO 8601. */
  readonly lastSyncedAt: string;
  /** What the alert is known to be, field by field: `diff` and `update` get these, never the old inputs. */
  readonly hashes: FieldHashes;
  /** Fields that the service gave back in a form of its own: that form is no drift. */
  readonly echo: Readonly<Partial<Record<ManagedField, string>>>;
}

/**
 * Fields that the service may give back in a form of its own: texts, and `run_as`, which it may fill in. In any other
 * field, another answer means that the write did not take, and the next preview shows it.
 */
const NORMALISED: readonly ManagedField[] = [
  "queryText",
  "customSummary",
  "customDescription",
  "runAs",
  "schedule.quartzCronSchedule",
  "schedule.timezoneId",
];

/** The outputs after `inputs` were written and the service answered with `remote`. */
export function writtenOutputs(inputs: AlertInputs, remote: RemoteAlert, now: Date): AlertOutputs {
  const declared = hashFields(inputs);
  const answered = hashFields(remote.definition);
  const accepted = NORMALISED.map((field) => [field, declared[field]] as const);
  const hashes: FieldHashes = { ...answered, ...Object.fromEntries(accepted) };
  const echoed = NORMALISED.filter((field) => answered[field] !== declared[field]);
  return {
    alertId: inputs.alertId,
    displayName: remote.definition.displayName,
    parentPath: inputs.parentPath,
    ...(remote.definition.parentPath === inputs.parentPath
      ? {}
      : { foreignFolder: remote.definition.parentPath }),
    lastSyncedAt: now.toISOString(),
    hashes,
    echo: Object.fromEntries(echoed.map((field) => [field, answered[field]])),
  };
}

/** The outputs after `remote` was read, and whether somebody else changed the alert since. */
export function readOutputs(
  olds: AlertOutputs,
  remote: RemoteAlert,
): { readonly outs: AlertOutputs; readonly drifted: boolean } {
  const answered = hashFields(remote.definition);
  const drift = MANAGED_FIELDS.filter(
    (field) => answered[field] !== olds.hashes[field] && answered[field] !== olds.echo[field],
  );
  const folder = remote.definition.parentPath;
  const moved = folder !== olds.parentPath && folder !== olds.foreignFolder;
  const outs = {
    ...olds,
    displayName: remote.definition.displayName,
    parentPath: moved ? folder : olds.parentPath,
    hashes: { ...olds.hashes, ...Object.fromEntries(drift.map((field) => [field, answered[field]])) },
  };
  return { outs, drifted: moved || drift.length > 0 };
}
