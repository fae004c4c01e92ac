import { z } from "zod";
import type { Operation } from "../operation";

/** Not the service's: how long a stopped warehouse takes to start from now on. */
export const setWarehouseStart: Operation = {
  method: "PUT",
  paths: ["/_local/warehouse-start"],
  documentation: { page: "neighbours", sources: ["local"] },
  handle: ({ body, workspace }) => {
    workspace.warehouses.startMs = body(z.strictObject({ startMs: z.number().min(0) })).startMs;
    return { startMs: workspace.warehouses.startMs };
  },
};
