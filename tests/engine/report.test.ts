import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { insertRow } from "./alert-row";
import { LocalStack } from "./local-stack";
import { runJob } from "./run-job";

const HISTORY_JOB = "alerting_history_job";
const Report = z.object({
  version: z.literal(1),
  days: z.number(),
  totals: z.record(z.string(), z.number().nullable()),
  alerts: z.array(z.looseObject({ alert_id: z.string(), episodes: z.number(), judged: z.number() })),
  neverFired: z.array(z.looseObject({ alert_id: z.string() })),
  quiet: z.array(z.looseObject({ how: z.string(), alerts: z.array(z.string()) })),
  untestedAlerts: z.array(z.looseObject({ alert_id: z.string() })),
});

describe("npm run report", function () {
  this.timeout(180_000);
  let stack: LocalStack;
  let folder = "";
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "alert-report-"));
    stack = await LocalStack.deployed();
    await stack.sql("CREATE TABLE main.default.level AS SELECT 0 AS value");
    for (const [id, owner] of [
      ["R-1", "ana"],
      ["R-2", "ben"],
    ] as const) {
      await insertRow(stack, id, {
        alert_query_template: "'SELECT value FROM main.default.level'",
        threshold_value_double: id === "R-1" ? "5" : "500",
        owner: `'${owner}'`,
      });
    }
    await stack.succeed("up", { config: { jobs: "true" } });
  });
  after(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const report = async (...args: string[]) => {
    const { stdout, stderr, status } = await stack.command("report", ["--out", folder, ...args]);
    assert.deepEqual([stderr, status], ["", 0]);
    return stdout;
  };
  const asJson = async (...args: string[]) => Report.parse(JSON.parse(await report("--json", ...args)));
  const check = async (value: number) => {
    await stack.sql(`UPDATE main.\`default\`.level SET value = ${value}`);
    for (const name of ["[INFO] Alert R-1", "[INFO] Alert R-2"]) {
      const { id } = await stack.alert(name);
      await stack.call("POST", `/_local/alerts/${id}/evaluate`);
    }
  };
  const feedback = (...args: string[]) => stack.command("feedback", ["R-1", "--at", "last", ...args]);

  it("says on its first day what the rows say, and that nothing is known of what fired", async () => {
    const text = await report("--weekly");
    for (const line of [
      /^Alerts of the last 7 days, stack dev$/m,
      /^4 alerts are enabled: 1 WARNING, 3 INFO\.$/m,
      /^No check of these days is recorded, so that nothing is known of what fired\.$/m,
      /^What fired\n {2}Not known: no check of these days is recorded\.$/m,
      /^What was noise\n {2}Not judged: nobody said of an episode of these days what it was\.$/m,
      /^What takes longest\n {2}Not known: no recorded check says how long it took\.$/m,
    ])
      assert.match(text, line);
    assert.doesNotMatch(text, /\b0 %/);
  });

  it("counts what the history job recorded, and not as judged what nobody judged", async () => {
    await check(9);
    await check(9);
    await check(1);
    const { state, error } = await runJob(stack, HISTORY_JOB);
    assert.deepEqual([state, error], ["SUCCESS", undefined]);
    const text = await report();
    assert.match(text, /^1 episode of 1 alert; \d messages?\.$/m);
    assert.match(text, /^False positives: not judged\.$/m);
    assert.match(text, /^ {2}R-1 Alert R-1 +ana +INFO +1 .* not judged$/m);
    const { alerts, neverFired, quiet, untestedAlerts, totals, days } = await asJson();
    assert.deepEqual(
      alerts
        .filter(({ episodes }) => episodes > 0)
        .map(({ alert_id, episodes, judged }) => [alert_id, episodes, judged]),
      [["R-1", 1, 0]],
    );
    assert.ok(neverFired.some(({ alert_id }) => alert_id === "R-2"));
    assert.ok(!neverFired.some(({ alert_id }) => alert_id === "R-1"));
    assert.ok(quiet.some(({ how, alerts: ids }) => how === "paused" && ids.includes("COST-012")));
    assert.deepEqual(
      untestedAlerts.map(({ alert_id }) => alert_id),
      ["R-1", "R-2"],
    );
    assert.deepEqual([days, totals["judged"], totals["false_positive_pct"]], [7, 0, null]);
  });

  it("counts a judgement, and who said it has seen the firing", async () => {
    assert.equal(
      (await feedback("--acknowledge")).stdout.trimEnd().split("\n").at(-1),
      "1 firing acknowledged.",
    );
    assert.deepEqual((await asJson()).totals["acknowledged"], 1);
    await feedback("--false-positive");
    const { totals } = await asJson();
    assert.deepEqual(
      [totals["judged"], totals["false_positives"], totals["false_positive_pct"]],
      [1, 1, 100],
    );
    const text = await report("--days", "2");
    assert.match(text, /^False positives: 100 % of 1 judged\.$/m);
    assert.match(text, /^What was noise\n {2}alert .*\n {2}R-1 Alert R-1 +ana +1 +1 +0 /m);
  });

  it("writes itself as Markdown, as a page and as JSON, for nobody else to read", async () => {
    await report();
    const markdown = readFileSync(path.join(folder, "report.md"), "utf8");
    assert.match(markdown, /^## Alerts of the last 7 days, stack dev$/m);
    assert.match(markdown, /^### What was noise\n\nEpisodes that people judged/m);
    assert.match(markdown, /^\| R-1 Alert R-1 \| ana \| 1 \| 1 \| 0 \| /m);
    assert.match(readFileSync(path.join(folder, "report.html"), "utf8"), /<h2>What was noise<\/h2>/);
    Report.parse(JSON.parse(readFileSync(path.join(folder, "report.json"), "utf8")));
  });

  it("refuses days that are none, and both of two", async () => {
    const refusal = async (...args: string[]) => (await stack.command("report", args)).stderr.trimEnd();
    assert.match(await refusal("--days", "0"), /It must be a number of days from 1 to 366\.$/);
    assert.match(await refusal("--weekly", "--days", "2"), /'--weekly' cannot be used with option '--days/);
  });
});
