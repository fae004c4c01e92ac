import { chmodSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, Option } from "commander";
import { newOAuthClient } from "../access/oauth-tokens";
import { attachOrStart, defaultDataDir } from "../attach";
import { clientEnvironment } from "../child-environment";
import type { WebhookHosts } from "../evaluation/webhooks";
import { ExpectedError } from "../expected-error";
import type { FaultInput } from "../faults/fault-shape";
import { readProjectSettings } from "../project";
import { workspaceFile } from "../workspace-file";
import {
  addAlertBehaviourOptions,
  type AlertBehaviourFlags,
  alertBehaviourOf,
} from "./alert-behaviour-options";
import { stopOnSignal } from "./end-signals";
import { parseFault, parseMoment, parsePort, parsePositive, readFaultsFile } from "./option-values";
import { paint } from "./paint";

interface Options extends AlertBehaviourFlags {
  readonly port?: number;
  readonly token?: string;
  readonly data: string;
  readonly env?: string;
  readonly oauth?: boolean;
  readonly now?: Date;
  readonly python?: string;
  readonly fault: readonly FaultInput[];
  readonly faults: readonly FaultInput[];
  readonly requestsPerSecond?: number;
  readonly warehouseStartMs?: number;
  readonly deliverWebhooks?: WebhookHosts;
}

/** `databricks-local start`: a workspace that runs until it is stopped. */
export function startCommand(): Command {
  const command = new Command("start")
    .description("Runs a stand-in for a Databricks workspace on 127.0.0.1 until Ctrl-C.")
    .option("--port <number>", "port for http and https (default: a free one)", parsePort)
    .option("--token <token>", "access token (default: a new one)")
    .option("--data <dir>", "where it keeps its data", defaultDataDir(process.cwd()))
    .option("--env <file>", "file to write the shell exports to")
    .option("--oauth", "with --env: a service principal's OAuth id and secret, instead of the token")
    .option("--now <moment>", "the time that it begins at, as ISO 8601 (default: the real one)", parseMoment)
    .option(
      "--fault <json>",
      "a fault for calls to meet, as JSON; can be given more than once",
      parseFault,
      [],
    )
    .option("--faults <file>", "a file with a JSON list of faults", readFaultsFile, [])
    .option("--requests-per-second <number>", "REST calls beyond these are answered with 429", parsePositive)
    .option("--python <path>", "the interpreter of Python notebooks (default: python3 on the PATH)")
    .option(
      "--warehouse-start-ms <number>",
      "how long a stopped SQL warehouse takes to start (default: no time)",
      parsePositive,
    )
    .addOption(
      new Option(
        "--deliver-webhooks [hosts]",
        "send notifications to webhooks, too: to those on this machine (loopback) or anywhere",
      )
        .choices(["loopback", "anywhere"])
        .preset("loopback"),
    )
    .action((options: Options) => run(options));
  return addAlertBehaviourOptions(command);
}

async function run({
  port,
  token,
  data,
  env,
  oauth,
  now,
  python,
  fault,
  faults,
  requestsPerSecond,
  warehouseStartMs,
  deliverWebhooks,
  ...flags
}: Options): Promise<void> {
  const dir = process.cwd();
  if (oauth === true && env === undefined)
    throw new ExpectedError("--oauth needs --env FILE: the secret is written there, and shown nowhere");

  const { setup, alertNotes } = readProjectSettings(dir);
  const oauthClient = oauth === true ? newOAuthClient() : undefined;
  const workspace = await attachOrStart(dir, {
    port,
    token,
    dataDir: resolve(data),
    setup,
    alertNotes,
    now,
    python,
    runSchedules: true,
    ...(oauthClient !== undefined && { oauthClients: [oauthClient] }),
    ...alertBehaviourOf(flags),
    faults: [...faults, ...fault],
    requestsPerSecond,
    warehouseStartMs,
    deliverWebhooks,
  }).catch((error: unknown) => {
    throw explainStartError(error, port);
  });
  if (!workspace.startedHere) {
    throw new ExpectedError(
      `A workspace runs already at ${workspace.host}: stop it, or remove ${workspaceFile(dir)} if it is not yours`,
    );
  }
  stopOnSignal(workspace.stop, 0);
  try {
    if (env !== undefined) writeShellExports(env, clientEnvironment(workspace, oauthClient));
  } catch (error) {
    await workspace.stop();
    throw error;
  }
  const { host, warehouseId, caFile } = workspace;
  const { bold } = paint;
  console.log(`${bold("Local workspace")} at ${bold(host)}, and https on the same port. Ctrl-C stops it.

  ${bold("Page")}        ${pageLink(workspace)}
  ${bold("Shell")}       ${env === undefined ? exportLines(clientEnvironment(workspace)) : `. ${env}`}
  ${bold("Pulumi CLI")}  with these exports: pulumi preview, up, refresh, destroy
  ${bold("SQL driver")}  host 127.0.0.1, port ${workspace.port}, path /sql/1.0/warehouses/${warehouseId},
              certificate ${caFile}
  ${bold("curl")}        ${oauthClient === undefined ? alertsCall(host) : tokenCall(host)}
  ${bold("Alerts")}      run on their schedules; npx databricks-local evaluate <name> runs one now
  ${bold("Jobs")}        run on theirs; npx databricks-local job <name> runs one now
  ${bold("SQL")}         npx databricks-local sql "SHOW CATALOGS"
  ${bold("Data")}        ${resolve(data)}`);
}

function alertsCall(host: string): string {
  return `curl -H "Authorization: Bearer $DATABRICKS_TOKEN" ${host}/api/2.0/alerts`;
}

function tokenCall(host: string): string {
  const client = '"$DATABRICKS_CLIENT_ID:$DATABRICKS_CLIENT_SECRET"';
  return `curl -u ${client} -d grant_type=client_credentials ${host}/oidc/v1/token`;
}

/** The token is in the fragment, which browsers keep to themselves. */
function pageLink({ host, token }: { readonly host: string; readonly token: string }): string {
  return `${host}/#token=${encodeURIComponent(token)}`;
}

function exportLines(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${value}`)
    .join("\n              ");
}

/** Writes `export NAME='value'` lines, for `. FILE`, readable by their owner only: one of them is the token. */
function writeShellExports(file: string, variables: Record<string, string>): void {
  const lines = Object.entries(variables).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`,
  );
  try {
    writeFileSync(file, lines.join(""), { mode: 0o600 });
    // The mode above is for a new file only.
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new ExpectedError(`${file} cannot be written: name another file with --env`, { cause });
  }
}

/** One sentence for what commonly keeps a workspace from starting; other errors as they are. */
function explainStartError(error: unknown, port: number | undefined): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return new ExpectedError(`Port ${port} is in use: name another one, or leave --port out.`);
  if (code === "EACCES" && port !== undefined)
    return new ExpectedError(`Port ${port} may not be opened: name one above 1023, or leave --port out.`);

  return error;
}
