import { z } from "zod";
import type { RestClient } from "./rest-client";
import { UnexpectedAnswerError } from "./unexpected-answer-error";

const PATH = "/api/2.0/notification-destinations";
const PAGE_SIZE = 100;
const MOST_PAGES = 100;

const Page = z.looseObject({
  results: z.array(z.object({ id: z.string() })).default([]),
  next_page_token: z.string().nullish(),
});

/**
 * The ids of all notification destinations that there are.
 *
 * @see https://docs.databricks.com/api/workspace/notificationdestinations/list
 */
export async function listDestinationIds(rest: RestClient): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let token: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await rest.get(PATH, Page, { page_size: PAGE_SIZE, page_token: token });
    for (const { id } of page.results) ids.add(id);
    if (!page.next_page_token) return ids;
    token = page.next_page_token;
  }
  throw new UnexpectedAnswerError(`GET ${PATH} does not end after ${MOST_PAGES} pages`);
}
