import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer, type Socket } from "node:net";

export interface TwoProtocolServer {
  readonly port: number;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** The first byte of a TLS connection: a handshake record. No HTTP method begins with it. */
const TLS_HANDSHAKE = 0x16;

/** Longer than clients keep a connection idle, so that they never write into one that we just closed. */
const KEEP_ALIVE_MS = 120_000;

/** One port of 127.0.0.1 that speaks plain http and TLS, whichever the client begins with. */
export async function listenForBoth(
  port: number,
  tls: { readonly cert: string; readonly key: string },
  listener: RequestListener,
): Promise<TwoProtocolServer> {
  const http = createHttpServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  const https = createHttpsServer({ ...tls, keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("readable", () => {
      const first: unknown = socket.read();
      if (!Buffer.isBuffer(first)) return;
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? https : http).emit("connection", socket);
    });
  });
  const listeningPort = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
  const close = async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      sockets.forEach((socket) => socket.destroy());
    });
    http.close();
    https.close();
  };
  return { port: listeningPort, close };
}
