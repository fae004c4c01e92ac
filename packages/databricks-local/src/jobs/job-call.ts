import { z } from "zod";
import { ApiError } from "../api-error";

/** The versions that are answered alike. */
export function jobPaths(name: string): string[] {
  return [`/api/2.2/jobs/${name}`, `/api/2.1/jobs/${name}`];
}

export const jobIdShape = z.looseObject({ job_id: z.int() });
export const runIdShape = z.looseObject({ run_id: z.int() });

/** An id of the query. */
export function readId(query: URLSearchParams, name: "job_id" | "run_id"): number {
  const text = query.get(name) ?? "";
  if (/^\d{1,16}$/.test(text)) return Number(text);
  throw ApiError.invalidParameter(`${name} must be a whole number, not '${text}'`);
}

export function readFlag(query: URLSearchParams, name: string): boolean {
  const text = query.get(name) ?? "false";
  if (text === "true" || text === "false") return text === "true";
  throw ApiError.invalidParameter(`${name} must be true or false, not '${text}'`);
}
