import assert from "node:assert/strict";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import {
  childEnvironment,
  clientEnvironment,
  type RunningWorkspace,
  startWorkspace,
  type WorkspaceOptions,
} from "databricks-local";
import { type RunCommand, type RunResult, runStack } from "pulumi-local";
import { BARE } from "../bare-stack";
import { folderCopies } from "../folder-copies";
import { productCommand, STATELESS } from "../product-command";
import { copySample, SAMPLE } from "../sample";

const Answer = z.looseObject({
  status: z.object({ state: z.string(), error: z.object({ message: z.string() }).optional() }),
  manifest: z
    .object({ schema: z.object({ columns: z.array(z.object({ name: z.string() })).optional() }) })
    .optional(),
  result: z.object({ data_array: z.array(z.array(z.string().nullable())).optional() }).optional(),
});

const Alert = z.looseObject({
  id: z.string(),
  display_name: z.string(),
  query_text: z.string(),
  lifecycle_state: z.string(),
  warehouse_id: z.string(),
  evaluation: z.looseObject({}),
  schedule: z.looseObject({ pause_status: z.string().optional() }),
});
export type Alert = z.infer<typeof Alert>;

const AlertPage = z.object({ alerts: z.array(Alert).default([]), next_page_token: z.string().optional() });

export interface RunOverrides {
  readonly config?: Record<string, string>;
  readonly secretConfig?: Record<string, string>;
  readonly continueOnError?: boolean;
  /** Names of resources: the run is about these alone, or about all others. */
  readonly targets?: readonly string[];
  readonly excludes?: readonly string[];
  readonly stateDir?: string;
  /** @default this repository */
  readonly projectDir?: string;
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
}

const STATE = "state";

/** The time and the tables of a workspace stand once it is set up. */
type LaterOptions = Omit<Partial<WorkspaceOptions>, "now" | "setup">;

function dataDirOf(folder: string): string {
  return path.join(folder, "workspace");
}

const copyDeployed = folderCopies((folder) => LocalStack.deploy(folder));

/** This very program on a workspace of its own; what it did is read back through the API and SQL. */
export class LocalStack {
  /** What program and provider printed in the last run. */
  readonly printed: string[] = [];
  /** How far the last command said that it is, which it does where that takes longer than a second: on a busy machine. */
  readonly progress: string[] = [];

  readonly #folder: string;

  private constructor(
    readonly workspace: RunningWorkspace,
    folder: string,
  ) {
    this.#folder = folder;
  }

  static async start(options: Partial<WorkspaceOptions> = {}): Promise<LocalStack> {
    const folder = await mkdtemp(path.join(tmpdir(), "local-stack-"));
    // With a time of its own, a workspace has the sample of that time.
    if (options.now === undefined && options.setup === undefined) await copySample(dataDirOf(folder));
    return LocalStack.#open(folder, options);
  }

  /**
   * A stack of which an `up` has made its tables and the seeds' alerts: for suites that begin behind it.
   *
   * @param stateName where the state of that `up` is, if not where other runs look for theirs
   */
  static async deployed(options: LaterOptions = {}, stateName = STATE): Promise<LocalStack> {
    const folder = await mkdtemp(path.join(tmpdir(), "local-stack-"));
    await copyDeployed(folder);
    await rename(path.join(folder, STATE), path.join(folder, stateName));
    return LocalStack.#open(folder, options);
  }

  /** Fills a folder for `deployed`. */
  static async deploy(folder: string): Promise<void> {
    await copySample(dataDirOf(folder));
    const stack = await LocalStack.#open(folder, {});
    await stack.succeed("up");
    await stack.workspace.stop();
  }

  static async #open(folder: string, options: Partial<WorkspaceOptions>): Promise<LocalStack> {
    const workspace = await startWorkspace({ setup: SAMPLE, ...options, dataDir: dataDirOf(folder) });
    const stack = new LocalStack(workspace, folder);
    // The program makes it with createFolder only.
    await stack.makeFolder("/Alerting");
    return stack;
  }

  async makeFolder(folder: string): Promise<void> {
    await this.call("POST", "/api/2.0/workspace/mkdirs", { path: folder });
  }

  async stop(): Promise<void> {
    await this.workspace.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Where a state of its own lives; another name is a lost state. */
  stateDir(name = STATE): string {
    return path.join(this.#folder, name);
  }

  /** The state itself, in the form of `pulumi stack export`. */
  get stateFile(): string {
    return path.join(this.stateDir(), "state.json");
  }

  async run(command: RunCommand, overrides: RunOverrides = {}): Promise<RunResult> {
    this.workspace.requests.clear();
    this.printed.length = 0;
    const {
      projectDir = process.cwd(),
      stateDir = this.stateDir(),
      config = {},
      secretConfig = {},
      continueOnError,
      targets,
      excludes,
      signal,
    } = overrides;
    return runStack({
      command,
      projectDir,
      stateDir,
      childEnv: { ...childEnvironment(process.env, clientEnvironment(this.workspace)), ...overrides.env },
      parallel: 8,
      keepProcesses: true,
      keepModules: STATELESS,
      onEvent: (event) => void (event.kind === "printed" && this.printed.push(event.line)),
      config: { ...BARE, ...config },
      secretConfig,
      ...(continueOnError !== undefined && { continueOnError }),
      ...(targets && { targets }),
      ...(excludes && { excludes }),
      ...(signal && { signal }),
    });
  }

  /** A run that must succeed. */
  async succeed(command: RunCommand, overrides: RunOverrides = {}): Promise<RunResult> {
    const result = await this.run(command, overrides);
    assert.deepEqual(errorsOf(result), []);
    assert.equal(result.ok, true);
    return result;
  }

  /** A command of the product on this workspace, as a process of its own would run it: its packages are loaded once. */
  async command(
    name: string,
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
    cwd = process.cwd(),
  ) {
    const { stdout, stderr, status } = await productCommand(
      [name, ...args, "--remote", "-c", "warehouseName=local"],
      {
        cwd,
        env: { ...childEnvironment(process.env, clientEnvironment(this.workspace)), ...more },
      },
    );
    const lines = stderr.split(/(?<=\n)/);
    const isProgress = (line: string) => line.endsWith(" …\n");
    this.progress.splice(0, Infinity, ...lines.filter(isProgress).map((line) => line.trimEnd()));
    return { stdout, stderr: lines.filter((line) => !isProgress(line)).join(""), status };
  }

  /** The alerts that are not in the trash, by name. */
  async alerts(): Promise<Alert[]> {
    const alerts: Alert[] = [];
    let token: string | undefined = "";
    while (token !== undefined) {
      const answer = await this.call("GET", `/api/2.0/alerts?page_size=100&page_token=${token}`);
      const page = AlertPage.parse(answer);
      alerts.push(...page.alerts);
      token = page.next_page_token;
    }
    return alerts
      .filter(({ lifecycle_state }) => lifecycle_state === "ACTIVE")
      .sort((a, b) => (a.display_name < b.display_name ? -1 : 1));
  }

  async alert(displayName: string): Promise<Alert> {
    const alert = (await this.alerts()).find(({ display_name }) => display_name === displayName);
    assert.ok(alert, `no alert ${displayName}`);
    return alert;
  }

  call(method: string, target: string, body?: unknown): Promise<unknown> {
    return this.callAs(this.workspace.token, method, target, body);
  }

  /** As somebody else. */
  async callAs(token: string, method: string, target: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.workspace.host + target, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    // A workspace that takes so many requests a second counts those of its test, too.
    if (response.status === 429) {
      await delay(Number(response.headers.get("retry-after") ?? 1) * 1000);
      return this.callAs(token, method, target, body);
    }
    assert.ok(response.ok, `${method} ${target}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Rows by column name; cells are texts, as the statement API gives them. */
  async sql(statement: string): Promise<Record<string, string | null>[]> {
    const body = { statement, warehouse_id: this.workspace.warehouseId, wait_timeout: "30s" };
    const { status, manifest, result } = Answer.parse(
      await this.call("POST", "/api/2.0/sql/statements", body),
    );
    assert.equal(status.state, "SUCCEEDED", status.error?.message);
    const columns = manifest?.schema.columns ?? [];
    return (result?.data_array ?? []).map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])),
    );
  }

  /** The methods of the requests of the last run that change alerts. */
  get alertWrites(): string[] {
    return this.writes.filter((write) => ["POST", "PATCH", "DELETE"].includes(write));
  }

  /** What the last run sent that changes something: alert requests by method, statements by their first word. */
  get writes(): string[] {
    const { requests, statements } = this.workspace.requests;
    return [
      ...requests
        .filter(({ method, path: target }) => method !== "GET" && target.startsWith("/api/2.0/alerts"))
        .map(({ method }) => method),
      ...statements
        .map(({ text }) => text.trimStart().split(/\s/, 1)[0] ?? "")
        .filter((word) => !["SELECT", "SHOW", "DESCRIBE"].includes(word)),
    ].sort();
  }
}

export function errorsOf({ diagnostics }: RunResult): string[] {
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

/** The steps that change something, as `update COST-012`. */
export function stepsOf({ steps }: RunResult): string[] {
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`)
    .sort();
}
