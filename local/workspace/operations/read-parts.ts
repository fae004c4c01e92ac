import type { Operation } from "../operation";
import { describeParts } from "../web/parts";

/** Not the service's: warehouses, destinations, faults, for the page. */
export const readParts: Operation = {
  method: "GET",
  paths: ["/_local/parts"],
  handle: ({ workspace }) => describeParts(workspace),
};
