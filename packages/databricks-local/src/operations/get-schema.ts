import { requireSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

export const getSchema: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/schemas/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const schema = call.workspace.unity.schema(call.param("name"));
    requireSeen(call, { type: "SCHEMA", fullName: schema.full_name });
    return schema;
  },
};
