import { runStackCommand } from "./run-stack-command";

/** `npm run refresh` */
export async function main(args: string[]): Promise<void> {
  await runStackCommand("refresh", args);
}
