import os from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { PulumiCli } from "../cli/pulumi-cli";
import type { TimelineOptions } from "./timeline";

export interface BenchOptions {
  readonly rows: readonly number[];
  readonly latency: readonly number[];
  readonly parallel: number;
  readonly repeat: number;
  readonly json?: true;
  /** Absent: where it is installed. */
  readonly cli?: boolean;
}

const SEEDS = 2;
/** What a workspace holds at most, its trash included. */
export const QUOTA = 1000;

export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const program = new Command("npm run bench --")
    .description(
      "Measures what a user waits for, on local workspaces of its own; as `holding`, how much one of them holds; " +
        "as `replay`, how long 50 changed rows take to be replayed.",
    )
    .option(
      "--rows <numbers>",
      `alert rows, ${SEEDS} seeds among them`,
      numbers(SEEDS, QUOTA),
      [50, 100, 200, 1000],
    )
    .option("--latency <ms>", "added to each API call", numbers(0, 60_000), [0, 200, 500])
    .option("--parallel <number>", "operations at a time", one(1, 1_000), 4 * os.cpus().length)
    .option("--repeat <number>", "lives of each stack, of which the median is told", one(1, 100), 1)
    .option("--cli", "with the Pulumi CLI, too (default: where it is installed)")
    .option("--no-cli", "with the local engine only")
    .option("--json", "print the figures as JSON")
    .allowExcessArguments(false);
  program.parse(args, { from: "user" });
  return program.opts<BenchOptions>();
}

export function parseTimelineOptions(args: readonly string[]): TimelineOptions {
  const program = new Command("npm run bench -- timeline")
    .description("Draws what a first up waits for, call by call.")
    .option("--rows <number>", `alert rows, ${SEEDS} seeds among them`, one(SEEDS, QUOTA), 100)
    .option("--latency <ms>", "added to each API call", one(0, 60_000), 0)
    .option("--destroy", "the destroy behind it instead")
    .option("--cli", "with the Pulumi CLI (default: with the local engine)")
    .allowExcessArguments(false);
  program.parse(args, { from: "user" });
  const { rows, latency, destroy, cli } = program.opts<{
    rows: number;
    latency: number;
    destroy?: true;
    cli?: true;
  }>();
  const missing = cli && PulumiCli.whatIsMissing();
  if (missing !== undefined) throw new Error(`${missing}.`);
  return { rows, latency, step: destroy ? "destroy" : "up", engine: cli ? "pulumi" : "local" };
}

function numbers(minimum: number, maximum: number): (text: string) => number[] {
  return (text) => text.split(",").map(one(minimum, maximum));
}

function one(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${minimum} to ${maximum}.`);
  };
}
