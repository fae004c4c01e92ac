import type { Operation } from "../operation";

export const clearRequestLog: Operation = {
  method: "DELETE",
  paths: ["/_local/requests"],
  handle: ({ workspace }) => {
    workspace.requests.clear();
    return {};
  },
};
