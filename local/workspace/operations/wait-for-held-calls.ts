import { ApiError } from "../api-error";
import type { Operation } from "../operation";

const MAX_WAIT_SECONDS = 100;

/** Not the service's: the calls that a `pause` holds; with `?waitSeconds=30` answers as soon as there is one. */
export const waitForHeldCalls: Operation = {
  method: "GET",
  paths: ["/_local/held"],
  documentation: { page: "faults", sources: ["local"] },
  handle: async ({ query, workspace }) => {
    const seconds = Number(query.get("waitSeconds") ?? 0);
    if (!(seconds >= 0 && seconds <= MAX_WAIT_SECONDS)) {
      throw ApiError.invalidParameter(`waitSeconds must be a number from 0 to ${MAX_WAIT_SECONDS}`);
    }
    const signal = AbortSignal.any([workspace.faults.cleared, AbortSignal.timeout(seconds * 1000)]);
    return { held: await workspace.faults.held.first(signal) };
  },
};
