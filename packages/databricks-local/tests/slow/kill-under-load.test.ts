import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alertBody } from "../alert-body";
import { call, asJson, type Json } from "../call";
import { firstOutput, startCommand } from "../run-command";

const SEED = 20261124;
const KILLS = 6;
const TOKEN = "dapi-kill";
/** Two statements to a transaction: neither may be there without the other. */
const MERGE = (number: number) =>
  `MERGE INTO main.default.kept t USING (SELECT ${number} AS id UNION ALL SELECT ${-number}) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)`;

/** Numbers from 0 to 1 that are the same at every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the clients were told, over all kills. */
interface Confirmed {
  /** Alert → its name. */
  readonly alerts: Map<string, string>;
  readonly purged: Set<string>;
  readonly merged: Set<number>;
  /** Evaluation → its entry. */
  readonly evaluations: Map<string, Json>;
}

describe("A workspace that is killed under load", () => {
  let dir = "";
  before(() => {
    dir = mkdtempSync(join(tmpdir(), "kill-load-"));
  });
  let killLast = () => Promise.resolve();
  after(async () => {
    await killLast();
    rmSync(dir, { recursive: true, force: true });
  });

  async function start() {
    const child = startCommand(dir, ["start", "--token", TOKEN, "--alert-quota", "100000"]);
    const host = /http:\/\/127\.0\.0\.1:\d+/.exec(await firstOutput(child))?.[0] ?? "";
    let answers = 0;
    let tell = () => undefined;
    let awaited = Infinity;
    /** Settles with that many answers to come. */
    const answered = (count: number) =>
      new Promise<void>((resolve) => {
        awaited = answers + count;
        tell = () => void resolve();
      });
    const ask = async (method: string, path: string, body?: unknown) => {
      const answer = await call(host, method, path, body, TOKEN);
      if ((answers += 1) >= awaited) tell();
      assert.equal(answer.status, 200, `${method} ${path}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    };
    const sql = async (statement: string) => {
      const body = await ask("POST", "/api/2.0/sql/statements", {
        statement,
        warehouse_id: "10ca1f0000000001",
      });
      assert.equal(asJson(body.status).state, "SUCCEEDED", JSON.stringify(body.status));
      const rows = asJson(body.result).data_array ?? [];
      assert.ok(Array.isArray(rows));
      return rows.map((row: unknown) => (Array.isArray(row) ? row.map(String) : []));
    };
    const ended = once(child, "exit");
    const kill = async () => {
      child.kill("SIGKILL");
      await ended;
    };
    killLast = kill;
    return { ask, sql, kill, answered };
  }
  type Client = Awaited<ReturnType<typeof start>>;

  let last = 0;
  /** Writes until the workspace is gone. An answer that is no good fails the test; none at all is the kill. */
  async function load({ ask, sql }: Client, isOver: () => boolean, confirmed: Confirmed) {
    const alertWriter = async () => {
      const name = `alert ${(last += 1)}`;
      const id = String((await ask("POST", "/api/2.0/alerts", alertBody({ display_name: name }))).id);
      confirmed.alerts.set(id, name);
      const renamed = `${name}, renamed`;
      await ask("PATCH", `/api/2.0/alerts/${id}?update_mask=display_name`, { display_name: renamed });
      confirmed.alerts.set(id, renamed);
      const entry = await ask("POST", `/_local/alerts/${id}/evaluate`);
      confirmed.evaluations.set(String(entry.evaluation_id), entry);
      if (last % 3 !== 0) return;
      confirmed.alerts.delete(id);
      await ask("DELETE", `/api/2.0/alerts/${id}?purge=true`);
      confirmed.purged.add(id);
    };
    const sqlWriter = async () => {
      const number = (last += 1);
      await sql(MERGE(number));
      confirmed.merged.add(number);
    };
    const forEver = async (work: () => Promise<void>) => {
      for (;;) {
        try {
          await work();
        } catch (error) {
          if (!isOver() || error instanceof assert.AssertionError) throw error;
          return;
        }
      }
    };
    await Promise.all([alertWriter, alertWriter, sqlWriter].map(forEver));
  }

  async function check({ ask, sql }: Client, { alerts, purged, merged, evaluations }: Confirmed) {
    for (const [id, name] of alerts) {
      const alert = await ask("GET", `/api/2.0/alerts/${id}`);
      // The rename that was on its way may have been done.
      assert.ok([name, `${name}, renamed`].includes(String(alert.display_name)), `${id}: ${name}`);
    }
    const changes = "SELECT alert_id, count(delete_time) FROM system.alert.alerts GROUP BY alert_id";
    const ends = new Map((await sql(changes)).map(([id, count]) => [id, count]));
    for (const id of alerts.keys()) assert.equal(ends.get(id), "0");
    for (const id of purged) assert.equal(ends.get(id), "1");
    const rows = await sql("SELECT id FROM main.default.kept WHERE id > 0 ORDER BY id");
    assert.deepEqual(await sql("SELECT -id FROM main.default.kept WHERE id < 0 ORDER BY 1"), rows);
    const kept = new Set(rows.map(([id]) => Number(id)));
    assert.deepEqual(
      [...merged].filter((number) => !kept.has(number)),
      [],
    );
    const history = "SELECT alert_run_id, evaluated_state FROM system.alert.alert_evaluation_history";
    const states = new Map((await sql(history)).map(([id, state]) => [id, state]));
    for (const [id, { state }] of evaluations) assert.equal(states.get(id), state);
  }

  it("has everything that it confirmed and nothing half, however often and whenever it is killed", async function () {
    // Seven starts of a process are 20 seconds of work for the processor.
    this.timeout(180_000);
    const random = seeded(SEED);
    const confirmed: Confirmed = {
      alerts: new Map(),
      purged: new Set(),
      merged: new Set(),
      evaluations: new Map(),
    };
    let client = await start();
    await client.sql("CREATE TABLE main.default.kept (id BIGINT)");
    for (let kill = 0; kill < KILLS; kill += 1) {
      let isOver = false;
      const running = load(client, () => isOver, confirmed);
      await Promise.race([running, client.answered(10 + Math.floor(random() * 40))]);
      isOver = true;
      await client.kill();
      await running;
      client = await start();
      await check(client, confirmed);
    }
    assert.ok(confirmed.alerts.size > 5 && confirmed.purged.size > 1, "the load was too light to tell");
    assert.ok(confirmed.merged.size > 5 && confirmed.evaluations.size > 5, "the load was too light to tell");
  });
});
