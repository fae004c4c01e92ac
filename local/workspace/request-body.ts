import type { z } from "zod";
import { ApiError } from "./api-error";
import { checkShape } from "./shape-check";

/** Request bodies above this size, in bytes, are refused; a SQL statement may have 16 MiB. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

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
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, withoutNulls(member)]),
  );
}
