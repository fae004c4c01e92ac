import { runOffline, runOnWorkspace } from "./run-on-workspace";

/** With one of these no workspace is looked at. */
const OFFLINE = /^--(rows|rules)(=|$)/;

/** `npm run lint`: what the rules of docs/lint find in alert rows. */
export async function main(args: string[]): Promise<void> {
  if (args.some((argument) => OFFLINE.test(argument))) await runOffline("lint", args);
  else await runOnWorkspace("lint", args);
}
