import { setTimeout as delay } from "node:timers/promises";
import type { LiveDefinition } from "../alerting/definition";
import { unlikeFields } from "../alerting/same-meaning";
import type { RemoteAlert } from "../databricks/remote-alert";
import { UncertainOutcomeError } from "../databricks/api-error";
import { existingAlert } from "./adoption";
import type { AlertInputs } from "./alert-state";
import { isNameTaken, makeWithMovedName, updateToMovedName } from "./moved-names";
import type { DeployStatus } from "./sync-log";
import type { Workspace } from "./workspace";

const MOST_POSTS = 3;

/** So long after an answer that did not come, and twice as long after the next. */
const LATE_MS = 1_000;

export interface Deployed {
  readonly remote: RemoteAlert;
  readonly status: DeployStatus;
  /** What was taken over, as it was before. */
  readonly taken?: LiveDefinition;
}

/** One alert for one row: adopts the alert that is there already, else makes it, and never makes it twice. */
export async function deployAlert(inputs: AlertInputs, workspace: Workspace): Promise<Deployed> {
  const existing = await existingAlert(inputs, workspace);
  return existing ? adopt(inputs, existing, workspace) : make(inputs, workspace);
}

async function adopt(inputs: AlertInputs, existing: RemoteAlert, workspace: Workspace): Promise<Deployed> {
  try {
    return await takeOver(inputs, existing, workspace);
  } catch (error) {
    if (!isNameTaken(error)) throw error;

    const fields = unlikeFields(existing.definition, inputs);
    const remote = await updateToMovedName(existing.id, inputs, fields, error, workspace);
    return { remote, status: "UPDATED", taken: existing.definition };
  }
}

async function takeOver(inputs: AlertInputs, existing: RemoteAlert, workspace: Workspace): Promise<Deployed> {
  workspace.claims.set(inputs.alertId, existing.id);
  const fields = unlikeFields(existing.definition, inputs);
  if (fields.length === 0) return { remote: existing, status: "UNCHANGED" };

  const remote = await workspace.alerts.update(existing.id, inputs, fields);
  return { remote, status: "UPDATED", taken: existing.definition };
}

async function make(inputs: AlertInputs, workspace: Workspace): Promise<Deployed> {
  try {
    return await post(inputs, workspace);
  } catch (error) {
    if (!isNameTaken(error)) throw error;

    return makeWithMovedName(inputs, () => post(inputs, workspace), error, workspace);
  }
}

async function post(inputs: AlertInputs, workspace: Workspace): Promise<Deployed> {
  for (let posts = 1; ; posts++) {
    try {
      const remote = await workspace.alerts.create(inputs);
      workspace.claims.set(inputs.alertId, remote.id);
      return posts === 1 ? { remote, status: "CREATED" } : await onlyOne(remote, inputs, workspace);
    } catch (error) {
      // The answer was lost, or the name is taken: what the workspace has now decides, not what we hoped.
      const isUncertain = error instanceof UncertainOutcomeError;
      if (!isUncertain && !isNameTaken(error)) throw error;

      const existing = await madeMeanwhile(inputs, workspace, isUncertain ? [0, LATE_MS * posts] : [0]);
      if (existing) {
        // By its name, which it has: none has to move. (They may be moving for this very alert.)
        const adopted = await takeOver(inputs, existing, workspace);
        return isUncertain ? { remote: adopted.remote, status: "CREATED" } : adopted;
      }
      if (posts === MOST_POSTS || !isUncertain) throw error;
    }
  }
}

/** Looks as often, after so many milliseconds each: what was given up here may still be carried out there. */
async function madeMeanwhile(
  inputs: AlertInputs,
  workspace: Workspace,
  waits: readonly number[],
): Promise<RemoteAlert | undefined> {
  for (const wait of waits) {
    await delay(wait);
    const existing = await existingAlert(inputs, workspace, await workspace.listing.fresh());
    if (existing) return existing;
  }
  return undefined;
}

/** A request that nobody waited for any more came to its end after all: the alert that it made stays, and the second one goes. */
async function onlyOne(second: RemoteAlert, inputs: AlertInputs, workspace: Workspace): Promise<Deployed> {
  const { alerts, claims, listing } = workspace;
  claims.delete(inputs.alertId);
  const others = (await listing.fresh()).filter(({ id }) => id !== second.id);
  const first = await existingAlert(inputs, workspace, others);
  if (first === undefined) {
    claims.set(inputs.alertId, second.id);
    return { remote: second, status: "CREATED" };
  }
  await alerts.trash(second.id);
  const { remote } = await takeOver(inputs, first, workspace);
  return { remote, status: "CREATED" };
}
