import { LOCAL_STACK } from "../../../../local/commands/run-on-workspace";
import { runStackCommand } from "./run-stack-command";
import { parseStackOptions } from "./stack-options";

/** `npm run destroy` */
export async function main(args: string[]): Promise<void> {
  const result = await runStackCommand("destroy", args);
  if (!result?.ok || args.includes("--json")) return;
  const { stack } = parseStackOptions("destroy", args);
  const up = stack === LOCAL_STACK ? "npm run up" : `npm run up -- --stack ${stack}`;
  console.log(`\n${up} makes everything again.`);
}
