import type { Operation } from "../operation";
import { describeParts } from "../web/parts";

/** Not the service's: warehouses, destinations, faults, for the page. */
export const readParts: Operation = {
  method: "GET",
  paths: ["/_local/parts"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => describeParts(workspace),
};
