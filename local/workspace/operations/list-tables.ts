import type { Operation } from "../operation";
import { listTables as list } from "../web/table-list";

/** Not the service's: every table of every catalog. */
export const listTables: Operation = {
  method: "GET",
  paths: ["/_local/tables"],
  handle: ({ workspace }) => list(workspace),
};
