import type { Checked } from "./resource-provider";
import type { DestinationIdsInputs } from "./destination-ids";

/** What the program declares. */
export interface DeclaredDestinationIds extends Omit<DestinationIdsInputs, "takenOver"> {
  /** Row → the destination of its name and kind that it means. */
  readonly alike: Readonly<Record<string, string>>;
  /** Row that names another one → why it may not have that, unless this stack made it for the row. */
  readonly others: Readonly<Record<string, string>>;
}

/**
 * Which destinations are taken over, and which may not be. Only the engine knows what the last run made: that a row has an id
 * says nothing, since whoever may write the row may write any. Through the inputs, the program gets to know it at preview.
 */
export function checkClaims(
  olds: Partial<DestinationIdsInputs>,
  { alike, others, ids, written }: DeclaredDestinationIds,
): Checked<DestinationIdsInputs> {
  const isOwn = ([row, id]: readonly [string, string | undefined]) =>
    id !== undefined && Object.hasOwn(olds.ids ?? {}, row) && olds.ids?.[row] === id;
  const takenOver = Object.fromEntries(Object.entries(alike).filter((claim) => !isOwn(claim)));
  const refused = Object.entries(others).filter(([row]) => !isOwn([row, written[row]]));
  return {
    inputs: { ids, written, takenOver },
    failures: refused.map(([, reason]) => ({ property: "", reason })),
  };
}
