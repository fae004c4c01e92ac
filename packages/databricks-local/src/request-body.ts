import type { Readable } from "node:stream";
import type { z } from "zod";
import { ApiError } from "./api-error";
import { ExpectedError } from "./expected-error";
import { checkShape } from "./shape-check";

/** Deeper JSON is refused: the limit of protocol buffers' readers, and far below what a stack holds. */
const MAX_DEPTH = 100;

/** The body as JSON in the given shape; an empty one counts as `{}`, as the service takes it. */
export function readBody<Shape>(schema: z.ZodType<Shape>, bytes: Buffer): Shape {
  return checkShape(schema, parseJson(bytes.toString("utf8")));
}

function parseJson(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return withoutNulls(JSON.parse(text));
  } catch (cause) {
    const refusal = new ApiError(
      400,
      "MALFORMED_REQUEST",
      "Invalid JSON given in the body of the request - failed to parse given JSON",
    );
    refusal.cause = cause;
    throw refusal;
  }
}

/** In the JSON of protocol buffers, a field that is null is a field that was left out. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new ExpectedError(`deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) return value.map((element) => withoutNulls(element, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, withoutNulls(member, depth + 1)]),
  );
}

/** Request bodies above this size, in bytes, are refused; a SQL statement may have 16 MiB. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

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
