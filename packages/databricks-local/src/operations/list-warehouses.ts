import { hasLevel } from "../access/object-rights";
import type { Operation } from "../operation";
import { readPage } from "../page";

/** All of them, unless a page is asked for. @see https://docs.databricks.com/api/workspace/warehouses/list */
export const listWarehouses: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/warehouses"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { query, workspace } = call;
    const shown = workspace.warehouses
      .list()
      .filter(({ warehouse: { id } }) => hasLevel(call, { type: "warehouses", id }, "CAN_VIEW"));
    const page = readPage(shown, query, { defaultSize: 1000, maxSize: 1000 });
    return {
      warehouses: page.items.map(({ warehouse }) => warehouse.describe(workspace.host)),
      next_page_token: page.nextPageToken,
    };
  },
};
