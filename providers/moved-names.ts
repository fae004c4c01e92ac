import type { ManagedField } from "../alerting/definition-fields";
import type { RemoteAlert } from "../databricks/remote-alert";
import { ApiError } from "../databricks/api-error";
import { runCommand } from "../messages/advised-commands";
import { ExpectedError } from "../messages/expected-error";
import { shownText } from "../messages/words";
import type { AlertInputs } from "./alert-state";
import { otherOwner } from "./claims";
import type { Workspace } from "./workspace";

/** An alert that gives its name up for another one. */
interface Move {
  readonly alert: RemoteAlert;
  readonly to: string;
  /** It is about to be deleted, and only steps aside. */
  readonly isBeingDeleted: boolean;
}

export function isNameTaken(error: unknown): boolean {
  return error instanceof ApiError && error.errorCode === "RESOURCE_ALREADY_EXISTS";
}

/**
 * Updates an alert whose new name another alert still has, in a workspace that refuses equal names: the other one gets
 * its own new name first, or steps aside if it is about to be deleted. Where rows swap names, the alert itself steps
 * aside for as long as that takes.
 *
 * @throws TakenNameError where the name does not become free in this run
 */
export function updateToMovedName(
  id: string,
  inputs: AlertInputs,
  fields: readonly ManagedField[],
  taken: unknown,
  workspace: Workspace,
): Promise<RemoteAlert> {
  return oneAtATime(workspace, async () => {
    const active = await workspace.listing.fresh();
    const own = active.find((alert) => alert.id === id);
    if (own === undefined) throw taken;

    const moves = await movesFor(inputs, active, own, taken, workspace);
    const update = () => workspace.alerts.update(id, inputs, fields);
    if (!moves.some(({ to }) => to === own.definition.displayName))
      return afterMoves(moves, update, workspace);

    await rename(own, aside(inputs.displayName, id), workspace);
    try {
      return await afterMoves(moves, update, workspace);
    } catch (error) {
      // One of both is free.
      const back = rename(own, own.definition.displayName, workspace);
      await back.catch(() => rename(own, inputs.displayName, workspace)).catch(() => undefined);
      throw error;
    }
  });
}

/**
 * Runs `make` after other alerts gave up the name that it needs.
 *
 * @throws TakenNameError where the name does not become free in this run
 */
export function makeWithMovedName<Made>(
  inputs: AlertInputs,
  make: () => Promise<Made>,
  taken: unknown,
  workspace: Workspace,
): Promise<Made> {
  return oneAtATime(workspace, async () => {
    const active = await workspace.listing.fresh();
    return afterMoves(await movesFor(inputs, active, undefined, taken, workspace), make, workspace);
  });
}

/** What it takes to get the wanted name, in order: one alert after the other, down to a name that is free. */
async function movesFor(
  inputs: AlertInputs,
  active: readonly RemoteAlert[],
  own: RemoteAlert | undefined,
  taken: unknown,
  workspace: Workspace,
): Promise<readonly Move[]> {
  const { plannedNames, deleting } = workspace;
  // One that was taken over may live in another folder than the row's.
  const folder = own?.definition.parentPath ?? inputs.parentPath;
  const moves: Move[] = [];
  for (let wanted = inputs.displayName; ;) {
    const alert = active.find(
      ({ definition }) => definition.displayName === wanted && definition.parentPath === folder,
    );
    if (alert === undefined || alert.id === own?.id) return moves;

    const planned = plannedNames.get(alert.id);
    const isBeingDeleted = planned === undefined && (await deleting.has(alert));
    const to = isBeingDeleted ? aside(wanted, alert.id) : planned;
    if (to === undefined || to === wanted || moves.some((move) => move.alert === alert)) {
      const ofWholeRun = workspace.knowsAllClaims;
      const owner = ofWholeRun ? await otherOwner(alert.id, inputs.alertId, workspace) : undefined;
      throw new TakenNameError(inputs, alert, { cause: taken, ofWholeRun, owner });
    }
    moves.unshift({ alert, to, isBeingDeleted });
    wanted = to;
  }
}

/** What only stepped aside gets its name back if `work` fails: it may not come to its deletion. */
async function afterMoves<Result>(
  moves: readonly Move[],
  work: () => Promise<Result>,
  workspace: Workspace,
): Promise<Result> {
  const done: Move[] = [];
  try {
    for (const move of moves) {
      await rename(move.alert, move.to, workspace);
      done.push(move);
    }
    return await work();
  } catch (error) {
    for (const { alert } of done.filter(({ isBeingDeleted }) => isBeingDeleted))
      await rename(alert, alert.definition.displayName, workspace).catch(() => undefined);

    throw error;
  }
}

function aside(displayName: string, id: string): string {
  return `${displayName} (${id})`;
}

function rename(
  { id, definition }: RemoteAlert,
  displayName: string,
  { alerts }: Workspace,
): Promise<RemoteAlert> {
  return alerts.update(id, { ...definition, displayName }, ["displayName"]);
}

async function oneAtATime<Result>(workspace: Workspace, work: () => Promise<Result>): Promise<Result> {
  const result = workspace.renaming.then(work);
  workspace.renaming = result.catch(() => undefined);
  return result;
}

interface Circumstances {
  readonly cause: unknown;
  /** Whether the rows of all alerts are known. */
  readonly ofWholeRun: boolean;
  /** The row whose alert has the name; with `ofWholeRun`, undefined says that it is no row's. */
  readonly owner: string | undefined;
}

/** A row's name is that of an alert which does not give it up in this run. */
class TakenNameError extends ExpectedError {
  override readonly name = "TakenNameError";

  constructor(
    { alertId, displayName }: AlertInputs,
    { id, definition }: RemoteAlert,
    { cause, ofWholeRun, owner }: Circumstances,
  ) {
    const taken =
      `alert_configurations row ${alertId}: the name "${displayName}" is that of alert ${id} in ` +
      definition.parentPath;
    const forAll = `Run \`${runCommand("up")}\` for all rows, rename that alert, or give the row another name.`;
    super(
      owner !== undefined
        ? `${taken}, which is row ${shownText(owner)}'s and does not give it up in this run. ${forAll}`
        : ofWholeRun
          ? `${taken}, which is no other row's. Rename or delete that alert, or give the row another name. If the alert's ` +
            `row was deleted: \`${runCommand("up", "--continue-on-error")}\` deletes the alert, and the ` +
            `\`${runCommand("up")}\` after it gives its name to this row.`
          : `${taken}, and a run of some targets does not know whether that gives it up. ${forAll}`,
      { cause },
    );
  }
}
