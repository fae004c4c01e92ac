import fc from "fast-check";

const METHODS = [
  "OpenSession",
  "ExecuteStatement",
  "FetchResults",
  "GetResultSetMetadata",
  "CloseSession",
  "GetTables",
  "x",
];

/** Frames of the Thrift binary protocol with a right head and a wrong rest, or cut off before that. */
export const badFrame: fc.Arbitrary<Buffer> = fc
  .record({
    method: fc.constantFrom(...METHODS),
    type: fc.constantFrom(1, 2, 3, 4, 9),
    rest: fc.uint8Array({ maxLength: 120 }),
    cut: fc.option(fc.nat({ max: 30 })),
    // A struct field whose length promises more than there is:
    promise: fc.option(fc.constantFrom(0x7fffffff, 0xffffffff, 0x10000)),
  })
  .map(({ method, type, rest, cut, promise }) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(0x80010000 + type, 0);
    head.writeUInt32BE(method.length, 4);
    const field = Buffer.from([12, 0, 1, 11, 0, 1, 0, 0, 0, 0]);
    if (promise !== null) field.writeUInt32BE(promise, 6);
    const frame = Buffer.concat([
      head,
      Buffer.from(method),
      Buffer.alloc(4),
      promise === null ? Buffer.alloc(0) : field,
      rest,
    ]);
    return cut === null ? frame : frame.subarray(0, cut);
  });

const HEAD = "Host: 127.0.0.1\r\nConnection: close\r\n";

/** Requests that no HTTP client would send. */
const BROKEN_REQUESTS = [
  "GET /api/2.0/alerts HTTP/1.1\r\n\r\n",
  "GET /api/2.0/alerts HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
  "GET /api/2.0/alerts HTTP/1.1\r\nHost: @@@:99999\r\nConnection: close\r\n\r\n",
  "GET /api/2.0/alerts\r\n",
  "GET /api/2.0/alerts HTTP/9.9\r\n\r\n",
  `GET \\\\evil HTTP/1.1\r\n${HEAD}\r\n`,
  `GET //evil/api HTTP/1.1\r\n${HEAD}\r\n`,
  `GET http://[ HTTP/1.1\r\n${HEAD}\r\n`,
  `GET http://evil.example.com/api/2.0/alerts HTTP/1.1\r\n${HEAD}\r\n`,
  `GET /%ZZ%00 HTTP/1.1\r\n${HEAD}\r\n`,
  `GET /a\0b HTTP/1.1\r\n${HEAD}\r\n`,
  `GET /\xed\xa0\x80 HTTP/1.1\r\n${HEAD}\r\n`,
  `TRACE /api/2.0/alerts HTTP/1.1\r\n${HEAD}\r\n`,
  `CONNECT 127.0.0.1:1 HTTP/1.1\r\n${HEAD}\r\n`,
  `BREW /api/2.0/alerts HTTP/1.1\r\n${HEAD}\r\n`,
  `OPTIONS * HTTP/1.1\r\n${HEAD}\r\n`,
  `GET /api/2.0/alerts HTTP/1.1\r\nUpgrade: websocket\r\nHost: a\r\nConnection: Upgrade, close\r\n\r\n`,
  `GET /api/2.0/alerts HTTP/1.1\r\nExpect: tea\r\n${HEAD}\r\n`,
  `GET /api/2.0/alerts HTTP/1.1\r\nX: ${"y".repeat(100_000)}\r\n${HEAD}\r\n`,
  `GET /${"a".repeat(100_000)} HTTP/1.1\r\n${HEAD}\r\n`,
  `GET / HTTP/1.1\r\n${HEAD}Bad Header\r\n\r\n`,
  `GET / HTTP/1.1\r\n${HEAD}Authorization: Bearer \xff\xfe\r\n\r\n`,
  `POST /api/2.0/alerts HTTP/1.1\r\n${HEAD}Content-Length: -1\r\n\r\n`,
  `POST /api/2.0/alerts HTTP/1.1\r\n${HEAD}Content-Length: 99\r\n\r\n{}`,
  `POST /api/2.0/alerts HTTP/1.1\r\n${HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  `POST /api/2.0/alerts HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`,
  `POST /api/2.0/alerts HTTP/1.1\r\n${HEAD}Transfer-Encoding: gzip\r\n\r\n`,
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03garbage",
  "\x16",
  "\0",
  "SSH-2.0-fuzz\r\n",
];

/** What is written to a socket before its writing side is closed. */
export const badBytes: fc.Arbitrary<Buffer> = fc.oneof(
  fc.constantFrom(...BROKEN_REQUESTS).map((text) => Buffer.from(text, "latin1")),
  fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  // One byte of a broken request replaced:
  fc.tuple(fc.constantFrom(...BROKEN_REQUESTS), fc.nat(), fc.nat({ max: 255 })).map(([text, at, byte]) => {
    const bytes = Buffer.from(text, "latin1");
    bytes[at % bytes.length] = byte;
    return bytes;
  }),
);
