import type { Operation } from "../operation";

/** Not the service's: the failures that have not been shown yet. */
export const listFaults: Operation = {
  method: "GET",
  paths: ["/_local/faults"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ workspace }) => ({ faults: workspace.faults.waiting }),
};
