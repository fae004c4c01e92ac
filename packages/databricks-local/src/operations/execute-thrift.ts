import { requireWarehouse } from "../access/object-rights";
import { ApiError } from "../api-error";
import type { Operation } from "../operation";
import type { ThriftClient } from "../thrift/thrift-client";
import { MalformedFrameError } from "../thrift/malformed-frame-error";

/** What the SQL drivers speak: binary Thrift messages over HTTP, at the warehouse's "HTTP path". */
export const executeThrift: Operation = {
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
