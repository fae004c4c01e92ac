import { CHUNK_FORMATS } from "./chunk-formats";
import type { ExternalResults } from "./external-results";
import { describeManifest, describeNext, describePlace } from "./result-manifest";
import type { StatementRequest } from "./statement-request";
import type { StatementResult } from "./statement-result";

type Presentation = Pick<StatementRequest, "disposition" | "format">;

/** Where links of external results begin: scheme, host and port. */
export interface Links {
  readonly origin: string;
  readonly results: ExternalResults;
}

export function describeResult(
  id: string,
  result: StatementResult,
  presentation: Presentation,
  links: Links,
): object {
  const { disposition, format } = presentation;
  const bytes = disposition === "INLINE" ? undefined : chunkBytes(result, format);
  return {
    manifest: describeManifest(result, format, bytes),
    result: describeChunk(id, result, 0, presentation, links),
  };
}

/** Chunk `index` of the result; `{}` for a statement without a result set. */
export function describeChunk(
  id: string,
  result: StatementResult,
  index: number,
  { disposition, format }: Presentation,
  { origin, results }: Links,
): object {
  if (result.chunkCount === 0) return {};
  const place = { ...describePlace(result, index), ...describeNext(id, result, index) };
  if (disposition === "INLINE") {
    const data = result.textChunk(index);
    return { ...place, ...(data.length > 0 && { data_array: data }) };
  }
  const { path, expiration } = results.link(result, format, index);
  const byte_count = CHUNK_FORMATS[format].write(result, index).length;
  return { external_links: [{ ...place, byte_count, external_link: `${origin}${path}`, expiration }] };
}

function chunkBytes(result: StatementResult, format: StatementRequest["format"]): number[] {
  const { write } = CHUNK_FORMATS[format];
  return Array.from({ length: result.chunkCount }, (_, index) => write(result, index).length);
}
