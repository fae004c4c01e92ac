import type { AlertDefinition, LiveDefinition } from "../alerting/definition";
import {
  changedFields,
  type FieldHashes,
  fieldValue,
  hashFields,
  isSameHash,
  isSet,
  keptHashes,
  type ManagedField,
  readHashes,
  withValueAt,
} from "../alerting/definition-fields";
import { isSameMeaning } from "../alerting/same-meaning";
import type { RemoteAlert } from "../databricks/remote-alert";
import type { PropertyDifference } from "./detailed-diff";

/** An alert's definition, and which row it comes from: what the state keeps of the program's arguments. */
export interface AlertInputs extends LiveDefinition {
  /** The row's `alert_id`. */
  readonly alertId: string;
}

/** What the program declares: the arguments of an alert, in the names of `databricks.AlertV2Args`. */
export interface DeclaredAlert extends AlertDefinition, Pick<AlertInputs, "alertId"> {
  /**
   * The row's `databricks_alert_id`, taken over where the state has none of the row: said with every alert, for a run may ask about
   * this one alone. Kept in no state. @default the alert of the same name
   */
  readonly databricksAlertId?: string;
  /** Whether the warehouse has read `queryText` as one query already, in this run. Kept in no state. @default it is asked */
  readonly isQueryRead?: boolean;
}

/**
 * What the state keeps of a deployed alert: small, since the engine writes it whole at every step. Beside these, the
 * values of fields that are not as they were declared, each where the inputs have theirs.
 */
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
  readonly echo: FieldHashes;
  /** Fields that the last write found, or left, other than declared: the state's inputs do not show it. */
  readonly unlike?: readonly ManagedField[];
}

/** The outputs as the engine keeps them. */
export interface AlertState extends Omit<AlertOutputs, "hashes"> {
  /** As `keptHashes` writes them, or field by field as in a state of an earlier release. */
  readonly hashes: string | FieldHashes;
}

/** How an alert is after it was written. */
export interface Written {
  readonly outs: AlertOutputs;
  /** Fields that were written and came back with another value: the write did not take. */
  readonly refused: readonly ManagedField[];
  /** Fields that were not written, and that somebody changed in the workspace. */
  readonly drifted: readonly ManagedField[];
}

/** What the answer to a write is judged by. */
export interface Knowledge {
  /** The fields that had to be as declared afterwards. */
  readonly sent: readonly ManagedField[];
  /** The alert as it was known before; left out where it was made or taken over, and everything in it had to be as declared. */
  readonly olds?: Pick<AlertOutputs, "hashes" | "echo">;
  /** The alert that was taken over, as it was before. */
  readonly taken?: LiveDefinition;
}

export function stateOf(outs: AlertOutputs): AlertState {
  return { ...outs, hashes: keptHashes(outs.hashes) };
}

export function outputsIn(state: AlertState): AlertOutputs {
  return { ...state, hashes: readHashes(state.hashes) ?? {} };
}

/** Compares the answer to a write with `inputs`, field by field, whatever was sent. */
export function written(inputs: AlertInputs, remote: RemoteAlert, now: Date, known: Knowledge): Written {
  const { sent } = known;
  const declared = hashFields(inputs);
  const answered = hashFields(remote.definition);
  const unlike = changedFields(answered, declared);
  const ownForm = unlike.filter(
    (field) =>
      isSameMeaning(field, inputs, remote.definition) ||
      (mayBeFilledIn(field, inputs, remote.definition) && isFilledIn(field, answered[field], remote, known)),
  );
  const others = unlike.filter((field) => !ownForm.includes(field));
  const hashes = { ...answered, ...pick(declared, ownForm) };
  const outs: AlertOutputs = {
    alertId: inputs.alertId,
    displayName: remote.definition.displayName,
    parentPath: inputs.parentPath,
    ...(remote.definition.parentPath !== inputs.parentPath && {
      foreignFolder: remote.definition.parentPath,
    }),
    lastSyncedAt: now.toISOString(),
    hashes,
    echo: pick(answered, ownForm),
    ...(others.length > 0 && { ...valuesOf(remote.definition, others), unlike: others }),
  };
  return {
    outs,
    refused: others.filter((field) => sent.includes(field)),
    drifted: others.filter((field) => !sent.includes(field)),
  };
}

/** What the service may choose where nothing was asked for: who runs the query, and what an aggregate is called. */
function mayBeFilledIn(field: ManagedField, wanted: LiveDefinition, { evaluation }: LiveDefinition): boolean {
  if (field === "runAs") return wanted.runAs === undefined;
  const { name, aggregation } = wanted.evaluation.source;
  return (
    field === "evaluation.source" &&
    aggregation !== undefined &&
    evaluation.source.name === name &&
    evaluation.source.aggregation === aggregation
  );
}

/** Whether the service chose it, or kept what somebody had chosen and this write was to take away. */
function isFilledIn(
  field: ManagedField,
  answered: string | undefined,
  { definition, ownerUserName }: RemoteAlert,
  { sent, olds, taken }: Knowledge,
): boolean {
  if (!sent.includes(field)) return isSameHash(answered, olds?.echo[field]);
  if (field !== "runAs") {
    // An alert that is taken over may call its aggregate by the service's own name: nothing tells that from another.
    return taken !== undefined || !isSameHash(answered, olds?.hashes[field]);
  }
  // Where nobody is named its owner runs it, whoever was named before.
  const isOwners = Object.values(definition.runAs ?? {}).some((name) => name === ownerUserName);
  const before = taken ? [hashFields(taken).runAs] : [olds?.hashes.runAs, olds?.echo.runAs];
  return isOwners || !before.some((hash) => isSameHash(hash, answered));
}

/** The outputs after `remote` was read, and whether the state's inputs are not what the alert is. */
export function readOutputs(
  olds: AlertOutputs,
  remote: RemoteAlert,
): { readonly outs: AlertOutputs; readonly drifted: boolean } {
  const { alertId, lastSyncedAt, echo, foreignFolder } = olds;
  const answered = hashFields(remote.definition);
  const drift = changedFields(olds.hashes, answered).filter(
    (field) => !isSameHash(answered[field], echo[field]),
  );
  const folder = remote.definition.parentPath;
  const moved = folder !== olds.parentPath && folder !== foreignFolder;
  const outs: AlertOutputs = {
    alertId,
    displayName: remote.definition.displayName,
    parentPath: moved ? folder : olds.parentPath,
    ...(foreignFolder !== undefined && { foreignFolder }),
    lastSyncedAt,
    hashes: { ...olds.hashes, ...pick(answered, drift) },
    echo,
  };
  return { outs, drifted: moved || drift.length > 0 || olds.unlike !== undefined };
}

/**
 * What an update will change. The engine could compare inputs, but for fields that came out another way than declared: the
 * state's inputs do not know of those.
 */
export function differencesOf(
  { unlike = [], hashes }: AlertOutputs,
  news: AlertInputs,
): PropertyDifference[] {
  const declared = hashFields(news);
  return changedFields(hashes, declared).map((path) => ({
    path,
    kind: !isSet(hashes, path) ? "add" : isSet(declared, path) ? "update" : "delete",
    oldSide: unlike.includes(path) ? "outputs" : "inputs",
  }));
}

/** A query may be as long as a statement: as much of a text is kept as a preview can show. `refresh` reads all of it. */
const MOST_CHARACTERS = 1_000;

/** The parts of the definition that these fields are about, each where the definition has it. */
function valuesOf(definition: LiveDefinition, fields: readonly ManagedField[]): Partial<LiveDefinition> {
  let values: Readonly<Record<string, unknown>> = {};
  for (const field of fields) {
    const value = fieldValue(definition, field);
    if (value !== undefined) values = withValueAt(values, field, shortened(value));
  }
  return values;
}

function shortened(value: unknown): unknown {
  return typeof value === "string" && value.length > MOST_CHARACTERS
    ? `${value.slice(0, MOST_CHARACTERS)}… (${value.length} characters)`
    : value;
}

function pick(hashes: FieldHashes, fields: readonly ManagedField[]): FieldHashes {
  return Object.fromEntries(fields.map((field) => [field, hashes[field]]));
}
