import { runStackCommand } from "./run-stack-command";

/** `npm run preview` */
export async function main(args: string[]): Promise<void> {
  await runStackCommand("preview", args);
}
