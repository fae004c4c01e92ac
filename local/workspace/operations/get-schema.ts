import type { Operation } from "../operation";

export const getSchema: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/schemas/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, caller, workspace }) => {
    const schema = workspace.unity.schema(param("name"));
    const object = { type: "SCHEMA", fullName: schema.full_name } as const;
    return { ...schema, owner: workspace.denials.ownerShownTo(caller.userName, object, schema.owner) };
  },
};
