import "../loading/kept-modules.cjs";
import { isDeepStrictEqual } from "node:util";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { type DestinationId, recordDestinationIds } from "../rows/statements/write-rows";
import { type Checked, resourceProvider } from "./resource-provider";
import type { Workspace } from "./workspace";

/** What the program declares. */
export interface DeclaredDestinationIds extends Omit<DestinationIdsInputs, "takenOver" | "stays"> {
  /** Row → the destination of its name and kind that it means. */
  readonly alike: Readonly<Record<string, string>>;
  /** Row that names another one → why it may not have that, unless this stack made it for the row. */
  readonly others: Readonly<Record<string, string>>;
  /** Rows with faults: what this stack made for them stays. @default the run has none */
  readonly faulty?: readonly string[];
}

export interface DestinationIdsInputs {
  /** Row → id of the destination that this stack made for it; unknown at preview where it will be made. */
  readonly ids: Readonly<Record<string, string>>;
  /** Row → the id that it has. */
  readonly written: Readonly<Record<string, string>>;
  /** Row → the destination of the workspace that it takes over. Added by the provider. */
  readonly takenOver?: Readonly<Record<string, string>>;
  /** Row with faults → the destination that this stack made for it, which is among `ids`, too. Added by the provider. */
  readonly stays?: Readonly<Record<string, string>>;
}

export type DestinationIdsOutputs = Pick<DestinationIdsInputs, "ids" | "stays">;

/** Writes the ids of the destinations that this stack made into their rows, also where somebody changed them there. */
export const provider = resourceProvider<DestinationIdsInputs, DestinationIdsOutputs, DeclaredDestinationIds>(
  {
    check: checkClaims,

    // The program is told what stays by the outputs: those of a run before may be about other rows.
    diff: (_id, olds, { ids, written, stays }) => ({
      changes:
        (stays !== undefined && !isDeepStrictEqual(olds.stays, stays)) ||
        Object.keys(olds.ids).some((row) => ids[row] === undefined) ||
        Object.entries(ids).some(([row, id]) => written[row] !== id || olds.ids[row] !== id),
    }),

    async create(news, workspace) {
      await record(changesOf({}, news), workspace);
      return { id: "destination-ids", outs: outputs(news) };
    },

    async update(_id, olds, news, workspace) {
      await record(changesOf(olds.ids, news), workspace);
      return { outs: outputs(news) };
    },

    async delete(_id, olds, workspace) {
      await record(changesOf(olds.ids, { ids: {} }), workspace);
    },
  },
);

/**
 * Which destinations are taken over, and which may not be. Only the engine knows what the last run made: that a row has an id
 * says nothing, since whoever may write the row may write any. Through the inputs, the program gets to know it at preview.
 */
function checkClaims(
  olds: Partial<DestinationIdsInputs>,
  { alike, others, ids, written, faulty }: DeclaredDestinationIds,
): Checked<DestinationIdsInputs> {
  const isOwn = ([row, id]: readonly [string, string | undefined]) =>
    id !== undefined && Object.hasOwn(olds.ids ?? {}, row) && olds.ids?.[row] === id;
  const takenOver = Object.fromEntries(Object.entries(alike).filter((claim) => !isOwn(claim)));
  const refused = Object.entries(others).filter(([row]) => !isOwn([row, written[row]]));
  const stays =
    faulty && Object.fromEntries(Object.entries(olds.ids ?? {}).filter(([row]) => faulty.includes(row)));
  return {
    inputs: stays
      ? { ids: { ...ids, ...stays }, written: { ...written, ...stays }, takenOver, stays }
      : { ids, written, takenOver },
    failures: refused.map(([, reason]) => ({ property: "", reason })),
  };
}

/** A row with faults is left as it is. */
function changesOf(
  olds: DestinationIdsOutputs["ids"],
  { ids, stays = {} }: DestinationIdsOutputs,
): DestinationId[] {
  const rows = new Set([...Object.keys(olds), ...Object.keys(ids)]);
  const changed = [...rows].filter((row) => !Object.hasOwn(stays, row));
  return changed.map((destinationId) => ({
    destinationId,
    id: ids[destinationId] ?? null,
    formerId: olds[destinationId] ?? null,
  }));
}

function outputs({ ids, stays }: DestinationIdsInputs): DestinationIdsOutputs {
  return { ids, ...(stays && { stays }) };
}

async function record(ids: readonly DestinationId[], workspace: Workspace): Promise<void> {
  if (ids.length === 0) return;
  const session = await workspace.sql();
  try {
    await session.execute(recordDestinationIds(workspace.settings, ids), { idempotent: true });
  } catch (error) {
    // Without the table there is no row that could have one.
    if (!(error instanceof SqlStatementError && error.isTableNotFound)) throw error;
  }
}
