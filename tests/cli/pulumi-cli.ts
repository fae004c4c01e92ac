import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { childEnvironment, clientEnvironment, type WorkspaceAddress } from "databricks-local";
import { makeProjectFolder } from "../project-folder";

export interface CliRun {
  readonly status: number | null;
  /** Both streams, as a user sees them. */
  readonly output: string;
  readonly stdout: string;
}

const LONGEST_RUN_MS = 240_000;

const Preview = z.object({
  steps: z.array(
    z.object({
      op: z.string(),
      urn: z.string(),
      detailedDiff: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

/** The Pulumi CLI with the stack `dev` of this repository, in a folder and with a backend of its own. */
export class PulumiCli {
  readonly #folder: string;

  private constructor(
    folder: string,
    readonly project: string,
    readonly env: NodeJS.ProcessEnv,
  ) {
    this.#folder = folder;
  }

  /** Why there can be no run, or nothing. */
  static whatIsMissing(): string | undefined {
    const { error, status } = spawnSync("pulumi", ["version"], { env: environment(tmpdir()) });
    if (error) return "the Pulumi CLI is not installed (no `pulumi` on PATH)";
    return status === 0 ? undefined : "`pulumi version` fails";
  }

  /** Why there can be no run with the provider of `@pulumi/databricks`, or nothing. */
  static whatIsMissingForDatabricks(): string | undefined {
    const missing = PulumiCli.whatIsMissing();
    if (missing !== undefined) return missing;
    const { error, status } = spawnSync("pulumi-resource-databricks", ["--version"]);
    if (error) return "the provider is not installed (no `pulumi-resource-databricks` on PATH)";
    return status === 0 ? undefined : "`pulumi-resource-databricks --version` fails";
  }

  static create(workspace: WorkspaceAddress, more: Record<string, string> = {}): Promise<PulumiCli> {
    return PulumiCli.createFor(undefined, { ...clientEnvironment(workspace), ...more });
  }

  /** `program` names a folder whose files stand in for the repository's. */
  static async createFor(program: string | undefined, variables: Record<string, string>): Promise<PulumiCli> {
    const folder = await mkdtemp(path.join(tmpdir(), "pulumi-cli-"));
    const project = path.join(folder, "project");
    await makeProjectFolder(project, program);
    return PulumiCli.createIn(project, variables);
  }

  /** For a project folder that is there; backend and home go beside it. */
  static async createIn(project: string, variables: Record<string, string>): Promise<PulumiCli> {
    const folder = path.dirname(project);
    const cli = new PulumiCli(folder, project, { ...environment(folder), ...variables });
    await mkdir(path.join(folder, "backend"));
    await cli.succeed("stack", "init", "dev");
    return cli;
  }

  /** For a project folder that is still empty, and has no stack; backend and home go beside it. */
  static async createNew(project: string, variables: Record<string, string>): Promise<PulumiCli> {
    const folder = path.dirname(project);
    await mkdir(path.join(folder, "backend"));
    await mkdir(project);
    return new PulumiCli(folder, project, { ...environment(folder), ...variables });
  }

  /** What `pulumi login` takes. */
  get backend(): string {
    return this.env["PULUMI_BACKEND_URL"] ?? "";
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Never asks, never colours. One that does not end has no status, and fails its own test alone. */
  async run(...args: string[]): Promise<CliRun> {
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd: this.project,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LONGEST_RUN_MS,
      killSignal: "SIGKILL",
    });
    const [stdout, stderr, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close") as Promise<[number | null]>,
    ]);
    return { status, stdout, output: stdout + stderr };
  }

  async succeed(...args: string[]): Promise<CliRun> {
    const run = await this.run(...args);
    if (run.status !== 0)
      throw new Error(`pulumi ${args.join(" ")} exits with ${run.status}:\n${run.output}`);
    return run;
  }

  async configure(config: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(config)) await this.succeed("config", "set", name, value);
  }

  /** What an `up` would change: the operation and the name of each resource, sorted, and the paths that differ. */
  async preview(...args: string[]): Promise<{ steps: string[]; differences: Record<string, string[]> }> {
    const { stdout } = await this.succeed("preview", "--json", ...args);
    const changes = Preview.parse(JSON.parse(stdout)).steps.filter(({ op }) => op !== "same");
    const name = (urn: string) => urn.split("::").at(-1) ?? "";
    return {
      steps: changes.map(({ op, urn }) => `${op} ${name(urn)}`).sort(),
      differences: Object.fromEntries(
        changes.map(({ urn, detailedDiff }) => [name(urn), Object.keys(detailedDiff ?? {}).sort()]),
      ),
    };
  }

  async exportState(file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.succeed("stack", "export", "--file", file);
  }

  async importState(file: string): Promise<void> {
    await this.succeed("stack", "import", "--file", file);
  }
}

/** A home, a backend and a passphrase that are this test's own: whatever the shell says does not get in. */
function environment(folder: string): NodeJS.ProcessEnv {
  return childEnvironment(process.env, {
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${path.join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    DO_NOT_TRACK: "1",
  });
}
