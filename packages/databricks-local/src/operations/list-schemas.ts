import { requiredQuery } from "../required-query";
import { listByName } from "../unity-catalog/list-by-name";
import { isSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

export const listSchemas: Operation = {
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
