import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { Random } from "../generated/random";
import { allCases, describeCase, planLives } from "./kill-case";
import { KillableWorkspace } from "./killable-workspace";
import { Life, type LifeResult } from "./life";
import { LIFE_ROWS, type LifeRowsName } from "./life-rows";

/** `npm run kills`: what came of each kill, to stdout. */
async function main(args: string[]): Promise<void> {
  const program = new Command("npm run kills --")
    .description(
      "Kills engine, provider or workspace at every call of a run, and looks at what is there after the next one.",
    )
    .argument("[lives]", "only the kills of so many lives, by chance", parsePositive)
    .argument("[seed]", "what the chance begins with", parsePositive, 1)
    .addOption(
      new Option("--rows <kind>", "sent as they are, or compiled, with silences and a score")
        .choices(Object.keys(LIFE_ROWS))
        .default("plain"),
    )
    .option("--after <file>", "leave out what came to no fault in a run that printed this, and was ended")
    .option("--jobs <number>", "lives at the same time, each on a workspace of its own", parsePositive, 4)
    .action(killAll);
  await program.parseAsync(args, { from: "user" });
}

async function killAll(
  number: number | undefined,
  seed: number,
  options: { readonly rows: LifeRowsName; readonly jobs: number; readonly after?: string },
): Promise<void> {
  const rows = LIFE_ROWS[options.rows];
  const folder = await mkdtemp(path.join(tmpdir(), "kills-"));
  const results: LifeResult[] = [];
  const printed = new Set(options.after === undefined ? [] : readFileSync(options.after, "utf8").split("\n"));
  try {
    const counts = await onWorkspace(path.join(folder, "undisturbed"), (workspace, own) =>
      new Life(workspace, "undisturbed", own, rows).countCalls(),
    );
    const cases = allCases(counts).filter((each) => !printed.has(`${describeCase(each)}: killed`));
    console.log(`calls: ${JSON.stringify(counts)}; kills: ${cases.length}`);
    const lives = planLives(new Random(seed).shuffled(cases)).slice(0, number).entries();
    // A life waits most of its time, for what tries again: others use it.
    const jobs = Array.from({ length: options.jobs }, (_, job) =>
      onWorkspace(path.join(folder, `job_${job}`), async (workspace, own) => {
        for (const [index, plan] of lives) {
          for (const result of await new Life(workspace, `life_${index}`, own, rows).live(plan)) {
            results.push(result);
            console.log(`${describeCase(result.kill)}: ${result.fault ?? result.outcome}`);
          }
          await workspace.sql(`DROP SCHEMA health_monitor.life_${index} CASCADE`);
        }
      }),
    );
    const failed = (await Promise.allSettled(jobs)).filter((job) => job.status === "rejected");
    if (failed.length > 0) throw new AggregateError(failed.map(({ reason }): unknown => reason));
  } finally {
    await rm(folder, { recursive: true, force: true });
    const faults = results.filter(({ fault }) => fault !== undefined).length;
    const killed = results.filter(({ outcome }) => outcome === "killed").length;
    console.log(`${results.length} cases, ${killed} kills, ${faults} with a fault afterwards`);
  }
}

/** With a workspace of its own in that folder. */
async function onWorkspace<T>(
  folder: string,
  work: (workspace: KillableWorkspace, folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(folder);
  const workspace = await KillableWorkspace.start(folder);
  try {
    return await work(workspace, folder);
  } finally {
    await workspace.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

function parsePositive(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError("It must be a whole number from 1.");
}
