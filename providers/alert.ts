import "../loading/kept-modules.cjs";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import {
  changedFields,
  hashDefinition,
  hashFields,
  MANAGED_FIELDS,
  type ManagedField,
} from "../alerting/definition-fields";
import type { RemoteAlert } from "../databricks/remote-alert";
import { ApiError } from "../databricks/api-error";
import { runCommand } from "../messages/advised-commands";
import { ExpectedError, inOneLine } from "../messages/expected-error";
import { AdoptionError, describeTakeover, existingAlert } from "./adoption";
import {
  type AlertInputs,
  type AlertState,
  type DeclaredAlert,
  differencesOf,
  type Knowledge,
  outputsIn,
  readOutputs,
  stateOf,
  written,
} from "./alert-state";
import { deployAlert } from "./create-alert";
import { deleteUnlessAnothers } from "./delete-alert";
import { driftText, keptText, noQueryText, refusedText } from "./field-texts";
import { type DeclaredKept, keptInputs, type NothingKept, requireKept } from "./kept-alert";
import { isNameTaken, updateToMovedName } from "./moved-names";
import { PartialFailure, showLine } from "./partial-failure";
import { resourceProvider } from "./resource-provider";
import type { DeployedRow, DeployStatus } from "./sync-log";
import type { Workspace } from "./workspace";

const REQUIRED = ["alertId", "displayName", "queryText", "warehouseId", "parentPath"] as const;

type Inputs = AlertInputs | NothingKept;
type Declared = DeclaredAlert | DeclaredKept;

/** The life of one Databricks SQL alert. */
export const provider = resourceProvider<Inputs, AlertState, Declared>({
  /**
   * A preview says what the creation will find: whose alert it takes, or that it may not. And no text
   * comes into an alert that the warehouse does not read as one query: the service runs it inside of a statement of its own.
   */
  async check(olds: Partial<AlertInputs>, { databricksAlertId, ...declared }, workspace) {
    if (databricksAlertId !== undefined) workspace.claims.set(declared.alertId, databricksAlertId);

    workspace.syncLog.planned(declared.alertId);
    if ("isKept" in declared) return { inputs: await keptInputs(olds, declared, workspace) };

    const { isQueryRead = false, ...news } = declared;
    const missing = REQUIRED.filter((property) => !news[property]);
    if (missing.length > 0)
      return { failures: missing.map((property) => ({ property, reason: `${property} is required` })) };

    // Before anything that takes time: the name that this alert gives up may be what another row's waits for.
    const takeover = await plannedTakeover(olds, news, workspace);
    if (takeover instanceof AdoptionError) return { failures: [{ property: "", reason: takeover.message }] };

    // What names a warehouse that is yet to be made is asked in the run that makes it.
    const needsNoAsking =
      isQueryRead || news.queryText === olds.queryText || news.warehouseId === unknownValue;
    const refusal = needsNoAsking ? undefined : await workspace.queries.refusalOf(news.queryText);
    if (refusal !== undefined)
      return { failures: [{ property: "queryText", reason: noQueryText(news, refusal) }] };

    if (takeover !== undefined) showLine(describeTakeover(takeover, news));

    return { inputs: news };
  },

  diff(id, olds, inputs, workspace) {
    const news = requireKept(inputs);
    // An adopted alert that lives elsewhere can be where the others move to: it is there already.
    const comesHome = olds.foreignFolder === news.parentPath;
    const moved = !comesHome && olds.parentPath !== news.parentPath;
    if (moved) workspace.released.add(id);

    const properties =
      moved || comesHome || !isKnown(news) ? undefined : differencesOf(outputsIn(olds), news);
    const changes = properties === undefined || properties.length > 0;
    const named = workspace.claims.get(news.alertId);
    if (!moved) {
      workspace.plannedNames.set(id, news.displayName);
      // What the row names by mistake is not its own, and may be deleted.
      workspace.claims.set(news.alertId, id);
    }
    if (!changes) workspace.syncLog.unchanged(deployment(news, id), named !== undefined && named !== id);

    return {
      changes,
      ...(properties && { properties }),
      replaces: moved ? ["parentPath"] : [],
      // The new one first: nothing is missed if it cannot be made, and an old one that cannot be deleted is tried again. (A
      // deletion that came first and failed would let `pulumi up --continue-on-error` wait for ever, as of CLI 3.260.)
      deleteBeforeReplace: false,
    };
  },

  async create(declared, workspace) {
    const inputs = requireKept(declared);
    return recorded(inputs, workspace, async () => {
      const { remote, status, taken } = await deployAlert(inputs, workspace);
      // It had to come out as declared in every field, whichever of them were sent.
      const known = { sent: MANAGED_FIELDS, ...(taken && { taken }) };
      return { status, id: remote.id, outs: stateOrRefusal(inputs, remote, known) };
    });
  },

  async read(id, olds, workspace) {
    const remote = await workspace.alerts.get(id);
    if (remote === undefined || remote.lifecycleState === "DELETED") return undefined;

    const known = readOutputs(outputsIn(olds), remote);
    const outs = stateOf(known.outs);
    if (remote.kept) showLine(keptText(olds.alertId, remote));

    // The workspace's definition becomes the old inputs, so that the next preview shows field by field what drifted.
    return known.drifted ? { outs, inputs: { ...remote.definition, alertId: olds.alertId } } : { outs };
  },

  async update(id, state, inputs, workspace) {
    const olds = outputsIn(state);
    const news = requireKept(inputs);
    workspace.claims.set(news.alertId, id);
    return recorded(news, workspace, async () => {
      const sent = changedFields(olds.hashes, hashFields(news));
      const remote = await patched(id, news, sent, workspace);
      return { status: "UPDATED", id, outs: stateOrRefusal(news, remote, { sent, olds }) };
    });
  },

  async delete(id, olds, workspace) {
    const deletion = deleteUnlessAnothers(id, olds.alertId, workspace);
    const isDeleted = await deletion.catch((error: unknown) => failed(olds, workspace, error));
    if (isDeleted) await workspace.syncLog.deleted({ alertId: olds.alertId, databricksAlertId: id });
  },
});

/** The alert that a new row takes over, which gets the row's name, or why it may not. */
async function plannedTakeover(
  olds: Partial<AlertInputs>,
  news: AlertInputs,
  workspace: Workspace,
): Promise<RemoteAlert | AdoptionError | undefined> {
  if (olds.alertId !== undefined) return undefined;

  try {
    const existing = await existingAlert(news, workspace);
    if (existing) workspace.plannedNames.set(existing.id, news.displayName);
    return existing;
  } catch (error) {
    if (error instanceof AdoptionError) return error;
    throw error;
  }
}

/** At preview an input that comes from another resource may be unknown, whole or in parts. */
function isKnown({ evaluation, schedule, warehouseId }: AlertInputs): boolean {
  return !JSON.stringify([evaluation, schedule, warehouseId]).includes(unknownValue);
}

/**
 * The state after a write, from what the service answered to it.
 *
 * @throws PartialFailure where it answered that all is well, and kept another value
 */
function stateOrRefusal(inputs: AlertInputs, remote: RemoteAlert, known: Knowledge): AlertState {
  const { outs: outputs, refused, drifted } = written(inputs, remote, new Date(), known);
  const outs = stateOf(outputs);
  if (refused.length > 0) throw new PartialFailure(refusedText(inputs, remote, refused), remote.id, outs);

  if (drifted.length > 0) showLine(driftText(inputs, remote, drifted));

  return outs;
}

/** An alert that went away cannot become another one in an update: only `refresh` makes the engine forget its id. */
async function patched(
  id: string,
  inputs: AlertInputs,
  fields: readonly ManagedField[],
  workspace: Workspace,
): Promise<RemoteAlert> {
  // Nothing to send: the last run failed over a value that is by now what the row says.
  const answer = fields.length === 0 ? workspace.alerts.get(id) : workspace.alerts.update(id, inputs, fields);
  const remote = await answer.catch(async (error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;

    if (isNameTaken(error)) return updateToMovedName(id, inputs, fields, error, workspace);

    // One in the trash is refused, too: in which words is not documented.
    const live =
      error instanceof ApiError && error.status === 400 ? await workspace.alerts.get(id) : undefined;
    if (live?.lifecycleState === "DELETED") return live;

    throw error;
  });
  if (remote === undefined || remote.lifecycleState === "DELETED") {
    throw new ExpectedError(
      `alert_configurations row ${inputs.alertId}: its alert ${id} was deleted in the workspace. ` +
        `Run \`${runCommand("refresh")}\`, then \`${runCommand("up")}\`: the alert will be made again.`,
    );
  }
  return remote;
}

/** Runs `write` and remembers how it ended for the row's status. */
async function recorded<Result extends { status: DeployStatus; id: string }>(
  inputs: AlertInputs,
  workspace: Workspace,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await write();
    await workspace.syncLog.deployed(deployment(inputs, result.id), result.status);
    return result;
  } catch (error) {
    return failed(inputs, workspace, error);
  }
}

async function failed(
  { alertId }: Pick<AlertInputs, "alertId">,
  { syncLog }: Workspace,
  error: unknown,
): Promise<never> {
  await syncLog.failed({
    alertId,
    error: inOneLine(error),
    ...(error instanceof PartialFailure && { databricksAlertId: error.id }),
  });
  throw error;
}

function deployment(inputs: AlertInputs, databricksAlertId: string): DeployedRow {
  const { alertId, displayName } = inputs;
  return { alertId, displayName, databricksAlertId, hash: hashDefinition(inputs) };
}
