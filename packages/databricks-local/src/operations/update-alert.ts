import { requireLevel } from "../access/object-rights";
import { z } from "zod";
import { readUpdateMask } from "../alerts/update-mask";
import type { Operation } from "../operation";

/** Only what the mask names is read from the body, so the body's shape is checked after it was applied. */
export const updateAlert: Operation = {
  method: "PATCH",
  paths: ["/api/2.0/alerts/:id"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { workspace, caller } = call;
    const id = call.param("id");
    requireLevel(call, { type: "alertsv2", id }, "CAN_EDIT");
    const mask = readUpdateMask(call.query.get("update_mask"));
    return workspace.alerts.update(id, call.body(z.record(z.string(), z.unknown())), mask, caller.userName);
  },
};
