import type { TStatus } from "@databricks/sql/thrift/TCLIService_types";
import type { ThriftClient } from "./thrift-client";
import type { ThriftSessions } from "./thrift-sessions";

/**
 * One Thrift call. Rejects with `InvalidHandleError`, `SqlError` or `RefusedRequestError` where the answer is a
 * failed status; any other error is a defect of the workspace.
 */
export type Operation<Request, Response extends { status: TStatus }> = (
  request: Partial<Request>,
  sessions: ThriftSessions,
  client: ThriftClient,
) => Promise<Response>;
