import type { Operation } from "../operation";

export const clearFaults: Operation = {
  method: "DELETE",
  paths: ["/_local/faults"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ workspace }) => {
    workspace.faults.clear();
    return {};
  },
};
