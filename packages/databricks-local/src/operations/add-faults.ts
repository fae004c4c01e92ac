import { z } from "zod";
import { faultShape } from "../faults/fault-shape";
import type { Operation } from "../operation";

/** Not the service's: failures to show to the next matching calls. */
export const addFaults: Operation = {
  method: "POST",
  paths: ["/_local/faults"],
  documentation: { page: "faults", sources: ["local"] },
  handle: ({ body, workspace }) => {
    workspace.faults.add(...body(z.strictObject({ faults: z.array(faultShape) })).faults);
    return { faults: workspace.faults.waiting };
  },
};
