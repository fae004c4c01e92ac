import { z } from "zod";
import { allPages } from "./all-pages";
import { ApiError } from "./api-error";
import type { RestClient } from "./rest-client";

const PATH = "/api/2.0/notification-destinations";
const PAGE_SIZE = 100;
const MOST_PAGES = 100;

const Page = z.looseObject({
  results: z
    .array(
      z
        .object({
          id: z.string(),
          display_name: z.string().default(""),
          destination_type: z.string().default(""),
        })
        .transform(({ id, display_name, destination_type }) => ({
          id,
          displayName: display_name,
          type: destination_type,
        })),
    )
    .default([]),
  next_page_token: z.string().nullish(),
});

const Shown = z.looseObject({
  config: z
    .looseObject({ email: z.looseObject({ addresses: z.array(z.string()).default([]) }).optional() })
    .optional(),
});

/** As the service lists it: nothing of what it is made of. */
export interface ListedDestination {
  readonly id: string;
  readonly displayName: string;
  /** `EMAIL`, `MICROSOFT_TEAMS`, … */
  readonly type: string;
}

/**
 * All notification destinations that there are.
 *
 * @see https://docs.databricks.com/api/workspace/notificationdestinations/list
 */
export async function listDestinations(rest: RestClient): Promise<readonly ListedDestination[]> {
  const destinations: ListedDestination[] = [];
  const query = { page_size: PAGE_SIZE };
  for await (const page of allPages({ rest, path: PATH, shape: Page, query, mostPages: MOST_PAGES }))
    destinations.push(...page.results);
  return destinations;
}

/**
 * Where a destination goes, as far as the service shows that: the addresses of webhooks are secrets. Undefined where it answers with an
 * error: its config is for administrators to see, and whoever makes something of it is told by the service then.
 *
 * @see https://docs.databricks.com/api/workspace/notificationdestinations/get
 */
export async function readDestination(
  rest: RestClient,
  id: string,
): Promise<{ readonly addresses: readonly string[] } | undefined> {
  try {
    const { config } = await rest.get(`${PATH}/${encodeURIComponent(id)}`, Shown);
    return { addresses: config?.email?.addresses ?? [] };
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
