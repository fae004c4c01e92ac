import { requiredQuery } from "../required-query";
import { listByName } from "../unity-catalog/list-by-name";
import type { Operation } from "../operation";

export const listSchemas: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/schemas"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => {
    const { page, nextPageToken } = listByName(
      workspace.unity.schemas(requiredQuery(query, "catalog_name")),
      query,
    );
    return { schemas: page, next_page_token: nextPageToken };
  },
};
