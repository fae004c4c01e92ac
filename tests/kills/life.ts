import assert from "node:assert/strict";
import path from "node:path";
import { childEnvironment } from "databricks-local";
import { type RunCommand, type RunOptions, runStack } from "pulumi-local";
import type { CallCounts, KillCase, LifePlan, Phase } from "./kill-case";
import type { LifeRows } from "./life-rows";
import type { KillableWorkspace } from "./killable-workspace";
import { type KillOutcome, killRun } from "./kill-run";
import { BARE } from "../bare-stack";
import { STATELESS } from "../product-command";

const COMMANDS: Readonly<Record<Phase, RunCommand>> = { up: "up", change: "up", destroy: "destroy" };

interface Deployed {
  readonly id: string;
  readonly display_name: string;
  readonly query_text: string;
  readonly parent_path: string;
  readonly lifecycle_state: string;
}

export interface LifeResult {
  readonly kill: KillCase;
  readonly outcome: KillOutcome;
  /** What was wrong after the run that followed. */
  readonly fault?: string;
}

/** A few rows from their first deployment to the last, in a schema, a folder and a state of their own. */
export class Life {
  readonly #workspace: KillableWorkspace;
  readonly #name: string;
  readonly #folder: string;

  readonly #rows: LifeRows;

  constructor(workspace: KillableWorkspace, name: string, folder: string, rows: LifeRows) {
    this.#rows = rows;
    this.#workspace = workspace;
    this.#name = name;
    this.#folder = folder;
  }

  /** Without a kill: how many calls each run sends. */
  async countCalls(): Promise<CallCounts> {
    const counts = { up: 0, change: 0, destroy: 0 };
    for (const phase of ["up", "change", "destroy"] as const) {
      await this.#prepare(phase);
      await this.#workspace.clearLog();
      await this.#succeed(COMMANDS[phase]);
      counts[phase] = await this.#workspace.countCalls();
      await this.#check(phase);
    }
    return counts;
  }

  /** Kills as planned, each time runs again, and looks whether all is as if nothing had happened. */
  async live(plan: LifePlan): Promise<LifeResult[]> {
    const results: LifeResult[] = [];
    const last = plan.destroy ? 2 : plan.change ? 1 : 0;
    for (const phase of (["up", "change", "destroy"] as const).slice(0, last + 1)) {
      await this.#prepare(phase);
      const kill = plan[phase];
      const run = this.#options(COMMANDS[phase]);
      const outcome = kill && (await killRun(kill, run, this.#workspace));
      try {
        await this.#succeed(COMMANDS[phase]);
        if (kill) await this.#check(phase);
        if (kill && outcome) results.push({ kill, outcome });
      } catch (error) {
        if (!(error instanceof Error) || !kill || !outcome) throw error;
        return [...results, { kill, outcome, fault: error.message }];
      }
    }
    return results;
  }

  async #prepare(phase: Phase): Promise<void> {
    if (phase === "up") {
      const schema = `health_monitor.${this.#name}`;
      await this.#workspace.sql(`CREATE SCHEMA ${schema}`);
      await this.#workspace.sql(
        `CREATE VIEW ${schema}.fact_usage AS SELECT * FROM health_monitor.gold.fact_usage`,
      );
      await this.#workspace.call("POST", "/api/2.0/workspace/mkdirs", { path: this.#parentPath });
    }
    if (phase !== "change") return;
    for (const statement of this.#rows.changes(this.#table)) await this.#workspace.sql(statement);
  }

  async #succeed(command: RunCommand): Promise<void> {
    const { ok, diagnostics } = await this.#run(command);
    assert.deepEqual([ok, diagnostics.filter(({ severity }) => severity === "error")], [true, []]);
  }

  /** One alert for each row, the one that the row names; none besides; each can be evaluated; and nothing is left to do. */
  async #check(phase: Phase): Promise<void> {
    const { deployed, queries } = this.#rows;
    const expected = deployed[phase];
    const alerts = await this.#alerts();
    assert.deepEqual(alerts.map(({ display_name }) => display_name).sort(), Object.values(expected).sort());
    const rows = await this.#workspace.sql(
      "SELECT alert_id, databricks_alert_id, databricks_display_name, last_sync_error, " +
        `last_sync_status IN (${phase === "destroy" ? "'DELETED'" : "'CREATED', 'UPDATED', 'UNCHANGED'"}) AS is_true ` +
        `FROM ${this.#table} ORDER BY alert_id`,
    );
    const named = Object.keys(deployed[phase === "destroy" ? "change" : phase]).map((alertId) => {
      const name = expected[alertId];
      return {
        alert_id: alertId,
        databricks_alert_id: alerts.find(({ display_name }) => display_name === name)?.id ?? null,
        databricks_display_name: name ?? null,
        last_sync_error: null,
        is_true: "true",
      };
    });
    assert.deepEqual(rows, named);
    if (phase === "destroy") return;
    for (const [alertId, query] of Object.entries(queries[phase])) {
      const alert = alerts.find(({ display_name }) => display_name === expected[alertId]);
      assert.match(alert?.query_text ?? "", query);
      // What it reads and calls is there.
      const path = `/_local/alerts/${alert?.id ?? ""}/evaluate`;
      const said = (await this.#workspace.call("POST", path)) as { state: string; error?: string };
      assert.notEqual(said.state, "ERROR", `${alertId}: ${said.error}`);
    }
    const { steps } = await this.#run("preview");
    assert.deepEqual(
      steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${urn}`),
      [],
    );
  }

  async #alerts(): Promise<Deployed[]> {
    const alerts: Deployed[] = [];
    let token: string | undefined = "";
    // Lives that came before leave theirs.
    while (token !== undefined) {
      const answer = await this.#workspace.call("GET", `/api/2.0/alerts?page_size=100&page_token=${token}`);
      const page = answer as { alerts?: Deployed[]; next_page_token?: string };
      alerts.push(...(page.alerts ?? []));
      token = page.next_page_token;
    }
    return alerts.filter(
      ({ lifecycle_state, parent_path }) =>
        lifecycle_state === "ACTIVE" && parent_path === `/Workspace${this.#parentPath}`,
    );
  }

  /** In processes that stay for the next run: only what is to be killed needs processes of its own. */
  #run(command: RunCommand) {
    return runStack({ ...this.#options(command), keepProcesses: true, keepModules: STATELESS });
  }

  #options(command: RunCommand): RunOptions {
    return {
      command,
      projectDir: process.cwd(),
      stateDir: path.join(this.#folder, this.#name),
      childEnv: childEnvironment(process.env, this.#workspace.environment),
      config: { ...BARE, ...this.#rows.config, goldSchema: this.#name, parentPath: this.#parentPath },
      parallel: 8,
    };
  }

  get #parentPath(): string {
    return `/Alerting/${this.#name}`;
  }

  get #table(): string {
    return `health_monitor.${this.#name}.alert_configurations`;
  }
}
