import { Processor } from "@databricks/sql/thrift/TCLIService";
import { TBinaryProtocol, TBufferedTransport } from "thrift";
import { InvalidHandleError } from "./handles";
import { OPERATIONS, REFUSED_OPERATIONS } from "./operations";
import type { ThriftSessions } from "./thrift-sessions";

export interface DescribedMessage {
  readonly operation?: string;
  readonly statement?: string | undefined;
}

interface Request {
  readonly statement?: string | null;
  readonly operationHandle?: Parameters<ThriftSessions["statement"]>[0] | null;
}

/**
 * The name of the call, and the SQL text that it sends or asks about; nothing for an unknown one. Rejects where the
 * message is malformed.
 */
export function describeMessage(body: Buffer, sessions: ThriftSessions): Promise<DescribedMessage> {
  return new Promise((resolve, reject) => {
    const note = (operation: string) => (request: Request | null) => {
      const statement = request?.statement ?? statementOf(request?.operationHandle, sessions);
      resolve({ operation, statement });
      // Nobody waits for an answer.
      return new Promise<never>(() => undefined);
    };
    const names = [...Object.keys(OPERATIONS), ...REFUSED_OPERATIONS];
    const processor = new Processor(Object.fromEntries(names.map((name) => [name, note(name)])));
    const output = new TBufferedTransport(undefined, () => resolve({}));
    const read = TBufferedTransport.receiver((input) => {
      try {
        processor.process(new TBinaryProtocol(input), new TBinaryProtocol(output));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }, 0);
    read(body);
  });
}

function statementOf(handle: Request["operationHandle"], sessions: ThriftSessions): string | undefined {
  if (handle === null || handle === undefined) return undefined;
  try {
    return sessions.statement(handle).sql;
  } catch (error) {
    if (error instanceof InvalidHandleError) return undefined;
    throw error;
  }
}
