import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

export interface Recorded {
  method: string;
  path: string;
  body: unknown;
}

/** Passes everything on to a workspace, and keeps what was asked, bodies and all. */
export class RecordingProxy {
  #recorded: Recorded[] = [];

  readonly #server: Server;

  private constructor(
    server: Server,
    readonly host: string,
  ) {
    this.#server = server;
  }

  static async start(target: string): Promise<RecordingProxy> {
    const server = createServer((request, response) => {
      void (async () => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of request) chunks.push(z.instanceof(Uint8Array).parse(chunk));
        const body = Buffer.concat(chunks);
        const { method = "", url: path = "", headers } = request;
        const isJson = headers["content-type"]?.includes("json") ?? false;
        proxy.#recorded.push({
          method,
          path,
          body: isJson ? (JSON.parse(body.toString()) as unknown) : undefined,
        });
        const answer = await fetch(target + path, {
          method,
          headers: {
            authorization: headers.authorization ?? "",
            "content-type": headers["content-type"] ?? "application/json",
          },
          ...(body.length > 0 && { body }),
        });
        response.writeHead(answer.status, { "content-type": "application/json" });
        response.end(await answer.text());
      })();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const proxy = new RecordingProxy(server, `http://127.0.0.1:${port}`);
    return proxy;
  }

  /** What was asked since the last time. */
  take(): Recorded[] {
    const taken = this.#recorded;
    this.#recorded = [];
    return taken;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
