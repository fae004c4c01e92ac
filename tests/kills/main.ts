import { mkdtemp, rm } from "node:fs/promises";
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
    .action(killAll);
  await program.parseAsync(args, { from: "user" });
}

async function killAll(
  number: number | undefined,
  seed: number,
  options: { readonly rows: LifeRowsName },
): Promise<void> {
  const rows = LIFE_ROWS[options.rows];
  const folder = await mkdtemp(path.join(tmpdir(), "kills-"));
  const workspace = await KillableWorkspace.start(folder);
  const results: LifeResult[] = [];
  try {
    const counts = await new Life(workspace, "undisturbed", folder, rows).countCalls();
    const cases = allCases(counts);
    console.log(`calls: ${JSON.stringify(counts)}; kills: ${cases.length}`);
    const lives = planLives(new Random(seed).shuffled(cases)).slice(0, number);
    for (const [index, plan] of lives.entries()) {
      for (const result of await new Life(workspace, `life_${index}`, folder, rows).live(plan)) {
        results.push(result);
        console.log(`${describeCase(result.kill)}: ${result.fault ?? result.outcome}`);
      }
      await workspace.sql(`DROP SCHEMA health_monitor.life_${index} CASCADE`);
    }
  } finally {
    await workspace.stop();
    await rm(folder, { recursive: true, force: true });
    const faults = results.filter(({ fault }) => fault !== undefined).length;
    const killed = results.filter(({ outcome }) => outcome === "killed").length;
    console.log(`${results.length} cases, ${killed} kills, ${faults} with a fault afterwards`);
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
