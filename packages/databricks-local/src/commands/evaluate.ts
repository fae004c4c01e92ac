import { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { openProject } from "../open-project";
import type { WorkspaceAddress } from "../start-workspace";
import { WorkspaceClient } from "../workspace-client";
import { findAlert } from "./find-alert";
import { stopOnSignal } from "./end-signals";

const evaluationShape = z.object({
  display_name: z.string(),
  previous_state: z.string(),
  state: z.string(),
  skipped: z.string().optional(),
  value: z.string().nullable(),
  threshold: z.string().nullable(),
  error: z.string().optional(),
  notification_id: z.string().optional(),
});
type Evaluation = z.infer<typeof evaluationShape>;

const inboxShape = z.object({
  notifications: z.array(
    z.object({
      id: z.string(),
      subject: z.string(),
      subscriptions: z.array(
        z.object({ user_email: z.string().optional(), destination_id: z.string().optional() }),
      ),
    }),
  ),
});

/** `databricks-local evaluate`: runs one alert of the local workspace now. */
export function evaluateCommand(): Command {
  return new Command("evaluate")
    .description("Runs one alert of the local workspace now, paused or not.")
    .argument("<alert>", "display name or id of the alert, or another name that the project has for it")
    .option("--json", "print the evaluation as JSON")
    .action((alert: string, options: { readonly json?: true }) => run(alert, options.json ?? false));
}

async function run(wanted: string, asJson: boolean): Promise<void> {
  const { settings, workspace } = await openProject();
  stopOnSignal(workspace.stop);
  try {
    const { id } = await findAlert(workspace, wanted, settings.alertNames);
    const client = new WorkspaceClient(workspace.host, workspace.token);
    const answer = await client.call("POST", `/_local/alerts/${id}/evaluate`);
    if (asJson) return console.log(JSON.stringify(answer, undefined, 2));
    const evaluation = evaluationShape.parse(answer);
    const told = await describeNotification(workspace, evaluation.notification_id);
    console.log([...describeEvaluation(evaluation), told].join("\n"));
  } finally {
    await workspace.stop();
  }
}

function describeEvaluation(evaluation: Evaluation): string[] {
  const { display_name, state, previous_state, value, threshold, error, skipped } = evaluation;
  if (skipped !== undefined) return [`${display_name}: not evaluated, ${skipped}`];
  const paint = { OK: pc.green, TRIGGERED: pc.red, ERROR: pc.yellow }[state] ?? String;
  const compared = `value ${value ?? "NULL"}${threshold === null ? "" : `, threshold ${threshold}`}`;
  return [`${pc.bold(display_name)}: ${paint(state)} (was ${previous_state})`, `  ${error ?? compared}`];
}

async function describeNotification(workspace: WorkspaceAddress, id: string | undefined): Promise<string> {
  if (id === undefined) return "  nobody was notified";
  const client = new WorkspaceClient(workspace.host, workspace.token);
  const { notifications } = inboxShape.parse(await client.call("GET", "/_local/inbox"));
  const notification = notifications.find((candidate) => candidate.id === id);
  const who = notification?.subscriptions.map(
    ({ user_email, destination_id }) => user_email ?? `destination ${destination_id}`,
  );
  return `  notified ${who?.join(", ")}: ${notification?.subject}`;
}
