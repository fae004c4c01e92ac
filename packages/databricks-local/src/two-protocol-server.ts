import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer, type Socket } from "node:net";
import { refuseConnect, refuseMalformed } from "./malformed-request";

export interface TwoProtocolServer {
  readonly port: number;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** How long a sender may take, in milliseconds: one that is slower is told so and disconnected. */
export interface SenderLimits {
  /** From the connection's start to its first byte, for the TLS handshake, and for the headers of a request. */
  readonly headersMs: number;
  /** For a whole request, its body included. */
  readonly requestMs: number;
  /** Between two looks at the connections. */
  readonly checkMs: number;
}

const SENDER_LIMITS: SenderLimits = { headersMs: 15_000, requestMs: 60_000, checkMs: 5000 };

/** The first byte of a TLS connection: a handshake record. No HTTP method begins with it. */
const TLS_HANDSHAKE = 0x16;

/** Longer than clients keep a connection idle, so that they never write into one that we just closed. */
const KEEP_ALIVE_MS = 120_000;

/** One port of 127.0.0.1 that speaks plain http and TLS, whichever the client begins with. */
export async function listenForBoth(
  port: number,
  tls: { readonly cert: string; readonly key: string },
  listener: RequestListener,
  { headersMs, requestMs, checkMs }: SenderLimits = SENDER_LIMITS,
): Promise<TwoProtocolServer> {
  const options = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    // Refused by the listener, in the service's shape.
    requireHostHeader: false,
  };
  const http = prepare(createHttpServer(options, listener), listener);
  const https = prepare(
    createHttpsServer({ ...options, ...tls, handshakeTimeout: headersMs }, listener),
    listener,
  );
  const sockets = new Set<Socket>();
  // Half open, as node's own http servers are: a client may close its side before it has its answer.
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(headersMs, () => socket.destroy());
    socket.once("readable", () => {
      const first: unknown = socket.read();
      if (!Buffer.isBuffer(first)) {
        socket.destroy();
        return;
      }
      socket.setTimeout(0);
      socket.removeAllListeners("timeout");
      socket.unshift(first);
      const isTls = first[0] === TLS_HANDSHAKE;
      // A handshake cannot go on with half a connection.
      if (isTls) socket.allowHalfOpen = false;
      (isTls ? https : http).emit("connection", socket);
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

function prepare<HttpServer extends Server>(server: HttpServer, listener: RequestListener): HttpServer {
  server.on("clientError", refuseMalformed);
  // A handshake that fails or never ends comes by as a `clientError` too, over which nothing can be said.
  server.on("tlsClientError", (_error: Error, socket: Socket) => socket.destroy());
  server.on("connect", (_request, socket) => refuseConnect(socket));
  // Without a listener node answers 417 to an `Expect` that it does not know.
  server.on("checkExpectation", listener);
  // Its connections come from the other server; "listening" is what starts to look for slow senders.
  server.emit("listening");
  return server;
}
