import { runStackCommand } from "./run-stack-command";

/** `npm run up` */
export async function main(args: string[]): Promise<void> {
  const result = await runStackCommand("up", args);
  if (!result?.ok || args.includes("--json")) return;
  console.log("\nLook at what is there now:");
  console.log(
    '  npm run sql -- "SELECT alert_id, enabled, databricks_alert_id FROM health_monitor.gold.alert_configurations"',
  );
}
