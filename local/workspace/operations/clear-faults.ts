import type { Operation } from "../operation";

export const clearFaults: Operation = {
  method: "DELETE",
  paths: ["/_local/faults"],
  handle: ({ workspace }) => {
    workspace.faults.clear();
    return {};
  },
};
