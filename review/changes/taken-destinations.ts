import { type ManagedDestination, planDestinations } from "../../alerting/destinations/plan-destinations";
import {
  describeDestinationTakeover,
  findExisting,
  ofRow,
  strangersFault,
} from "../../alerting/destinations/takeover";
import { formatFault } from "../../alerting/row-faults";
import type { RawRow } from "../../alerting/tables/row-reader";
import { ApiError } from "../../databricks/api-error";
import { listDestinations, readDestination } from "../../databricks/notification-destinations";
import type { RestClient } from "../../databricks/rest-client";
import type { Settings } from "../../settings/settings";
import type { DeployedDestinations, DestinationTarget } from "./destination-changes";

/** A destination that the workspace has and the stack does not, and that a row means. */
export interface TakenDestination {
  /** What the next up does with it, or why it refuses to, in one sentence. */
  readonly message: string;
  /** The up refuses it. */
  readonly isRefused: boolean;
}

export interface TakenDestinations {
  readonly taken: readonly TakenDestination[];
  /** Row → where the destination that it takes over goes now. */
  readonly live: ReadonlyMap<string, DestinationTarget>;
  readonly notChecked: readonly string[];
}

/** Asks the workspace which destinations there are where rows ask for some, and of those that are taken over where they go. */
export async function takenDestinations(
  rest: RestClient,
  destinationRows: readonly RawRow[],
  { manageDestinations }: Pick<Settings, "manageDestinations">,
  deployed: DeployedDestinations | undefined,
): Promise<TakenDestinations> {
  const plan = planDestinations(destinationRows, () => "secret");
  if (!manageDestinations || plan.managed.length === 0) return NONE;
  try {
    const { managed, faults } = findExisting(plan, await listDestinations(rest));
    const taken = await Promise.all(managed.map((one) => takeover(rest, one, deployed)));
    return {
      taken: [
        ...faults.map((fault) => ({ message: `${formatFault(fault)}.`, isRefused: true })),
        ...taken.flatMap((one) => one?.said ?? []),
      ],
      live: new Map(taken.flatMap((one) => (one?.live ? [[one.row, one.live] as const] : []))),
      notChecked: [],
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ...NONE, notChecked: [`${NOT_LISTED}${error.message}`] };
  }
}

const NONE: TakenDestinations = { taken: [], live: new Map(), notChecked: [] };
const NOT_LISTED =
  "Whether rows take over destinations that are there already: the destinations cannot be read. ";

interface Takeover {
  readonly row: string;
  readonly said: TakenDestination;
  readonly live?: DestinationTarget;
}

/**
 * Without a state nobody knows which of them are the stack's: one by name alone is none, since the up writes the ids of its own
 * into their rows; of the others only a difference tells.
 */
async function takeover(
  rest: RestClient,
  row: ManagedDestination,
  deployed: DeployedDestinations | undefined,
): Promise<Takeover | undefined> {
  const { destinationId, existingId, namedOther, plannedId } = row;
  const own = deployed?.get(destinationId)?.id;
  if (namedOther !== undefined) {
    if (own === namedOther.id) return undefined;
    const message = ofRow(destinationId, strangersFault(row, namedOther));
    return { row: destinationId, said: { message, isRefused: deployed !== undefined } };
  }
  if (existingId === undefined || own === existingId) return undefined;
  const live = await readDestination(rest, existingId);
  const isSaidById = deployed === undefined && plannedId === existingId;
  const text = describeDestinationTakeover(row, existingId, live);
  if (isSaidById && (text.endsWith(" as it is") || Object.keys(row.secrets).length > 0)) return undefined;
  const doubt = isSaidById ? ", unless it is the stack's already" : "";
  return {
    row: destinationId,
    said: { message: ofRow(destinationId, `${text}${doubt}.`), isRefused: false },
    live: live ?? { addresses: [] },
  };
}
