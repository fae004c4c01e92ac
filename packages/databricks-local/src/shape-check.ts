import type { z } from "zod";
import { ApiError } from "./api-error";

/** Refuses with every fault of the value, each with its path. */
export function checkShape<Shape>(schema: z.ZodType<Shape>, value: unknown): Shape {
  const result = schema.safeParse(value, { error: describeFault });
  if (result.success) return result.data;
  throw ApiError.invalidParameter(result.error.issues.map(withPath).join("; "));
}

/** Words for what a schema does not word itself. */
function describeFault(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return "is required";
  if (issue.code === "invalid_type") {
    const expected = issue.expected === "int" ? "whole number" : issue.expected;
    return `must be ${/^[aeiou]/.test(expected) ? "an" : "a"} ${expected}`;
  }
  if (issue.code === "invalid_value") {
    const input = typeof issue.input === "string" ? issue.input : JSON.stringify(issue.input);
    return `'${input}' is not one of ${issue.values.join(", ")}`;
  }
  return undefined;
}

function withPath({ path, message }: z.core.$ZodIssue): string {
  const where = path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
  return where === "" ? message : `${where}: ${message}`;
}
