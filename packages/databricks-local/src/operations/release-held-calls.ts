import type { Operation } from "../operation";

/** Not the service's: lets the calls that a `pause` holds go on. */
export const releaseHeldCalls: Operation = {
  method: "DELETE",
  paths: ["/_local/held"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ workspace }) => {
    workspace.faults.held.release();
    return {};
  },
};
