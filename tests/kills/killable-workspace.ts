import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  attach,
  clientEnvironment,
  type FaultInput,
  type LogEntry,
  runStatement,
  type WorkspaceAddress,
} from "databricks-local";
import { firstOutput, startCommand } from "databricks-local/testing/run-command";
import { SAMPLE } from "../sample";

const TOKEN = "dapi-of-the-kills";

type Cells = Record<string, string | null>;

/** A local workspace in a process of its own, which may end at any moment and is started again on what it kept. */
export class KillableWorkspace {
  readonly #folder: string;
  #running: Running;

  private constructor(folder: string, running: Running) {
    this.#folder = folder;
    this.#running = running;
  }

  static async start(folder: string): Promise<KillableWorkspace> {
    return new KillableWorkspace(folder, await startIn(folder));
  }

  get environment(): Record<string, string> {
    return clientEnvironment(this.#running.address);
  }

  /** Whether it was dead, and lives again. */
  async revive(): Promise<boolean> {
    const { exitCode, signalCode } = this.#running.process;
    if (exitCode === null && signalCode === null) return false;
    this.#running = await startIn(this.#folder);
    return true;
  }

  async stop(): Promise<void> {
    const ended = once(this.#running.process, "exit");
    this.#running.process.kill("SIGINT");
    await ended;
  }

  addFault(fault: FaultInput): Promise<unknown> {
    return this.call("POST", "/_local/faults", { faults: [fault] });
  }

  /** Forgets the faults, and lets go on whatever they hold. */
  clearFaults(): Promise<unknown> {
    return this.call("DELETE", "/_local/faults");
  }

  /** Whether a call is held, waiting for one a little. */
  async isHolding(): Promise<boolean> {
    const { held } = (await this.call("GET", "/_local/held?waitSeconds=1")) as { held: unknown[] };
    return held.length > 0;
  }

  /** How many calls came since the log was cleared, those aside that ask whether a statement has ended. */
  async countCalls(): Promise<number> {
    const { requests } = (await this.call("GET", "/_local/requests")) as { requests: LogEntry[] };
    return requests.filter(
      (entry) =>
        entry.kind === "request" &&
        entry.operation !== "GetOperationStatus" &&
        !entry.path.startsWith("/_local"),
    ).length;
  }

  clearLog(): Promise<unknown> {
    return this.call("DELETE", "/_local/requests");
  }

  async sql(statement: string): Promise<Cells[]> {
    const { columns, rows } = await runStatement(this.#running.address, statement);
    return rows.map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])),
    );
  }

  async call(method: string, path: string, body?: object): Promise<unknown> {
    const { host, token } = this.#running.address;
    const response = await fetch(host + path, {
      method,
      // A connection to a process that was killed serves no call to the next one.
      headers: { authorization: `Bearer ${token}`, connection: "close" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

interface Running {
  readonly process: ReturnType<typeof startCommand>;
  readonly address: WorkspaceAddress;
}

async function startIn(folder: string): Promise<Running> {
  const setup = SAMPLE.map((script) => resolve(script));
  await writeFile(join(folder, "package.json"), JSON.stringify({ "databricks-local": { setup } }));
  const process = startCommand(folder, ["start", "--token", TOKEN]);
  await firstOutput(process);
  const address = await attach(folder);
  if (address === undefined) throw new Error("the workspace started, and does not answer");
  return { process, address };
}
