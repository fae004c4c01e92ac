import type { Operation } from "../operation";
import { listTables as list } from "../web/table-list";

/** Not the service's: every table of every catalog. */
export const listTables: Operation = {
  method: "GET",
  paths: ["/_local/tables"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => list(workspace),
};
