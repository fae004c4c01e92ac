import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { makeProjectFolder } from "../project-folder";
import { changeOneRow, insertRows } from "./alert-rows";
import { npmCommandLine } from "./command-line";
import { ProcessGroup } from "./process-group";
import { WorkspaceProcess } from "./workspace-process";

const ROWS = 1000;
const TIMES = 3;
/** A preview of one changed alert may take so many times as long where the rows are a pack's. */
const MOST_TIMES = 1.3;

/** `npm run bench -- packs`: a preview of one changed alert among 1,000, before and after the rows became a pack. */
export async function measurePacks(say: (line: string) => void): Promise<void> {
  const folder = path.join(await mkdtemp(path.join(os.tmpdir(), "bench-packs-")), "project");
  const { signal } = new AbortController();
  await makeProjectFolder(folder);
  await rm(path.join(folder, "packs"), { force: true });
  const workspace = await WorkspaceProcess.start(folder, signal);
  const run = async (...command: [string, ...string[]]) => {
    const start = performance.now();
    const group = new ProcessGroup(npmCommandLine(...command), folder, signal);
    if ((await group.ended) !== 0) throw new Error(`${command.join(" ")} failed:\n${group.output}`);
    return { seconds: (performance.now() - start) / 1000, output: group.output };
  };
  const previews = async (...args: readonly string[]) => {
    const seconds: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      const preview = await run("preview", ...args);
      // One that did something else than it should would be fast for the wrong reason.
      if (!/ to update\n +\d+ unchanged/.test(preview.output)) throw new Error(preview.output);
      seconds.push(preview.seconds);
    }
    return Math.min(...seconds);
  };
  try {
    await insertRows(workspace, ROWS);
    await run("up");
    await changeOneRow(workspace);
    const plain = await previews();
    await run("up");
    const { seconds: made } = await run("pack", "from-rows", "*", "--into", "packs/bench");
    const file = path.join(folder, "packs/bench/pack.yaml");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("condition: value < 51\n", "condition: value < 42.5\n"));
    const packed = await previews("--config", "packs=bench");
    const times = packed / plain;
    say("| what | time |\n| --- | --- |");
    say(`| preview of 1 changed row among ${ROWS} | ${plain.toFixed(2)} s |`);
    say(`| a pack of ${ROWS} rows is made of them | ${made.toFixed(2)} s |`);
    say(`| preview of 1 changed alert of that pack | ${packed.toFixed(2)} s |`);
    say(`\nAim: at most ${MOST_TIMES} times as long. Measured: ${times.toFixed(2)}.`);
    if (times > MOST_TIMES) process.exitCode = 1;
  } finally {
    await workspace.stop();
    await rm(path.dirname(folder), { recursive: true, force: true });
  }
}
