import { TGetInfoType, type TGetInfoReq, type TGetInfoResp } from "@databricks/sql/thrift/TCLIService_types";
import type { Operation } from "../operation";
import { RefusedRequestError, succeeded } from "../thrift-status";

const INFO: Partial<Record<TGetInfoType, string>> = {
  [TGetInfoType.CLI_SERVER_NAME]: "Spark SQL",
  [TGetInfoType.CLI_DBMS_NAME]: "Spark SQL",
  [TGetInfoType.CLI_DBMS_VER]: "4.0.0",
};

export const getInfo: Operation<TGetInfoReq, TGetInfoResp> = (request, sessions) => {
  sessions.session(request.sessionHandle);
  const stringValue = request.infoType === undefined ? undefined : INFO[request.infoType];
  if (stringValue === undefined) {
    throw new RefusedRequestError(`The local workspace has no server information ${request.infoType}`);
  }
  return Promise.resolve({ status: succeeded(), infoValue: { stringValue } });
};
