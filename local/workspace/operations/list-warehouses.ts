import type { Operation } from "../operation";
import { readPage } from "../page";

/** All of them, unless a page is asked for. @see https://docs.databricks.com/api/workspace/warehouses/list */
export const listWarehouses: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/warehouses"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => {
    const page = readPage(workspace.warehouses.list(), query, { defaultSize: 1000, maxSize: 1000 });
    return {
      warehouses: page.items.map(({ warehouse }) => warehouse.describe(workspace.host)),
      next_page_token: page.nextPageToken,
    };
  },
};
