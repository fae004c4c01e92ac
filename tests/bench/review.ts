import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ReviewReport } from "../../review/report/report";
import { makeProjectFolder } from "../project-folder";
import { changeOneRow, insertRows } from "./alert-rows";
import { npmCommandLine } from "./command-line";
import { ProcessGroup } from "./process-group";
import { WorkspaceProcess } from "./workspace-process";

const ROWS = 1000;
/** `review` of one changed row may take so much longer than a preview without changes. */
const MOST_SECONDS_OVER = 2;

/** `npm run bench -- review`: a review of one changed row among 1,000, beside a preview without changes. */
export async function measureReview(say: (line: string) => void): Promise<void> {
  const folder = path.join(await mkdtemp(path.join(os.tmpdir(), "bench-review-")), "project");
  const { signal } = new AbortController();
  await makeProjectFolder(folder);
  const workspace = await WorkspaceProcess.start(folder, signal);
  const timed = async (allowed: readonly number[], ...command: [string, ...string[]]) => {
    const start = performance.now();
    const group = new ProcessGroup(npmCommandLine(...command), folder, signal);
    const status = await group.ended;
    if (!allowed.includes(status ?? -1)) throw new Error(`${command.join(" ")} failed:\n${group.output}`);
    return (performance.now() - start) / 1000;
  };
  try {
    await insertRows(workspace, ROWS);
    await timed([0], "up");
    const preview = await timed([0], "preview");
    await changeOneRow(workspace);
    const review = await timed([0, 2], "review");
    const text = await readFile(path.join(folder, ".local/review/report.json"), "utf8");
    const { counts } = ReviewReport.parse(JSON.parse(text));
    if (counts.changed !== 1) throw new Error(`the review found ${counts.changed} changes`);
    const over = review - preview;
    say("| what | time |\n| --- | --- |");
    say(`| preview of ${ROWS} rows without changes | ${preview.toFixed(2)} s |`);
    say(`| review of 1 changed row among ${ROWS}, with its replay | ${review.toFixed(2)} s |`);
    say(`\nAim: at most ${MOST_SECONDS_OVER} s over the preview. Measured: ${over.toFixed(2)} s.`);
    if (over > MOST_SECONDS_OVER) process.exitCode = 1;
  } finally {
    await workspace.stop();
    await rm(path.dirname(folder), { recursive: true, force: true });
  }
}
