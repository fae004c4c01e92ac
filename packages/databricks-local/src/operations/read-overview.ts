import { z } from "zod";
import type { Operation } from "../operation";
import { checkShape } from "../shape-check";
import { describeOverview } from "../web/overview";

const queryShape = z.object({ hours: z.coerce.number().int().min(1).max(720).default(24) });

/** Not the service's: all alerts in words, with their states over the last hours. */
export const readOverview: Operation = {
  method: "GET",
  paths: ["/_local/overview"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ query, workspace }) =>
    describeOverview(workspace, checkShape(queryShape, Object.fromEntries(query)).hours),
};
