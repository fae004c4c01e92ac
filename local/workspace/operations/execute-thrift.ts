import { ApiError } from "../api-error";
import type { Operation } from "../operation";
import { MalformedFrameError } from "../thrift/malformed-frame-error";

/** What the SQL drivers speak: binary Thrift messages over HTTP, at the warehouse's "HTTP path". */
export const executeThrift: Operation = {
  method: "POST",
  paths: [
    "/sql/1.0/warehouses/:warehouse",
    "/sql/1.0/endpoints/:warehouse",
    "/sql/protocolv1/o/:workspace/:warehouse",
  ],
  handle: async ({ param, bytes, workspace }) => {
    workspace.warehouse.check(param("warehouse")).start();
    const answer = await workspace.thrift(bytes).catch((error: unknown) => {
      throw error instanceof MalformedFrameError ? new ApiError(400, "BAD_REQUEST", error.message) : error;
    });
    return new Response(new Uint8Array(answer), { headers: { "content-type": "application/x-thrift" } });
  },
};
