import { z } from "zod";
import { absentAs, UncertainOutcomeError } from "./api-error";
import type { RestClient } from "./rest-client";

const PATH = "/api/2.0/workspace";

const Listing = z.looseObject({
  objects: z.array(z.looseObject({ path: z.string(), object_type: z.string() })).default([]),
});

/** With those above it. One that is there is fine. @see https://docs.databricks.com/api/workspace/workspace/mkdirs */
export async function makeFolder(rest: RestClient, path: string): Promise<void> {
  await repeated(() => rest.post(`${PATH}/mkdirs`, { path }, z.unknown()));
}

/** The paths of the folders in a folder; none where that is not there. @see https://docs.databricks.com/api/workspace/workspace/list */
export async function foldersIn(rest: RestClient, path: string): Promise<readonly string[]> {
  const listing = await absentAs({ objects: [] }, rest.get(`${PATH}/list`, Listing, { path }));
  return listing.objects
    .filter(({ object_type: type }) => type === "DIRECTORY")
    .map((object) => object.path.replace(/^\/Workspace(?=\/)/, ""));
}

/** With all that lies in it. One that is gone is fine. @see https://docs.databricks.com/api/workspace/workspace/delete */
export async function deleteFolder(rest: RestClient, path: string): Promise<void> {
  const deletion = repeated(() => rest.post(`${PATH}/delete`, { path, recursive: true }, z.unknown()));
  await absentAs(undefined, deletion);
}

/** Done twice is as done once: where the answer was lost it is asked for again. */
async function repeated(post: () => Promise<unknown>): Promise<unknown> {
  return post().catch((error: unknown) => {
    if (error instanceof UncertainOutcomeError) return post();
    throw error;
  });
}
