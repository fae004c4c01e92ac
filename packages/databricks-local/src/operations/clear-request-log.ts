import type { Operation } from "../operation";

export const clearRequestLog: Operation = {
  method: "DELETE",
  paths: ["/_local/requests"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => {
    workspace.requests.clear();
    return {};
  },
};
