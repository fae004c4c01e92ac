import { Processor } from "@databricks/sql/thrift/TCLIService";
import { TBinaryProtocol, TBufferedTransport } from "thrift";
import type { SqlEngine } from "../sql/sql-engine";
import { THRIFT_CALLS, REFUSED_OPERATIONS } from "./operations";
import { serviceHandler, type ThriftClient } from "./service-handler";
import { InvalidHandleError, ThriftSessions } from "./thrift-sessions";

/** `TCLIService` over HTTP: the body of a POST to `/sql/1.0/warehouses/<id>` in, the body of its answer out. */
export class ThriftEndpoint {
  readonly #sessions: ThriftSessions;

  constructor(engine: SqlEngine, onStatement: (sql: string) => void) {
    this.#sessions = new ThriftSessions(engine, onStatement);
  }

  /** Rejects with `MalformedFrameError` where the body is no complete message. */
  handle(body: Buffer, client: ThriftClient): Promise<Buffer> {
    const processor = new Processor(serviceHandler(this.#sessions, client));
    return new Promise((resolve, reject) => {
      const output = new TBufferedTransport(undefined, (message) => resolve(message ?? Buffer.alloc(0)));
      const read = TBufferedTransport.receiver((input) => {
        try {
          processor.process(new TBinaryProtocol(input), new TBinaryProtocol(output));
        } catch (error) {
          // Handlers answer by promise: what is thrown here comes from reading.
          reject(
            new MalformedFrameError(error instanceof Error ? error.name : String(error), { cause: error }),
          );
        }
      }, 0);
      read(body);
    });
  }

  /** What a message asks for, without doing it. */
  describe(body: Buffer): Promise<DescribedMessage> {
    return describeMessage(body, this.#sessions);
  }

  /** Cancels what runs and closes all sessions; the engine stays open. */
  async close(): Promise<void> {
    await this.#sessions.closeAll();
  }
}

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
    const names = [...Object.keys(THRIFT_CALLS), ...REFUSED_OPERATIONS];
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

/** A request body that is no Thrift message: HTTP answers 400, no operation was started. */
export class MalformedFrameError extends Error {
  override readonly name = "MalformedFrameError";
  constructor(reason: string, options?: ErrorOptions) {
    super(`The body is not a message of the Thrift binary protocol: ${reason}`, options);
  }
}
