import type { Operation } from "../operation";

/** Not the service's: what alerts told their subscribers. */
export const readInbox: Operation = {
  method: "GET",
  paths: ["/_local/inbox"],
  documentation: { page: "evaluation", sources: ["local"] },
  handle: ({ workspace }) => ({ notifications: workspace.inbox.notifications }),
};
