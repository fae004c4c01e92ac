import { runStackCommand } from "./run-stack-command";

/** `npm run up` */
export async function main(args: string[]): Promise<void> {
  const result = await runStackCommand("up", args);
  const schema = result?.outputs["tables"];
  if (!result?.ok || args.includes("--json") || typeof schema !== "string") return;
  const query = `SELECT alert_id, is_enabled, last_sync_status, databricks_alert_id FROM ${schema}.alert_configurations`;
  console.log(`\nLook at what is there now:\n  npm run sql -- "${query}"`);
}
