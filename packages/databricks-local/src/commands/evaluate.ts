import { Command } from "commander";
import { z } from "zod";
import { ExpectedError } from "../expected-error";
import { openProject } from "../project";
import type { WorkspaceAddress } from "../start-workspace";
import { WorkspaceClient } from "../workspace-client";
import { stopOnSignal } from "./end-signals";
import { shownCommand } from "./npm-script";
import { paint } from "./paint";
import { runStatement } from "./run-statement";

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
    .argument(
      "[alert]",
      "display name or id of the alert, or another name that the project has for it; without it: which there are",
    )
    .option("--json", "print the evaluation as JSON")
    .action((alert: string | undefined, options: { readonly json?: true }) =>
      run(alert, options.json ?? false),
    );
}

async function run(wanted: string | undefined, asJson: boolean): Promise<void> {
  const { settings, workspace } = await openProject();
  stopOnSignal(workspace.stop);
  try {
    const alerts = await listAlerts(workspace);
    if (alerts.length === 0) throw new ExpectedError("There is no alert in the local workspace yet.");
    const names = settings.alertNames === undefined ? [] : await readNames(workspace, settings.alertNames);
    if (wanted === undefined) throw notNamed(alerts, names);
    const { id } = findAlert(alerts, wanted, names);
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
  const painted = { OK: paint.green, TRIGGERED: paint.red, ERROR: paint.yellow }[state] ?? String;
  const compared = `value ${value ?? "NULL"}${threshold === null ? "" : `, threshold ${threshold}`}`;
  return [`${paint.bold(display_name)}: ${painted(state)} (was ${previous_state})`, `  ${error ?? compared}`];
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

const pageShape = z.object({
  alerts: z.array(z.object({ id: z.string(), display_name: z.string() })),
  next_page_token: z.string().optional(),
});
type FoundAlert = z.infer<typeof pageShape>["alerts"][number];

/** A name that the project has for an alert, and the alert's id. */
type AlertName = readonly [name: string, id: string];

/** Nothing is evaluated without a name: all that there are, one a line, and how one of them is called for. */
function notNamed(alerts: readonly FoundAlert[], names: readonly AlertName[]): ExpectedError {
  const nameOf = new Map(names.map(([name, id]) => [id, name]));
  const called = alerts.map(({ id, display_name }) => ({ display_name, name: nameOf.get(id) ?? id }));
  const width = Math.max(...called.map(({ name }) => name.length));
  return new ExpectedError(
    [
      `Name the alert to run: ${shownCommand("evaluate", called[0]?.name ?? "")}. There are`,
      ...called.map(({ name, display_name }) => `  ${name.padEnd(width)}  ${display_name}`),
    ].join("\n"),
  );
}

/** The alert of that display name or id, or of that name in `names`; an error that says what there is, unless it is one. */
function findAlert(alerts: readonly FoundAlert[], wanted: string, names: readonly AlertName[]): FoundAlert {
  const byName = names.flatMap(([name, id]) => (name === wanted ? [id] : []));
  const found = alerts.filter(
    ({ id, display_name }) => id === wanted || display_name === wanted || byName.includes(id),
  );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined)
    throw new ExpectedError(`'${wanted}' means ${found.length} alerts: name one by its id, ${list(found)}`);

  throw new ExpectedError(`No alert has the name or id '${wanted}'. There are ${list(alerts)}`);
}

async function listAlerts({ host, token }: WorkspaceAddress): Promise<FoundAlert[]> {
  const client = new WorkspaceClient(host, token);
  const alerts: FoundAlert[] = [];
  let next: string | undefined = "";
  while (next !== undefined) {
    const path = `/api/2.0/alerts?page_size=100&page_token=${encodeURIComponent(next)}`;
    const page = pageShape.parse(await client.call("GET", path));
    alerts.push(...page.alerts);
    next = page.next_page_token;
  }
  return alerts;
}

/**
 * Before the project has made its tables, there are no names in them.
 *
 * @param query for pairs of a name and an alert's id
 */
async function readNames(workspace: WorkspaceAddress, query: string): Promise<AlertName[]> {
  try {
    const { rows } = await runStatement(workspace, query);
    return rows.flatMap(([name, id]) =>
      typeof name === "string" && typeof id === "string" ? [[name, id]] : [],
    );
  } catch (error) {
    if (error instanceof ExpectedError && /^\[(TABLE_OR_VIEW|SCHEMA|NO_SUCH_CATALOG)/.test(error.message))
      return [];
    throw error;
  }
}

function list(alerts: readonly FoundAlert[]): string {
  return alerts.map(({ id, display_name }) => `${display_name} (${id})`).join(", ");
}
