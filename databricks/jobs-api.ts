import { z } from "zod";
import { UnexpectedAnswerError } from "./api-error";
import type { RestClient } from "./rest-client";

const PATH = "/api/2.2/jobs/list";
const PAGE_SIZE = 100;
const MOST_PAGES = 20;

const Page = z.looseObject({
  jobs: z
    .array(
      z
        .looseObject({
          job_id: z.union([z.number(), z.string()]).transform(String),
          settings: z
            .looseObject({ name: z.string().default(""), tags: z.record(z.string(), z.string()).default({}) })
            .prefault({}),
        })
        .transform(({ job_id: id, settings: { name, tags } }): ListedJob => ({ id, name, tags })),
    )
    .default([]),
  next_page_token: z.string().nullish(),
});

export interface ListedJob {
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The jobs of exactly that name: names are not unique. The service's own filter takes upper and lower case for the same.
 *
 * @see https://docs.databricks.com/api/workspace/jobs/list
 */
export async function jobsNamed(rest: RestClient, name: string): Promise<readonly ListedJob[]> {
  const jobs: ListedJob[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await rest.get(PATH, Page, { name, limit: PAGE_SIZE, page_token: token });
    jobs.push(...page.jobs);
    if (!page.next_page_token) return jobs.filter((job) => job.name === name);
    token = page.next_page_token;
  }
  throw new UnexpectedAnswerError(`GET ${PATH} does not end after ${MOST_PAGES} pages`);
}
