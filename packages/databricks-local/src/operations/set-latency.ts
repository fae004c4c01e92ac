import { z } from "zod";
import type { Operation } from "../operation";

/** Not the service's: how long every REST call takes from now on. */
export const setLatency: Operation = {
  method: "PUT",
  paths: ["/_local/latency"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ body, workspace }) => {
    workspace.latencyMs = body(z.strictObject({ latencyMs: z.number().min(0) })).latencyMs;
    return { latencyMs: workspace.latencyMs };
  },
};
