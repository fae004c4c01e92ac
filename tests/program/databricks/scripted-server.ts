import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";

/** What one request is answered with. */
export type Reply =
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Record<string, string>;
    }
  /** The connection is closed without an answer. */
  | "drop"
  /** Half of an answer, then the connection is closed. */
  | "truncate"
  /** No answer at all. */
  | "hang";

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly ReceivedRequest[];
}

/** A real HTTP server that gives these replies in their order; a request too many gets status 599. */
export async function scriptedServer(
  replies: readonly (Reply | ((request: ReceivedRequest) => Reply))[],
): Promise<ScriptedServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const { method = "", url = "", headers } = request;
      const call = { method, url, authorization: headers.authorization, body };
      const step = replies[received.length] ?? { status: 599, json: { message: "no reply is left" } };
      received.push(call);
      answer(response, typeof step === "function" ? step(call) : step);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === "hang") return;

  if (reply === "drop") {
    response.socket?.destroy();
    return;
  }
  if (reply === "truncate") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write('{"alerts":', () => response.socket?.destroy());
    return;
  }
  const text = reply.text ?? JSON.stringify(reply.json ?? {});
  const type = reply.text === undefined ? "application/json" : "text/html";
  response.writeHead(reply.status, { "content-type": type, ...reply.headers }).end(text);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array)); // typed as any by Node

  return Buffer.concat(chunks).toString("utf8");
}
