import { z } from "zod";
import { ApiError } from "../api-error";
import type { PageLimits, Sequenced } from "../request-query";

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

/**
 * One page of items, the newest first, as jobs and runs are listed. The token names the last item's sequence number, so
 * that items which are made or deleted between two pages neither repeat nor hide others.
 */
export function recentPage<Item extends Sequenced>(
  items: readonly Item[],
  query: URLSearchParams,
  { defaultSize, maxSize }: PageLimits,
) {
  const limit = query.get("limit");
  const size = limit === null || limit === "" ? defaultSize : Number(limit);
  if (!Number.isInteger(size) || size < 0 || size > maxSize)
    throw ApiError.invalidParameter(`limit must be a whole number from 1 to ${maxSize}, not '${limit}'`);

  const token = query.get("page_token") ?? "";
  const before = token === "" ? Infinity : Number(Buffer.from(token, "base64url").toString("utf8"));
  if (Number.isNaN(before)) throw ApiError.invalidParameter(`Invalid page_token '${token}'`);
  const rest = items
    .filter(({ sequence }) => sequence < before)
    .sort((one, other) => other.sequence - one.sequence);
  // "If a request specifies a limit of 0, the service instead uses the maximum limit."
  const page = rest.slice(0, size === 0 ? maxSize : size);
  const last = page.at(-1);
  const hasMore = last !== undefined && page.length < rest.length;
  const next = hasMore ? Buffer.from(String(last.sequence)).toString("base64url") : undefined;
  return { items: page, has_more: hasMore, ...(next !== undefined && { next_page_token: next }) };
}
