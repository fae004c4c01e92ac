import { Processor } from "@databricks/sql/thrift/TCLIService";
import { TBinaryProtocol, TBufferedTransport } from "thrift";
import type { SqlEngine } from "../sql/sql-engine";
import { describeMessage, type DescribedMessage } from "./describe-message";
import { MalformedFrameError } from "./malformed-frame-error";
import { serviceHandler } from "./service-handler";
import type { ThriftClient } from "./thrift-client";
import { ThriftSessions } from "./thrift-sessions";

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
