import type { TStatus } from "@databricks/sql/thrift/TCLIService_types";
import { type ThriftCall, THRIFT_CALLS, REFUSED_OPERATIONS } from "./operations";
import { PROTOCOL_VERSION } from "./session-operations";
import type { ThriftSessions } from "./thrift-sessions";
import { failedStatus, RefusedRequestError } from "./thrift-status";

type AnyOperation = ThriftCall<object, { status: TStatus }>;
type Method = (request: object | null) => Promise<object>;

/** The methods that the Thrift processor calls, one per name; each answers an expected failure with a status. */
export function serviceHandler(sessions: ThriftSessions, client: ThriftClient): Record<string, Method> {
  const served = Object.entries(THRIFT_CALLS).map(
    // The processor reads each request by the structure that belongs to its name.
    ([name, operation]) => [name, operation] as const,
  );
  const refused = REFUSED_OPERATIONS.map((name) => [name, refuse(name)] as const);
  return Object.fromEntries(
    [...served, ...refused].map(([name, operation]) => [
      name,
      (request: object | null) => answer(operation, request ?? {}, sessions, client),
    ]),
  );
}

/** Two answers have further required fields, which the others' writers pass over. */
const REQUIRED_IN_FAILURE = { serverProtocolVersion: PROTOCOL_VERSION, infoValue: {} };

async function answer(
  operation: AnyOperation,
  request: object,
  sessions: ThriftSessions,
  client: ThriftClient,
): Promise<object> {
  try {
    return await operation(request, sessions, client);
  } catch (error) {
    return { ...REQUIRED_IN_FAILURE, status: failedStatus(error) };
  }
}

function refuse(name: string): AnyOperation {
  return () => {
    throw new RefusedRequestError(`The local workspace does not serve ${name}`);
  };
}

/** Who sends a message of the Thrift protocol, and what runs their statements. */
export interface ThriftClient {
  readonly userName: string;
  /** Runs work on the warehouse that the message was sent to. */
  readonly onWarehouse: <Result>(
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ) => Promise<Result>;
}
