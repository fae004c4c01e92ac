import { runStackCommand } from "./run-stack-command";

/** `npm run destroy` */
export async function main(args: string[]): Promise<void> {
  const result = await runStackCommand("destroy", args);
  if (!result?.ok || args.includes("--json")) return;
  console.log("\nnpm run up makes everything again.");
}
