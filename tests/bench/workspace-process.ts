import { attach, type LogEntry, runStatement, type WorkspaceAddress } from "databricks-local";
import { npmCommandLine } from "./command-line";
import { ProcessGroup } from "./process-group";
import { UsageSampler } from "./usage-sampler";

/** `npm run workspace` in a project folder: the runs find it there. */
export class WorkspaceProcess {
  readonly #group: ProcessGroup;

  private constructor(
    group: ProcessGroup,
    readonly address: WorkspaceAddress,
  ) {
    this.#group = group;
  }

  static async start(folder: string, signal: AbortSignal): Promise<WorkspaceProcess> {
    const group = new ProcessGroup(npmCommandLine("workspace"), folder, signal);
    try {
      await group.printed("Local workspace");
      const address = await attach(folder);
      if (address === undefined) throw new Error("the workspace started, and does not answer");
      const workspace = new WorkspaceProcess(group, address);
      // The folder of the alerts, which the measured program does not make.
      await workspace.#call("POST", "/api/2.0/workspace/mkdirs", { path: "/Alerting" });
      return workspace;
    } catch (error) {
      await group.stop();
      throw error;
    }
  }

  async sql(statement: string): Promise<void> {
    await runStatement(this.address, statement);
  }

  /** Milliseconds added to each REST call; the SQL driver's calls are not slowed. */
  async setLatency(latencyMs: number): Promise<void> {
    await this.#call("PUT", "/_local/latency", { latencyMs });
  }

  async clearLog(): Promise<void> {
    await this.#call("DELETE", "/_local/requests");
  }

  async log(): Promise<LogEntry[]> {
    return ((await this.#call("GET", "/_local/requests")) as { requests: LogEntry[] }).requests;
  }

  watch(): UsageSampler {
    return new UsageSampler(this.#group.pid);
  }

  stop(): Promise<void> {
    return this.#group.stop();
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.address.host + path, {
      method,
      headers: { authorization: `Bearer ${this.address.token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} failed: ${response.status} ${await response.text()}`);
    return response.json();
  }
}
