import { z } from "zod";
import type { Operation } from "../operation";

const newCatalogShape = z.looseObject({
  name: z.string().min(1, "must not be empty"),
  comment: z.string().optional(),
  properties: z.record(z.string(), z.string()).optional(),
});

export const createCatalog: Operation = {
  method: "POST",
  paths: ["/api/2.1/unity-catalog/catalogs"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ body, caller, workspace }) => {
    const { name, ...fields } = body(newCatalogShape);
    return workspace.unity.createCatalog(name, caller.userName, fields);
  },
};
