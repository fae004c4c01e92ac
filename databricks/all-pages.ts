import type { z } from "zod";
import { UnexpectedAnswerError } from "./api-error";
import type { RestClient } from "./rest-client";

/** An answer that says where the next one begins. */
interface AnyPage {
  readonly next_page_token?: string | null | undefined;
}

export interface Listing<Page extends AnyPage> {
  readonly rest: RestClient;
  readonly path: string;
  readonly shape: z.ZodType<Page>;
  /** What each page is asked for, besides where it begins. */
  readonly query: Readonly<Record<string, string | number | boolean>>;
  /** A listing that is longer does not end. */
  readonly mostPages: number;
}

/**
 * The pages of a listing, one after the other, to its end: one that stops before that is an error, and never a shorter list.
 *
 * @throws UnexpectedAnswerError where it does not end
 */
export async function* allPages<Page extends AnyPage>({
  rest,
  path,
  shape,
  query,
  mostPages,
}: Listing<Page>): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let token: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await rest.get(path, shape, { ...query, page_token: token });
    yield page;
    if (!page.next_page_token) return;

    token = page.next_page_token;
    if (seen.has(token))
      throw new UnexpectedAnswerError(`GET ${path} gave the same page token twice: the listing does not end`);

    seen.add(token);
  }
  throw new UnexpectedAnswerError(`GET ${path} does not end after ${mostPages} pages`);
}
