import { requiredQuery } from "../required-query";
import { listByName } from "../unity-catalog/list-by-name";
import type { Operation } from "../operation";

export const listUnityTables: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/tables"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => {
    const tables = workspace.unity.tables(
      requiredQuery(query, "catalog_name"),
      requiredQuery(query, "schema_name"),
    );
    const { page, nextPageToken } = listByName(tables, query);
    return { tables: page, next_page_token: nextPageToken };
  },
};
