import type { z } from "zod";

/**
 * The keys of an answer that its shape does not name, each with `path` before it. What is empty is left out, and so is what
 * the service works out from other fields (`effective_run_as`).
 */
export function unknownKeys(path: string, value: object, { shape }: z.ZodObject): string[] {
  return Object.entries(value)
    .filter(([key, part]) => !Object.hasOwn(shape, key) && !key.startsWith("effective_") && !isUnset(part))
    .map(([key]) => path + key);
}

/** In an answer null, an empty text, list or message all mean: not set. */
export function isUnset(value: unknown): boolean {
  return value === null || value === undefined || ['""', "[]", "{}"].includes(JSON.stringify(value));
}
