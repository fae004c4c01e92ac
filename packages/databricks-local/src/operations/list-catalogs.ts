import { listByName } from "../unity-catalog/list-by-name";
import { isSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

export const listCatalogs: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/catalogs"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const catalogs = call.workspace.unity
      .catalogs()
      .filter(({ full_name }) => isSeen(call, { type: "CATALOG", fullName: full_name }));
    const { page, nextPageToken } = listByName(catalogs, call.query);
    return { catalogs: page, next_page_token: nextPageToken };
  },
};
