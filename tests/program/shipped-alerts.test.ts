import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningWorkspace, startWorkspace } from "databricks-local";
import { alertBody } from "../../databricks/alert-json";
import { SAMPLE, SYSTEM_SAMPLE } from "../sample";
import { planShipped } from "../shipped-packs";

const WAREHOUSE = "10ca1f0000000001";
/** A Monday afternoon: alerts on weeks and on yesterday have run. */
const NOW = new Date("2026-11-23T15:00:00Z");
const { packs, packed, plan } = planShipped(WAREHOUSE);

/** Those that the sample is made to show. */
const FIRE: Readonly<Record<string, number>> = {
  "COST-001": 168.3,
  "COST-005": 555.26,
  "PERF-005": 79,
  "QUAL-002": 3,
  "QUAL-003": 11,
  "REL-003": 5,
  "SEC-005": 36_500,
};

interface Answer {
  readonly status: { readonly state: string; readonly error?: { readonly message: string } };
  readonly result?: { readonly data_array?: readonly (readonly (string | null)[])[] };
}

describe("The shipped alerts on the sample of a local workspace", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "shipped-alerts-"));
  let workspace: RunningWorkspace;
  before(async () => {
    workspace = await startWorkspace({ dataDir, setup: SYSTEM_SAMPLE, now: NOW });
    await ask("CREATE TABLE main.default.anything (n INT)");
  });
  after(async () => {
    await workspace.stop();
    rmSync(dataDir, { recursive: true });
  });

  async function post<Content>(path: string, body: unknown = {}): Promise<Content> {
    const headers = { authorization: `Bearer ${workspace.token}` };
    const response = await fetch(`${workspace.host}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    return (await response.json()) as Content;
  }

  /** Rejects with what the warehouse says against it. */
  async function ask(statement: string) {
    const answer = await post<Answer>("/api/2.0/sql/statements", { statement, warehouse_id: WAREHOUSE });
    assert.equal(answer.status.state, "SUCCEEDED", `${answer.status.error?.message ?? ""}\n${statement}`);
    return answer.result?.data_array ?? [];
  }

  it("fire where the sample is made to, and nowhere else", async () => {
    const fired: Record<string, number> = {};
    for (const { alertId, definition } of plan.alerts) {
      const { id } = await post<{ readonly id: string }>("/api/2.0/alerts", alertBody(definition));
      const entry = await post<{ readonly state: string; readonly value?: string; readonly error?: string }>(
        `/_local/alerts/${id}/evaluate`,
      );
      assert.notEqual(entry.state, "ERROR", `${alertId}: ${entry.error ?? ""}`);
      if (entry.state === "TRIGGERED") fired[alertId] = Number(entry.value);
    }
    assert.deepEqual(fired, FIRE);
  });

  for (const { alertId } of packed) {
    it(`have a first look that can be run: ${alertId}`, async () => {
      const page = readFileSync(`docs/runbooks/${alertId}.md`, "utf8");
      const [, sql = ""] = /```sql\n(.+?)\n```/s.exec(page) ?? [];
      await ask(sql.replaceAll(/<\w+>/g, "main.default.anything"));
    });
  }

  it("read tables that are in the package's setup, and have the documented columns", async () => {
    const { "databricks-local": project } = JSON.parse(readFileSync("package.json", "utf8")) as {
      "databricks-local": { setup: string[] };
    };
    assert.deepEqual(project.setup, [...SAMPLE, ...SYSTEM_SAMPLE]);
    const schemas = JSON.parse(readFileSync("packs/schemas.json", "utf8")) as Record<
      string,
      Record<string, string>
    >;
    for (const table of new Set(packs.flatMap(({ needs }) => needs))) {
      const columns = await ask(`DESCRIBE TABLE ${table}`);
      assert.deepEqual(
        Object.fromEntries(columns.map(([name, type]) => [name, type])),
        schemas[table],
        table,
      );
    }
  });
});
