import { runOffline, runOnWorkspace } from "./run-on-workspace";

/** With one of these no workspace is looked at. */
const OFFLINE = /^--offline$/;

/** Warehouses of the local workspace cost nothing: a stopped one is started unasked. */
const ON_LOCAL_WORKSPACE = ["--start-warehouse"];

/** `npm run review`: what the next up would do with the alerts. */
export async function main(args: string[]): Promise<void> {
  if (args.some((argument) => OFFLINE.test(argument))) await runOffline("review", args);
  else await runOnWorkspace("review", args, ON_LOCAL_WORKSPACE);
}
