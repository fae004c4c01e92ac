import type { Operation } from "../operation";

/** Not the service's: the rights that were taken away. */
export const listDenials: Operation = {
  method: "GET",
  paths: ["/_local/denials"],
  documentation: { page: "neighbours", sources: ["local"] },
  handle: ({ workspace }) => ({ denials: workspace.denials.all }),
};
