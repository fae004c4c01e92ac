import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { bareStackFile } from "../bare-stack";
import { type AlertBody, Chance, generateAlerts, type Surroundings } from "../generated-alerts";
import { LocalStack } from "./local-stack";

const WithId = z.looseObject({ id: z.string() });

/** A stack beside alerts that somebody made by hand, and the folder that an import writes its file into. */
export class ImportStack {
  readonly stack: LocalStack;
  /** Settings of the stack. */
  readonly config: Record<string, string>;

  private constructor(stack: LocalStack, config: Record<string, string>) {
    this.stack = stack;
    this.config = config;
  }

  static async start(config: Record<string, string> = {}): Promise<ImportStack> {
    const stack = await LocalStack.deployed();
    const own = new ImportStack(stack, config);
    await mkdir(own.folder, { recursive: true });
    await copyFile("Pulumi.yaml", path.join(own.folder, "Pulumi.yaml"));
    await writeFile(path.join(own.folder, "Pulumi.dev.yaml"), bareStackFile());
    return own;
  }

  get folder(): string {
    return this.stack.stateDir("project");
  }

  get file(): string {
    return path.join(this.folder, "import/rows.yaml");
  }

  async make(body: AlertBody): Promise<string> {
    return WithId.parse(await this.stack.call("POST", "/api/2.0/alerts", body)).id;
  }

  /** `npm run import -- …`. */
  async run(...args: string[]) {
    const settings = Object.entries(this.config).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    return this.stack.command("import", [...args, ...settings], {}, this.folder);
  }

  /** A run that must succeed; what it printed. */
  async succeed(...args: string[]): Promise<string> {
    const { stdout, stderr, status } = await this.run(...args);
    assert.deepEqual([stderr, status], ["", 0], stdout);
    return stdout;
  }

  /** What a person writes for each blank. */
  async fillBlanks(): Promise<void> {
    const text = await readFile(this.file, "utf8");
    const filled = text
      .replaceAll(/agent_domain: "?\?"?.*/g, "agent_domain: COST")
      .replaceAll(/severity: "?\?"?.*/g, "severity: INFO")
      .replaceAll(/owner: "?\?"?.*/g, "owner: finops");
    await writeFile(this.file, filled);
  }

  /** Alerts with every field of the API, of a generator that knows nothing of rows. */
  async makeGenerated(count: number, seed: number): Promise<string[]> {
    const around: Surroundings = {
      warehouses: [this.stack.workspace.warehouseId, "0123456789abcdef"],
      folders: ["/Alerting", "/Alerting/deep", "/Users/ana@example.com"],
      destinations: [await this.#destination("Ops Slack"), await this.#destination("ops slack!")],
      users: ["local.user@example.com"],
    };
    const ids: string[] = [];
    for (const body of generateAlerts(count, new Chance(seed), around)) ids.push(await this.make(body));
    return ids;
  }

  async #destination(name: string): Promise<string> {
    const body = { display_name: name, config: { email: { addresses: ["ops@example.com"] } } };
    return WithId.parse(await this.stack.call("POST", "/api/2.0/notification-destinations", body)).id;
  }

  /** All alerts, as the workspace has them, without what an evaluation leaves. */
  async allAlerts(): Promise<unknown[]> {
    return this.stack.alerts();
  }
}
