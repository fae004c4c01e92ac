import type { z } from "zod";
import { ExpectedError } from "./expected-error";
import { ApiError } from "./api-error";
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
