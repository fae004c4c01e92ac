import { z } from "zod";
import { readUpdateMask } from "../alerts/update-mask";
import type { Operation } from "../operation";

/** Only what the mask names is read from the body, so the body's shape is checked after it was applied. */
export const updateAlert: Operation = {
  method: "PATCH",
  paths: ["/api/2.0/alerts/:id"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: ({ param, query, body, workspace }) => {
    const mask = readUpdateMask(query.get("update_mask"));
    return workspace.alerts.update(param("id"), body(z.record(z.string(), z.unknown())), mask);
  },
};
