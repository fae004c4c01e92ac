import { ApiError } from "./api-error";

/** Limits of a listing; the service documents them for Alerts v1 only (20 and 100). */
export interface PageLimits {
  readonly defaultSize: number;
  readonly maxSize: number;
}

export interface Sequenced {
  /** Grows with creation, never used twice. */
  readonly sequence: number;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextPageToken?: string;
}

/**
 * One page of items that stand in creation order. The token names the last item's sequence number, so items that
 * are created or deleted between two pages neither repeat nor hide others.
 */
export function readPage<Item extends Sequenced>(
  items: readonly Item[],
  query: URLSearchParams,
  limits: PageLimits,
): Page<Item> {
  const size = readPageSize(query.get("page_size"), limits);
  const after = readPageToken(query.get("page_token"));
  const rest = items.filter(({ sequence }) => sequence > after);
  const page = rest.slice(0, size);
  const last = page.at(-1);
  if (last === undefined || rest.length <= size) return { items: page };
  return { items: page, nextPageToken: Buffer.from(String(last.sequence)).toString("base64url") };
}

function readPageSize(text: string | null, { defaultSize, maxSize }: PageLimits): number {
  if (text === null || text === "") return defaultSize;
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= maxSize) return size;
  throw ApiError.invalidParameter(`page_size must be a whole number from 1 to ${maxSize}, not '${text}'`);
}

function readPageToken(text: string | null): number {
  if (text === null || text === "") return -1;
  const sequence = Buffer.from(text, "base64url").toString("utf8");
  if (/^\d+$/.test(sequence)) return Number(sequence);
  throw ApiError.invalidParameter(`Invalid page_token '${text}'`);
}

export function requiredQuery(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === "") throw ApiError.invalidParameter(`${name}: is required`);
  return value;
}
