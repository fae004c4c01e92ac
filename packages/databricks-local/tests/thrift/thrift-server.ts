import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { loadCertificate } from "../../src/certificate";
import type { SqlEngine } from "../../src/sql/sql-engine";
import type { ThriftClient } from "../../src/thrift/service-handler";
import { ThriftEndpoint } from "../../src/thrift/thrift-endpoint";
import { listenForBoth } from "../../src/two-protocol-server";

/** What to do to the next call of a Thrift method. */
export type Fault =
  | {
      readonly method: string;
      readonly kind: "drop-before" | "drop-after" | "half-body" | "half-message" | "forget";
    }
  | {
      readonly method: string;
      readonly kind: "status";
      readonly status: number;
      readonly retryAfter?: string;
    }
  | { readonly method: string; readonly kind: "hang" };

export const TOKEN = "dapi-of-the-thrift-tests";

/** The tests' own user, on a warehouse that always runs. */
export const CLIENT: ThriftClient = {
  userName: "local.user@example.com",
  onWarehouse: (signal, work) => work(signal),
};

/** `ThriftEndpoint` behind TLS, with faults per Thrift method. */
export class ThriftServer {
  /** Names of the Thrift methods called, in order. */
  readonly calls: string[] = [];
  readonly faults: Fault[] = [];
  token = TOKEN;

  port = 0;
  close: () => Promise<void> = () => Promise.resolve();

  readonly #endpoint: ThriftEndpoint;

  private constructor(
    endpoint: ThriftEndpoint,
    readonly caCert: string,
  ) {
    this.#endpoint = endpoint;
  }

  static async start(engine: SqlEngine): Promise<ThriftServer> {
    const dir = mkdtempSync(join(tmpdir(), "thrift-"));
    const certificate = await loadCertificate(dir, new Date());
    const endpoint = new ThriftEndpoint(engine, () => undefined);
    const server = new ThriftServer(endpoint, readFileSync(certificate.file, "utf8"));
    const listener = await listenForBoth(0, certificate, (request, response) => {
      void server.#respond(request, response);
    });
    server.port = listener.port;
    server.close = async () => {
      await listener.close();
      await server.#endpoint.close();
      rmSync(dir, { recursive: true });
    };
    return server;
  }

  get host(): URL {
    return new URL(`http://127.0.0.1:${this.port}`);
  }

  /** The service forgets all sessions, as after a restart. */
  async forgetSessions(): Promise<void> {
    await this.#endpoint.close();
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const method = methodName(body);
    this.calls.push(method);
    if (request.headers.authorization !== `Bearer ${this.token}`) return end(response, 401);
    if (request.url !== "/sql/1.0/warehouses/local") return end(response, 404);
    const index = this.faults.findIndex((fault) => fault.method === method);
    const [fault] = index < 0 ? [] : this.faults.splice(index, 1);
    if (fault?.kind === "hang") return;
    if (fault?.kind === "status") return end(response, fault.status, fault.retryAfter);
    if (fault?.kind === "drop-before") return void request.socket.destroy();
    if (fault?.kind === "forget") await this.forgetSessions();
    const answer = await this.#endpoint.handle(body, CLIENT);
    if (fault?.kind === "drop-after") return void request.socket.destroy();
    const half = answer.subarray(0, answer.length / 2);
    if (fault?.kind === "half-message") return void response.end(half);
    if (fault?.kind !== "half-body") return void response.end(answer);
    response.writeHead(200, { "content-length": answer.length });
    response.write(half, () => request.socket.destroy());
  }
}

function end(response: ServerResponse, status: number, retryAfter?: string): void {
  response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter }).end();
}

/** A message begins with its version (4 bytes), the length of its name (4 bytes) and its name. */
function methodName(message: Buffer): string {
  return message.subarray(8, 8 + message.readInt32BE(4)).toString();
}
