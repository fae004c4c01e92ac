import { z } from "zod";
import type { Operation } from "../operation";
import { requiredQuery } from "../request-query";
import { isSeen, requireSeen } from "../unity-catalog/unity-faults";
import { listByName, objectChangeShape } from "../unity-catalog/unity-requests";

const listSchemas: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/schemas"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const schemas = call.workspace.unity
      .schemas(requiredQuery(call.query, "catalog_name"))
      .filter(({ full_name }) => isSeen(call, { type: "SCHEMA", fullName: full_name }));
    const { page, nextPageToken } = listByName(schemas, call.query);
    return { schemas: page, next_page_token: nextPageToken };
  },
};

const getSchema: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/schemas/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const schema = call.workspace.unity.schema(call.param("name"));
    requireSeen(call, { type: "SCHEMA", fullName: schema.full_name });
    return schema;
  },
};

const newSchemaShape = z.looseObject({
  catalog_name: z.string().min(1, "must not be empty"),
  name: z.string().min(1, "must not be empty"),
  comment: z.string().optional(),
  properties: z.record(z.string(), z.string()).optional(),
});

const createSchema: Operation = {
  method: "POST",
  paths: ["/api/2.1/unity-catalog/schemas"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ body, caller, workspace }) => {
    const { catalog_name, name, ...fields } = body(newSchemaShape);
    return workspace.unity.createSchema(catalog_name, name, caller.userName, fields);
  },
};

const updateSchema: Operation = {
  method: "PATCH",
  paths: ["/api/2.1/unity-catalog/schemas/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, body, caller, workspace }) =>
    workspace.unity.updateSchema(param("name"), caller.userName, body(objectChangeShape)),
};

/** With `force=true` also when something is in it. */
const deleteSchema: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/schemas/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: async ({ param, query, caller, workspace }) => {
    await workspace.unity.deleteSchema(param("name"), caller.userName, query.get("force") === "true");
    return {};
  },
};

export const SCHEMA_OPERATIONS: readonly Operation[] = [
  listSchemas,
  getSchema,
  createSchema,
  updateSchema,
  deleteSchema,
];
