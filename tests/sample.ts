import { startWorkspace } from "databricks-local";
import { folderCopies } from "./folder-copies";

/** What `npm run up` has a new local workspace set up with; this part of it is what the seeds' queries read. */
export const SAMPLE = ["sample/fact_usage.sql"];

/** The rest of it: the system tables that the packs read. */
export const SYSTEM_SAMPLE = [
  "access",
  "billing",
  "compute",
  "data-quality-monitoring",
  "lakeflow",
  "query",
].map((name) => `sample/system/${name}.sql`);

/** Fills a data directory with a workspace that has the sample, as of now. */
export const copySample = folderCopies(async (dataDir) => {
  const workspace = await startWorkspace({ dataDir, setup: SAMPLE });
  await workspace.stop();
});
