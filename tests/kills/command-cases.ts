import { type CommandBench, PLAIN } from "./command-bench";

/** A command that may be killed anywhere. */
export interface CommandCase {
  readonly args: readonly string[];
  /** Settings of the stack for it. */
  readonly config?: Readonly<Record<string, string>>;
  /** What there must be before it, besides what each case begins with. */
  readonly prepare?: (bench: CommandBench) => Promise<unknown>;
}

const INTO = ["import", "apply", "--into", "packs/team"];

/** All that make something in the workspace, in the tables or in files, in more than one step. */
export const COMMAND_CASES: readonly CommandCase[] = [
  { args: ["import", "plan"], prepare: (bench) => bench.removeFiles() },
  { args: ["import", "plan", "--legacy"], prepare: (bench) => bench.removeFiles() },
  { args: ["import", "apply"] },
  { args: INTO, prepare: (bench) => bench.usePlanned(PLAIN) },
  { args: INTO, config: { packs: "team" }, prepare: (bench) => bench.makePack() },
  { args: ["import", "cancel"], prepare: (bench) => bench.own.succeed("apply") },
  { args: ["import", "retire", "RETIRED-1", "RETIRED-2"], prepare: (bench) => bench.makeRetired() },
  { args: ["notify", "RETIRED-1", "--to", "a@example.com"] },
  { args: ["notify", "RETIRED-1", "--to", "a@example.com", "--channel", "ops_mail", "--state", "OK"] },
];

export function describeCommand({ args, config }: CommandCase): string {
  return [...args, ...Object.entries(config ?? {}).map((setting) => setting.join("="))].join(" ");
}
