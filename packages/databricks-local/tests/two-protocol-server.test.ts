import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { connect as connectTls } from "node:tls";
import { loadCertificate } from "../src/certificate";
import { listenForBoth, type TwoProtocolServer } from "../src/two-protocol-server";
import { asJson } from "./use-workspace";

describe("listenForBoth", () => {
  const dir = mkdtempSync(join(tmpdir(), "server-"));
  let server: TwoProtocolServer;
  before(async () => {
    const certificate = await loadCertificate(dir, new Date());
    server = await listenForBoth(
      0,
      certificate,
      (request, response) => {
        request.resume().once("end", () => response.end(`${request.method} ${request.url}`));
      },
      { headersMs: 120, requestMs: 240, checkMs: 20 },
    );
  });
  after(async () => {
    await server.close();
    rmSync(dir, { recursive: true });
  });

  /** Sends the bytes, keeps its side open, and waits for the server to close. */
  async function send(bytes: string | Buffer, socket: Socket = connect(server.port, "127.0.0.1")) {
    socket.write(bytes);
    const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
    socket.destroy();
    return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), body };
  }

  async function refused(bytes: string | Buffer, socket?: Socket) {
    const { status, body } = await send(bytes, socket);
    const { error_code, message } = asJson(JSON.parse(body));
    return [status, error_code, message];
  }

  const LATE = [408, "DEADLINE_EXCEEDED", "The request took too long to arrive"];
  const MALFORMED = [400, "BAD_REQUEST", "The request is not well-formed HTTP"];

  it("closes a connection that never says anything", async () => {
    assert.equal(await text(connect(server.port, "127.0.0.1")), "");
  });

  it("closes a TLS handshake that never ends", async () => {
    assert.equal((await send(Buffer.from([0x16, 3, 1]))).body, "");
  });

  it("tells a sender of slow headers, and of a slow body, that it took too long", async () => {
    assert.deepEqual(await refused("GET / HTTP/1.1\r\nhost: a\r\n"), LATE);
    assert.deepEqual(await refused("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nab"), LATE);
  });

  it("does the same over TLS", async () => {
    const socket = connectTls({ port: server.port, host: "127.0.0.1", rejectUnauthorized: false });
    assert.deepEqual(await refused("GET / HTTP/1.1\r\nhost: a\r\n", socket), LATE);
  });

  it("answers a client that closed its side after its request", async () => {
    const socket = connect(server.port, "127.0.0.1");
    socket.end("GET /half HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    assert.match(await text(socket), /^HTTP\/1\.1 200 OK\r\n[^]*GET \/half/);
  });

  it("refuses what is no HTTP, headers above 16 KiB, and CONNECT", async () => {
    assert.deepEqual(await refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), MALFORMED);
    assert.deepEqual(await refused("\0\0\0\r\n\r\n"), MALFORMED);
    assert.deepEqual(await refused(`GET / HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(17_000)}\r\n\r\n`), [
      431,
      "BAD_REQUEST",
      "The request's headers are too large",
    ]);
    assert.deepEqual(await refused("CONNECT a:1 HTTP/1.1\r\nhost: a:1\r\n\r\n"), [
      400,
      "BAD_REQUEST",
      "CONNECT is not supported",
    ]);
  });
});
