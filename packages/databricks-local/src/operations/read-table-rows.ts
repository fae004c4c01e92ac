import { z } from "zod";
import type { Operation } from "../operation";
import { checkShape } from "../shape-check";
import { readTablePage } from "../web/table-rows";

const queryShape = z.object({ page: z.coerce.number().int().min(0).max(1e9).default(0) });

/** Not the service's: rows of a table, a page at a time. */
export const readTableRows: Operation = {
  method: "GET",
  paths: ["/_local/tables/:catalog/:schema/:table/rows"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, query, workspace }) => {
    const address = { catalog: param("catalog"), schema: param("schema"), table: param("table") };
    return readTablePage(workspace, address, checkShape(queryShape, Object.fromEntries(query)).page);
  },
};
