import path from "node:path";
import { makeProjectFolder } from "../project-folder";
import type { StepResult } from "./bench-result";
import { npmCommandLine } from "./command-line";
import { measureCommand } from "./measure-command";
import type { ScenarioOptions } from "./run-scenario";
import { WorkspaceProcess } from "./workspace-process";

const PROGRAM = path.join(process.cwd(), "tests", "testdata", "programs", "empty");
const RUNS = 3;

/** The same command with a program that declares nothing: the median of three, after one that fills the caches. */
export async function runEmptyProgram(
  options: Omit<ScenarioOptions, "engine" | "rows" | "latencyMs">,
): Promise<StepResult> {
  const { parallel, signal, say } = options;
  const folder = path.join(options.folder, "project");
  await makeProjectFolder(folder, PROGRAM);
  const workspace = await WorkspaceProcess.start(folder, signal);
  const command = npmCommandLine("up", "--parallel", String(parallel));
  try {
    const results: StepResult[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const { result } = await measureCommand(command, { folder, workspace, signal });
      if (run > 0) results.push({ step: "empty program", ...result });
    }
    const [median] = results.sort((a, b) => a.seconds - b.seconds).slice(Math.floor(RUNS / 2));
    if (median === undefined) throw new Error("there was no run");
    say(`empty program ${median.seconds.toFixed(1)} s`);
    return median;
  } finally {
    await workspace.stop();
  }
}
