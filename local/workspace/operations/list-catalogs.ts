import { listByName } from "../unity-catalog/list-by-name";
import type { Operation } from "../operation";

export const listCatalogs: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/catalogs"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => {
    const { page, nextPageToken } = listByName(workspace.unity.catalogs(), query);
    return { catalogs: page, next_page_token: nextPageToken };
  },
};
