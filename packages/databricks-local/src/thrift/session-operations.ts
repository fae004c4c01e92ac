import {
  type TCloseSessionReq,
  type TCloseSessionResp,
  type TGetInfoReq,
  type TGetInfoResp,
  TGetInfoType,
  type TOpenSessionReq,
  type TOpenSessionResp,
  TProtocolVersion,
} from "@databricks/sql/thrift/TCLIService_types";
import type { ThriftCall } from "./operations";
import { OpenSession } from "./thrift-sessions";
import { RefusedRequestError, succeeded } from "./thrift-status";

/** The first version with bound parameters. */
export const PROTOCOL_VERSION = TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8;

export const openSession: ThriftCall<TOpenSessionReq, TOpenSessionResp> = async (
  request,
  sessions,
  client,
) => {
  const { catalogName, schemaName } = request.initialNamespace ?? {};
  const sql = await sessions.engine.openSession({
    userName: client.userName,
    // Absent fields of a Thrift structure are null.
    catalog: catalogName ?? undefined,
    schema: schemaName ?? undefined,
    settings: sessionSettings(request.configuration ?? {}),
  });
  const session = new OpenSession(sql);
  sessions.add(session);
  return {
    status: succeeded(),
    serverProtocolVersion: PROTOCOL_VERSION,
    sessionHandle: { sessionId: session.handle },
    canUseMultipleCatalogs: true,
    ...(request.initialNamespace && { initialNamespace: request.initialNamespace }),
  };
};

/** Without those by which drivers say how they want rows to travel: they change no result. */
export function sessionSettings(given: Readonly<Record<string, string>>): Record<string, string> {
  const settings = Object.entries(given).filter(([name]) => !/^spark\.(sql\.)?thriftserver\./.test(name));
  return Object.fromEntries(settings);
}

export const closeSession: ThriftCall<TCloseSessionReq, TCloseSessionResp> = async (request, sessions) => {
  await sessions.closeSession(request.sessionHandle);
  return { status: succeeded() };
};

const INFO: Partial<Record<TGetInfoType, string>> = {
  [TGetInfoType.CLI_SERVER_NAME]: "Spark SQL",
  [TGetInfoType.CLI_DBMS_NAME]: "Spark SQL",
  [TGetInfoType.CLI_DBMS_VER]: "4.0.0",
};

export const getInfo: ThriftCall<TGetInfoReq, TGetInfoResp> = (request, sessions) => {
  sessions.session(request.sessionHandle);
  const stringValue = request.infoType === undefined ? undefined : INFO[request.infoType];
  if (stringValue === undefined)
    throw new RefusedRequestError(`The local workspace has no server information ${request.infoType}`);

  return Promise.resolve({ status: succeeded(), infoValue: { stringValue } });
};
