import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { InterruptHandler } from "../../packages/pulumi-local/src/commands/end-signals";
import { PulumiCli } from "../cli/pulumi-cli";
import { judge } from "./aims";
import { parseBenchOptions, parseTimelineOptions } from "./bench-options";
import type { BenchResult, ScenarioResult } from "./bench-result";
import { measureHolding } from "./holding";
import { markdownReport } from "./markdown-report";
import { medianOf } from "./median-of";
import { measurePacks } from "./packs";
import { measureReplay } from "./replay";
import { measureReview } from "./review";
import { runReadme } from "./run-readme";
import { runEmptyProgram } from "./run-empty-program";
import { runScenario } from "./run-scenario";
import { measureScores } from "./scores";
import { drawTimeline } from "./timeline";

/** `npm run bench`: figures to stdout, progress to stderr. */
async function main(): Promise<void> {
  if (process.argv[2] === "holding") return measureHolding((line) => console.log(line));
  if (process.argv[2] === "packs") return measurePacks((line) => console.log(line));
  if (process.argv[2] === "replay") return measureReplay((line) => console.log(line));
  if (process.argv[2] === "review") return measureReview((line) => console.log(line));
  if (process.argv[2] === "scores") return measureScores((line) => console.log(line));
  if (process.argv[2] === "timeline")
    return drawTimeline(parseTimelineOptions(process.argv.slice(3)), (line) => console.log(line));
  const {
    rows,
    latency,
    parallel,
    repeat,
    json,
    cli = PulumiCli.whatIsMissing() === undefined,
  } = parseBenchOptions(process.argv.slice(2));
  const say = (line: string) => console.error(line);
  const interrupt = new InterruptHandler(say);
  const { signal } = interrupt;
  const root = await mkdtemp(path.join(os.tmpdir(), "alerts-bench-"));
  try {
    const shared = { parallel, signal, say };
    const empty = await runEmptyProgram({ ...shared, folder: path.join(root, "empty") });
    const scenarios: ScenarioResult[] = [];
    for (const engine of cli ? (["local", "pulumi"] as const) : (["local"] as const)) {
      for (const count of rows) {
        for (const latencyMs of latency) {
          const lives: ScenarioResult[] = [];
          for (let life = 0; life < repeat; life++) {
            const folder = path.join(root, `${engine}-${count}-${latencyMs}-${life}`);
            lives.push(await runScenario({ ...shared, engine, folder, rows: count, latencyMs }));
          }
          scenarios.push(medianOf(lives));
        }
      }
    }
    const readme = await runReadme({ ...shared, folder: path.join(root, "readme") });
    const result: BenchResult = {
      cores: os.cpus().length,
      node: process.versions.node,
      parallel,
      empty,
      scenarios,
      readme,
    };
    const aims = judge(result);
    console.log(json ? JSON.stringify({ ...result, aims }, undefined, 2) : markdownReport(result, aims));
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode = interrupt.exitStatus;
  } finally {
    interrupt.stop();
    await rm(root, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
