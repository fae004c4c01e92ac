import assert from "node:assert/strict";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { createAlert, insertRow, TABLE } from "../engine/alert-row";
import { ImportStack } from "../engine/import-stack";
import type { CommandCase } from "./command-cases";
import { type CommandLine, countPoints, describePoint, killCommand, type KillPoint } from "./kill-command";

const DESTINATIONS = "health_monitor.gold.notification_destinations";
const Folders = z.object({ objects: z.array(z.object({ path: z.string() })).default([]) });
const Legacy = z.object({
  results: z.array(z.looseObject({ display_name: z.string(), lifecycle_state: z.string() })).default([]),
});
const CONFIG = { adoptForeign: "true", allowedWarehouses: "0123456789abcdef" };
/** Two imports: of alerts with anything that the API has, and of such as a pack can say. */
const ANY = "planned-any";
export const PLAIN = "planned-plain";
/** Rows that take the place of legacy alerts. */
const RETIRED = ["RETIRED-1", "RETIRED-2"];

const TEAM = `pack: team
version: 1.0.0
description: What the team has already.
alerts:
  - id: TEAM-001
    name: Of the team
    agent_domain: COST
    severity: INFO
    owner: finops
    query: of-the-team.sql
    condition: value > 1
    schedule: daily 08:00
    timezone: UTC
`;

/** A stack beside alerts that somebody made by hand, which is the same before each command. */
export class CommandBench {
  private constructor(readonly own: ImportStack) {}

  static async start(): Promise<CommandBench> {
    const own = await ImportStack.start({ ...CONFIG });
    const bench = new CommandBench(own);
    const mail = await own.destination("Mail");
    await own.stack.sql(
      `INSERT INTO ${DESTINATIONS} (destination_id, destination_name, destination_type, databricks_destination_id, owner, created_by) ` +
        `VALUES ('ops_mail', 'Mail', 'EMAIL', '${mail}', 'me', 'me')`,
    );
    for (const alertId of RETIRED) await insertRow(own.stack, alertId);
    await own.stack.succeed("up", { config: own.config });
    await own.makeGenerated(6, 3);
    for (const name of ["P1 failed jobs", "Slow queries"]) await own.makeLegacy(name);
    await bench.#plan(ANY);
    for (const name of ["Daily cost", "Daily cost!", "Tags"])
      await createAlert(own.stack, name, "/Alerting/team");
    await bench.#plan(PLAIN, "--folder", "/Alerting/team");
    return bench;
  }

  stop(): Promise<void> {
    return this.own.stack.stop();
  }

  /** What the command comes to without a kill, and how many points it could be killed at. */
  async undisturbed(each: CommandCase) {
    await this.#reset(each);
    const points = await countPoints(this.own.stack, this.#lineOf(each));
    return { points, expected: await this.#snapshot() };
  }

  /**
   * Kills the command there, runs it again, and asserts that all is as if nothing had happened.
   *
   * @returns whether it came to the kill before it ended
   */
  async survives(each: CommandCase, point: KillPoint, expected: unknown): Promise<boolean> {
    const line = this.#lineOf(each);
    const [name = "", ...args] = line.args;
    await this.#reset(each);
    if (!(await killCommand(this.own.stack, line, point))) return false;
    const { status, stderr } = await this.own.stack.command(name, args, {}, line.folder);
    const said = `killed ${describePoint(point)}: ${stderr}`;
    assert.equal(status, 0, said);
    assert.deepEqual(await this.#snapshot(), expected, said);
    return true;
  }

  /** Everything as it was before the command. */
  async #reset({ prepare }: CommandCase): Promise<void> {
    const { own } = this;
    for (const table of [TABLE, DESTINATIONS])
      await own.stack.sql(`DELETE FROM ${table} WHERE created_by = 'local.user@example.com'`);
    await own.stack.sql(`UPDATE ${DESTINATIONS} SET last_test_status = NULL`);
    await this.usePlanned(ANY);
    await prepare?.(this);
  }

  async usePlanned(name: string): Promise<void> {
    await this.removeFiles();
    await cp(this.own.stack.stateDir(name), path.dirname(this.own.file), { recursive: true });
  }

  /** A pack that the stack takes, and that has an alert already. */
  async makePack(): Promise<void> {
    await this.usePlanned(PLAIN);
    const folder = path.join(this.own.folder, "packs/team");
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "pack.yaml"), TEAM);
    await writeFile(path.join(folder, "of-the-team.sql"), "SELECT 1 AS value\n");
  }

  async removeFiles(): Promise<void> {
    for (const name of ["import", "packs"])
      await rm(path.join(this.own.folder, name), { recursive: true, force: true });
  }

  async makeRetired(): Promise<void> {
    for (const alertId of RETIRED) {
      const id = await this.own.makeLegacy(`Legacy of ${alertId}`);
      await this.own.stack.sql(
        `UPDATE ${TABLE} SET tags = map('legacy_alert', '${id}') WHERE alert_id = '${alertId}'`,
      );
    }
  }

  /** All that such a command could leave behind, times left out. */
  async #snapshot(): Promise<unknown> {
    const { stack, folder } = this.own;
    const rows = async (table: string, key: string) =>
      (await stack.sql(`SELECT * FROM ${table} ORDER BY ${key}`)).map((row) =>
        Object.fromEntries(
          Object.entries(row).filter(
            ([column]) => !column.endsWith("_at") && (column !== "tags" || row["created_by"] !== "me"),
          ),
        ),
      );
    const legacy = Legacy.parse(await stack.call("GET", "/api/2.0/sql/alerts?page_size=100")).results;
    return {
      rows: await rows(TABLE, "alert_id"),
      destinations: await rows(DESTINATIONS, "destination_id"),
      alerts: await stack.alerts(),
      folders: Folders.parse(await stack.call("GET", "/api/2.0/workspace/list?path=/Alerting")).objects,
      legacy: legacy
        .filter(({ lifecycle_state: state }) => state === "ACTIVE")
        .map(({ display_name: name }) => name)
        .sort(),
      files: Object.fromEntries([
        ...(await filesIn(path.join(folder, "import"))),
        ...(await filesIn(path.join(folder, "packs"))),
      ]),
    };
  }

  #lineOf({ args, config = {} }: CommandCase): CommandLine {
    const settings = Object.entries({ ...this.own.config, ...config });
    return {
      args: [...args, ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
      folder: this.own.folder,
    };
  }

  async #plan(name: string, ...args: readonly string[]): Promise<void> {
    const { own } = this;
    await this.removeFiles();
    await own.succeed("plan", ...args);
    await own.fillBlanks();
    await cp(path.dirname(own.file), own.stack.stateDir(name), { recursive: true });
  }
}

/** File → text, of all below the folder. */
async function filesIn(folder: string): Promise<[string, string][]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(
    files
      .sort()
      .map(async (file) => [path.relative(path.dirname(folder), file), await readFile(file, "utf8")]),
  );
}
