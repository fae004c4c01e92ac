import {
  TProtocolVersion,
  type TOpenSessionReq,
  type TOpenSessionResp,
} from "@databricks/sql/thrift/TCLIService_types";
import { OpenSession } from "../open-session";
import type { Operation } from "../operation";
import { RefusedRequestError, succeeded } from "../thrift-status";

/** The first version with bound parameters. */
export const PROTOCOL_VERSION = TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8;

export const openSession: Operation<TOpenSessionReq, TOpenSessionResp> = async (
  request,
  sessions,
  client,
) => {
  const settings = Object.keys(request.configuration ?? {}).filter((key) => !isTransportSetting(key));
  if (settings.length > 0) {
    throw new RefusedRequestError(`The local workspace has no session setting ${settings.join(", ")}`);
  }
  const { catalogName, schemaName } = request.initialNamespace ?? {};
  const sql = await sessions.engine.openSession({
    userName: client.userName,
    // Absent fields of a Thrift structure are null.
    catalog: catalogName ?? undefined,
    schema: schemaName ?? undefined,
  });
  const session = new OpenSession(sql);
  sessions.add(session);
  return {
    status: succeeded(),
    serverProtocolVersion: PROTOCOL_VERSION,
    sessionHandle: { sessionId: session.handle },
    canUseMultipleCatalogs: true,
    ...(request.initialNamespace ? { initialNamespace: request.initialNamespace } : {}),
  };
};

/** Drivers say with these how they want rows to travel; they change no result. */
function isTransportSetting(key: string): boolean {
  return key.startsWith("spark.thriftserver.") || key.startsWith("spark.sql.thriftserver.");
}
