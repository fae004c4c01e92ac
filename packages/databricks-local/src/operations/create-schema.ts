import { z } from "zod";
import type { Operation } from "../operation";

const newSchemaShape = z.looseObject({
  catalog_name: z.string().min(1, "must not be empty"),
  name: z.string().min(1, "must not be empty"),
  comment: z.string().optional(),
  properties: z.record(z.string(), z.string()).optional(),
});

export const createSchema: Operation = {
  method: "POST",
  paths: ["/api/2.1/unity-catalog/schemas"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ body, caller, workspace }) => {
    const { catalog_name, name, ...fields } = body(newSchemaShape);
    return workspace.unity.createSchema(catalog_name, name, caller.userName, fields);
  },
};
