import { requireWarehouse } from "../access/object-rights";
import { ApiError } from "../api-error";
import type { Operation } from "../operation";
import { sqlSessionShape } from "../statements/sql-sessions";
import { statementRequestShape } from "../statements/statement-request";
import type { ThriftClient } from "../thrift/service-handler";
import { MalformedFrameError } from "../thrift/thrift-endpoint";

/** A statement that fails is an answered call: 200, with the state FAILED. */
const executeStatement: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/statements"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: async (call) => {
    const { caller, origin } = call;
    const { statements, sqlSessions, warehouses } = call.workspace;
    const request = call.body(statementRequestShape);
    const warehouse = warehouses.get(request.warehouse_id);
    requireWarehouse(call, warehouse.id);
    const session =
      request.session_id === undefined ? undefined : sqlSessions.get(request.session_id, caller.userName);
    const statement = await statements.execute(request, caller.userName, warehouse, session);
    return statement.describe({ origin, results: statements.results });
  },
};

const getStatement: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/statements/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, origin, workspace: { statements } }) =>
    statements.get(param("id")).describe({ origin, results: statements.results }),
};

const getResultChunk: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/statements/:id/result/chunks/:index"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, origin, workspace: { statements } }) =>
    statements
      .get(param("id"))
      .describeChunk(Number(param("index")), { origin, results: statements.results }),
};

const cancelStatement: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/statements/:id/cancel"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => {
    workspace.statements.get(param("id")).cancel();
    return {};
  },
};

/** The drivers close a statement when they have read its rows; what still runs is cancelled. */
const closeStatement: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/sql/statements/:id"],
  documentation: { page: "neighbours", sources: ["driver"] },
  handle: ({ param, workspace }) => {
    workspace.statements.closeStatement(param("id"));
    return {};
  },
};

/** A session keeps its catalog, schema, settings and temporary views from one statement to the next. */
const openSqlSession: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/sessions"],
  documentation: { page: "neighbours", sources: ["driver"] },
  handle: async (call) => {
    const { warehouse_id, catalog, schema, session_confs } = call.body(sqlSessionShape);
    requireWarehouse(call, call.workspace.warehouses.get(warehouse_id).id);
    const settings = session_confs === undefined ? {} : { settings: session_confs };
    const options = { userName: call.caller.userName, catalog, schema, ...settings };
    return { session_id: await call.workspace.sqlSessions.open(options) };
  },
};

const closeSqlSession: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/sql/sessions/:id"],
  documentation: { page: "neighbours", sources: ["driver"] },
  handle: async ({ param, caller, workspace }) => {
    await workspace.sqlSessions.close(param("id"), caller.userName);
    return {};
  },
};

/** What stands for the cloud's storage: the link is the credential, and another one beside it is refused. */
const downloadResult: Operation = {
  method: "GET",
  paths: ["/_results/:id"],
  documentation: { page: "neighbours", sources: ["local"] },
  needsToken: false,
  handle: ({ param, header, workspace }) => {
    if (header("authorization") !== undefined) {
      throw new ApiError(
        400,
        "BAD_REQUEST",
        "Download an external link without an Authorization header: the link is the credential",
      );
    }
    const { contentType, bytes } = workspace.statements.results.download(param("id"));
    return new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } });
  },
};

/** What the SQL drivers speak: binary Thrift messages over HTTP, at the warehouse's "HTTP path". */
const executeThrift: Operation = {
  method: "POST",
  paths: [
    "/sql/1.0/warehouses/:warehouse",
    "/sql/1.0/endpoints/:warehouse",
    "/sql/protocolv1/o/:workspace/:warehouse",
  ],
  documentation: { page: "sql-statements", sources: ["driver"] },
  handle: async (call) => {
    const { bytes, caller, workspace } = call;
    const warehouse = workspace.warehouses.get(call.param("warehouse"));
    requireWarehouse(call, warehouse.id);
    const client: ThriftClient = {
      userName: caller.userName,
      onWarehouse: (signal, work) => warehouse.run(signal, work),
    };
    const answer = await workspace.thrift(bytes, client).catch((error: unknown) => {
      throw error instanceof MalformedFrameError ? new ApiError(400, "BAD_REQUEST", error.message) : error;
    });
    return new Response(new Uint8Array(answer), { headers: { "content-type": "application/x-thrift" } });
  },
};

export const STATEMENT_OPERATIONS: readonly Operation[] = [
  executeStatement,
  getStatement,
  getResultChunk,
  cancelStatement,
  closeStatement,
  openSqlSession,
  closeSqlSession,
  downloadResult,
  executeThrift,
];
