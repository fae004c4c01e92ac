import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { ApiError } from "./api-error";

/** Answers bytes that are no HTTP request, headers that are too large, and senders that are too slow. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "HPE_HEADER_OVERFLOW")
    refuse(socket, new ApiError(431, "BAD_REQUEST", "The request's headers are too large"));
  else if (error.code === "ERR_HTTP_REQUEST_TIMEOUT")
    refuse(socket, new ApiError(408, "DEADLINE_EXCEEDED", "The request took too long to arrive"));
  else refuse(socket, new ApiError(400, "BAD_REQUEST", "The request is not well-formed HTTP"));
}

/** The workspace is no proxy. */
export function refuseConnect(socket: Duplex): void {
  refuse(socket, new ApiError(400, "BAD_REQUEST", "CONNECT is not supported"));
}

/** What cannot be routed: a bad host or URL. */
export function malformedUrl(): Response {
  const requestId = randomUUID();
  const refusal = new ApiError(400, "BAD_REQUEST", "The request's URL or Host header is malformed");
  return Response.json(refusal.body(requestId), { status: 400, headers: { "x-request-id": requestId } });
}

function refuse(socket: Duplex, refusal: ApiError): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status } = refusal;
  const requestId = randomUUID();
  const body = JSON.stringify(refusal.body(requestId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "connection: close",
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
