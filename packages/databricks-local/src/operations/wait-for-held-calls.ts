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
    // Not AbortSignal.any: nothing would hold its signal, and a wait whose signal was collected never ends.
    const ended = new AbortController();
    const end = () => ended.abort();
    const timer = setTimeout(end, seconds * 1000);
    const { cleared } = workspace.faults;
    cleared.addEventListener("abort", end, { once: true });
    try {
      return { held: await workspace.faults.held.first(ended.signal) };
    } finally {
      clearTimeout(timer);
      cleared.removeEventListener("abort", end);
    }
  },
};
