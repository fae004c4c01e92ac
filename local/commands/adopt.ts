import { runOnWorkspace } from "./run-on-workspace";

/** `npm run adopt`: takes what was changed at alerts in the workspace into their rows. */
export async function main(args: string[]): Promise<void> {
  await runOnWorkspace("adopt", args);
}
