import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { makeProjectFolder } from "../project-folder";
import { type AlertBody, Chance, generateAlerts, type Surroundings } from "../generated-alerts";
import { LocalStack, stepsOf } from "./local-stack";

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
    await makeProjectFolder(own.folder);
    // Packs of its own.
    await rm(path.join(own.folder, "packs"));
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
      destinations: [await this.destination("Ops Slack"), await this.destination("ops slack!")],
      users: ["local.user@example.com"],
    };
    const ids: string[] = [];
    for (const body of generateAlerts(count, new Chance(seed), around)) ids.push(await this.make(body));
    return ids;
  }

  async destination(name: string): Promise<string> {
    const body = { display_name: name, config: { email: { addresses: ["ops@example.com"] } } };
    return WithId.parse(await this.stack.call("POST", "/api/2.0/notification-destinations", body)).id;
  }

  /** An alert of the first version, and the saved query that it asks, with more of it. */
  async makeLegacy(name: string, more: AlertBody = {}): Promise<string> {
    const { warehouseId: warehouse_id } = this.stack.workspace;
    const query = { display_name: name, query_text: "SELECT 6 AS value;", warehouse_id, ...more };
    const { id: query_id } = WithId.parse(await this.stack.call("POST", "/api/2.0/sql/queries", { query }));
    const condition = {
      op: "GREATER_THAN",
      operand: { column: { name: "value" } },
      threshold: { value: { double_value: 5 } },
    };
    const alert = { display_name: name, query_id, condition, seconds_to_retrigger: 3600, notify_on_ok: true };
    return WithId.parse(await this.stack.call("POST", "/api/2.0/sql/alerts", { alert })).id;
  }

  /** All alerts, each with all that the workspace says of it. */
  allAlerts(): Promise<unknown[]> {
    return this.stack.alerts();
  }
}

/**
 * Imports generated alerts: each of them, but what an up takes in no folder that is not its own, becomes a row; nothing is written to
 * any; and the preview after the first up is empty, with a refresh in between, too.
 */
export async function generatedAlertsImport(
  own: ImportStack,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<void> {
  const { config, stack } = own;
  const ids = await own.makeGenerated(count, seed);
  const before = await own.allAlerts();
  const plan = Plan.parse(JSON.parse(await own.succeed("plan", "--json")));
  assert.deepEqual([...plan.rows, ...plan.left].map(({ databricksAlertId: id }) => id).sort(), ids.sort());
  for (const { why } of plan.left) assert.match(why, /^has a query that is none/);
  assert.deepEqual(
    plan.rows.filter(({ changes }) => changes.length > 0),
    [],
  );
  assert.ok(plan.rows.length >= count * 0.85, `${plan.rows.length} of ${count}`);

  await own.fillBlanks();
  await own.succeed("apply");
  const { diagnostics } = await stack.succeed("preview", { config });
  const said = [...diagnostics.map(({ message }) => message), ...stack.printed].filter((line) =>
    line.includes("takes over alert"),
  );
  assert.equal(said.length, plan.rows.length);
  assert.deepEqual(
    said.filter((line) => !line.endsWith(" as it is")),
    [],
  );
  await stack.succeed("up", { config });
  assert.deepEqual(stack.alertWrites, []);
  assert.deepEqual(stepsOf(await stack.succeed("preview", { config })), []);
  await stack.succeed("refresh", { config });
  assert.deepEqual(stepsOf(await stack.succeed("preview", { config })), []);
  assert.deepEqual(await own.allAlerts(), before);
}

const Plan = z.object({
  rows: z.array(z.object({ databricksAlertId: z.string(), changes: z.array(z.string()) })),
  left: z.array(z.object({ databricksAlertId: z.string(), why: z.string() })),
});
