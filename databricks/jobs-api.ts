import { z } from "zod";
import { allPages } from "./all-pages";
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
  const query = { name, limit: PAGE_SIZE };
  for await (const page of allPages({ rest, path: PATH, shape: Page, query, mostPages: MOST_PAGES }))
    jobs.push(...page.jobs);
  return jobs.filter((job) => job.name === name);
}
