import type { Operation } from "../operation";
import { describeParts } from "../web/parts";

/** Not the service's: faults, jobs, dashboards, warehouses, destinations, for the page. */
export const readParts: Operation = {
  method: "GET",
  paths: ["/_local/parts"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => describeParts(workspace),
};
