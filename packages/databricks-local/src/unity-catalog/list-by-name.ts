import { ApiError } from "../api-error";

/** One page of objects in the order of their names: `max_results` at most, after the one that the token names. */
export function listByName<Item extends { readonly name: string }>(
  items: readonly Item[],
  query: URLSearchParams,
) {
  const size = Number(query.get("max_results") ?? 0);
  if (!Number.isInteger(size) || size < 0) {
    throw ApiError.invalidParameter(
      `max_results must be a whole number from 0, not '${query.get("max_results")}'`,
    );
  }
  const after = Buffer.from(query.get("page_token") ?? "", "base64url").toString("utf8");
  const rest = items.filter(({ name }) => name > after);
  const page = size === 0 ? rest : rest.slice(0, size);
  const last = page.at(-1);
  if (last === undefined || page.length === rest.length) return { page };
  return { page, nextPageToken: Buffer.from(last.name).toString("base64url") };
}
