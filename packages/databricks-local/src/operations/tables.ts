import { z } from "zod";
import type { Operation } from "../operation";
import { requiredQuery } from "../request-query";
import { checkShape } from "../shape-check";
import { isSeen, requireSeen } from "../unity-catalog/unity-faults";
import { listByName } from "../unity-catalog/unity-requests";
import { tableDetails, listTables as list, readTablePage } from "../web/table-details";

const listUnityTables: Operation = {
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

const getTable: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/tables/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const table = call.workspace.unity.table(call.param("name"));
    requireSeen(call, { type: "TABLE", fullName: table.full_name });
    return table;
  },
};

const findTable: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/tables/:name/exists"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    const isThere = workspace.unity.hasTable(param("name"));
    return { table_exists: isThere && isSeen(call, { type: "TABLE", fullName: param("name") }) };
  },
};

const deleteTable: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/tables/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: async ({ param, caller, workspace }) => {
    await workspace.unity.deleteTable(param("name"), caller.userName);
    return {};
  },
};

/** Not the service's: every table of every catalog. */
const listTables: Operation = {
  method: "GET",
  paths: ["/_local/tables"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ workspace }) => list(workspace),
};

/** Not the service's: a table's columns, constraints and properties. */
const readTable: Operation = {
  method: "GET",
  paths: ["/_local/tables/:catalog/:schema/:table"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, workspace }) =>
    tableDetails(workspace, {
      catalog: param("catalog"),
      schema: param("schema"),
      table: param("table"),
    }),
};

const queryShape = z.object({ page: z.coerce.number().int().min(0).max(1e9).default(0) });

/** Not the service's: rows of a table, a page at a time. */
const readTableRows: Operation = {
  method: "GET",
  paths: ["/_local/tables/:catalog/:schema/:table/rows"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, query, workspace }) => {
    const address = { catalog: param("catalog"), schema: param("schema"), table: param("table") };
    return readTablePage(workspace, address, checkShape(queryShape, Object.fromEntries(query)).page);
  },
};

export const TABLE_OPERATIONS: readonly Operation[] = [
  listUnityTables,
  getTable,
  findTable,
  deleteTable,
  listTables,
  readTable,
  readTableRows,
];
