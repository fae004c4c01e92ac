import type { Operation } from "../operation";

/** Not the service's: what clients sent since the start, or since the log was cleared. */
const readRequestLog: Operation = {
  method: "GET",
  paths: ["/_local/requests"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => ({ requests: workspace.requests.entries }),
};

const clearRequestLog: Operation = {
  method: "DELETE",
  paths: ["/_local/requests"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => {
    workspace.requests.clear();
    return {};
  },
};

export const REQUEST_LOG_OPERATIONS: readonly Operation[] = [readRequestLog, clearRequestLog];
