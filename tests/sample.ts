import { rmSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startWorkspace } from "databricks-local";

/** What `npm run up` has a new local workspace set up with, and the seeds' queries read. */
export const SAMPLE = ["sample/fact_usage.sql"];

let prepared: Promise<string> | undefined;

/**
 * Fills `dataDir` with a workspace that has the sample, as of now. To set one up takes two seconds of computing, so that
 * a process does it once.
 */
export async function copySample(dataDir: string): Promise<void> {
  prepared ??= prepare();
  await cp(await prepared, dataDir, { recursive: true });
}

async function prepare(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "sample-"));
  // Mocha ends its workers by a signal.
  process.once("SIGTERM", () => process.exit());
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const workspace = await startWorkspace({ dataDir: folder, setup: SAMPLE });
  await workspace.stop();
  return folder;
}
