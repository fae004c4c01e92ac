import type { Operation } from "../operation";
import { requireSeen } from "../unity-catalog/unity-faults";

/** Functions are made by SQL alone: REST says what they are. */
const getFunction: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/functions/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const found = call.workspace.unity.function(call.param("name"));
    requireSeen(call, { type: "FUNCTION", fullName: found.full_name });
    return found;
  },
};

export const FUNCTION_OPERATIONS: readonly Operation[] = [getFunction];
