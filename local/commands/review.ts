import path from "node:path";
import { readProject } from "../../packages/pulumi-local/src/project/project-file";
import { exportState } from "../../packages/pulumi-local/src/state/exchange";
import { runOffline, runOnWorkspace } from "./run-on-workspace";

/** With one of these no workspace is looked at. */
const OFFLINE = /^--offline$/;
const STATE = /^--state(=|$)/;

/** Warehouses of the local workspace cost nothing: a stopped one is started unasked. */
const ON_LOCAL_WORKSPACE = ["--start-warehouse"];

/** `npm run review`: what the next up would do with the alerts. The local engine's own state says what was deployed last. */
export async function main(args: string[]): Promise<void> {
  if (args.some((argument) => OFFLINE.test(argument))) return runOffline("review", args);
  const isStateGiven = args.some((argument) => STATE.test(argument));
  await runOnWorkspace(
    "review",
    args,
    isStateGiven
      ? { args: ON_LOCAL_WORKSPACE }
      : { args: [...ON_LOCAL_WORKSPACE, "--state", "-"], input: stateOf },
  );
}

async function stateOf(stack: string): Promise<string> {
  const dir = process.cwd();
  const { name } = await readProject(dir);
  return exportState({ stateDir: path.join(dir, ".local"), project: name, stack }, { showSecrets: false });
}
