import type { Readable } from "node:stream";
import { ApiError } from "./api-error";

/** Request bodies above this size, in bytes, are refused; a SQL statement may have 16 MiB. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

const received = new WeakMap<Readable, Promise<Buffer>>();

/** The whole body, however often it is asked for. */
export function receiveBody(incoming: Readable): Promise<Buffer> {
  const known = received.get(incoming) ?? receive(incoming);
  received.set(incoming, known);
  return known;
}

/** A body that is too large is read to its end, so that its sender hears why, but never kept. */
async function receive(incoming: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of incoming) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > MAX_BODY_BYTES) chunks.length = 0;
      else chunks.push(chunk);
    }
  } catch {
    throw new ApiError(499, "CANCELLED", "The client closed the connection before the request's end");
  }
  if (size <= MAX_BODY_BYTES) return Buffer.concat(chunks);
  throw ApiError.invalidParameter(`The request's body is larger than ${MAX_BODY_BYTES} bytes`);
}
