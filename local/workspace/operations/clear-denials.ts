import type { Operation } from "../operation";

export const clearDenials: Operation = {
  method: "DELETE",
  paths: ["/_local/denials"],
  documentation: { page: "neighbours", sources: ["local"] },
  handle: ({ workspace }) => {
    workspace.denials.clear();
    return {};
  },
};
