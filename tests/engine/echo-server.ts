import { createServer } from "node:http";
import { once } from "node:events";

/** A host that refuses every request and, in its message, sends back all that it was sent. */
export async function startEchoServer(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const message = JSON.stringify({ headers: request.headers, body });
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ error_code: "INTERNAL_ERROR", message }));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
