import { requiredQuery } from "../required-query";
import { listByName } from "../unity-catalog/list-by-name";
import { isSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

export const listUnityTables: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/tables"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { query, workspace } = call;
    const tables = workspace.unity
      .tables(requiredQuery(query, "catalog_name"), requiredQuery(query, "schema_name"))
      .filter(({ full_name }) => isSeen(call, { type: "TABLE", fullName: full_name }));
    const { page, nextPageToken } = listByName(tables, query);
    return { tables: page, next_page_token: nextPageToken };
  },
};
