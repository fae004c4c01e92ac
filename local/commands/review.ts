import { runOnWorkspace } from "./run-on-workspace";

/** `npm run review`: what the next up would do with the alerts. With `--offline` no workspace is started for it. */
export async function main(args: string[]): Promise<void> {
  await runOnWorkspace("review", args);
}
