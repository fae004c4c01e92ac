import type { TStatus } from "@databricks/sql/thrift/TCLIService_types";
import { PROTOCOL_VERSION } from "./operations/open-session";
import type { Operation } from "./operation";
import { OPERATIONS, refuse, REFUSED_OPERATIONS } from "./operations";
import { failed } from "./thrift-status";
import type { ThriftSessions } from "./thrift-sessions";

type Method = (request: object | null) => Promise<object>;

/** The methods that the Thrift processor calls, one per name; each answers a failure with a status. */
export function serviceHandler(sessions: ThriftSessions): Record<string, Method> {
  const served = Object.entries(OPERATIONS).map(([name, operation]) => [
    name,
    (request: object | null) =>
      // The processor has read the request by the structure that belongs to the name.
      answer(() => (operation as Operation<object, { status: TStatus }>)(request ?? {}, sessions)),
  ]);
  const refused = REFUSED_OPERATIONS.map((name) => [
    name,
    (_request: object | null) => answer(() => refuse(name)),
  ]);
  return Object.fromEntries([...served, ...refused]) as Record<string, Method>;
}

/** Two answers have further required fields, which the others' writers pass over. */
const REQUIRED_IN_FAILURE = { serverProtocolVersion: PROTOCOL_VERSION, infoValue: {} };

async function answer(operate: () => Promise<object>): Promise<object> {
  try {
    return await operate();
  } catch (error) {
    return { ...REQUIRED_IN_FAILURE, status: failed(error) };
  }
}
