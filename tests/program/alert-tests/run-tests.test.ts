import assert from "node:assert/strict";
import { SituationAsker } from "../../../alert-tests/run/ask-situations";
import { describeResults } from "../../../alert-tests/run/describe-results";
import { runTests } from "../../../alert-tests/run/evaluate-cases";
import { junitXml } from "../../../alert-tests/run/junit";
import { RowQueries } from "../../../rows/row-queries";
import { caseCount } from "../../generated/case-count";
import { DAILY_COST, testContext, testOf } from "../../unit/alert-tests/test-context";
import { useConnection } from "../review/use-connection";

const STORY = `
alert: COST-001
clock: 2026-11-02T08:00:00Z
tables:
  system.billing.usage:
    - { series: { from: -8 days, to: -2 days, step: 1 day }, usage_quantity: 60, usage_unit: DBU }
    - { usage_date: -1 day, usage_quantity: 79, usage_unit: DBU }
`;

describe("runTests", () => {
  const { connection, countStatements } = useConnection({ setup: [] });

  const asker = (timeoutMs = 30_000) =>
    new SituationAsker(new RowQueries(connection().sql), { timeoutMs, atOnce: 4 });
  const run = (text: string, context = testContext(), timeoutMs?: number) =>
    runTests([testOf(text, context)], asker(timeoutMs));
  const described = async (text: string, context = testContext(), timeoutMs?: number) =>
    describeResults(await run(text, context, timeoutMs), 1234);

  it("evaluates every case over its own rows, by one statement", async () => {
    countStatements();
    const results = await run(`${STORY}
cases:
  - { name: fires above the limit, expect: { state: TRIGGERED, value: 131.7 ± 0.1, told: [finops_slack], subject: /Daily cost spike/ } }
  - { name: silent at the limit, change: { usage_quantity: 78 }, expect: OK }
  - { name: no usage rows, empty: [system.billing.usage], expect: { state: OK, value: null } }
  - { name: other units do not count, change: { usage_unit: GB }, expect: { state: OK, value: null } }
`);
    assert.equal(
      describeResults(results, 1234),
      "COST-001 Daily cost spike: 4 passed\n4 tests of 1 alert: all passed, in 1.2 s.",
    );
    // The query is read, and run.
    assert.equal(countStatements(), 2);
  });

  it("shows what was expected, what came, the rows and the message", async () => {
    const results = await run(`${STORY}
cases:
  - { name: fires, expect: { state: TRIGGERED, value: 131, told: [], subject: /cheap/ } }
  - { name: silent, expect: OK }
`);
    assert.equal(
      describeResults(results, 1234),
      [
        "COST-001 Daily cost spike: 2 of 2 failed",
        "  failed: fires (tests/alerts/a.yaml:10)",
        "    value: expected 131, got 131.666667",
        "    told: expected nobody, got finops_slack",
        '    subject: expected /cheap/, got Alert "[WARNING] Daily cost spike" changed status to TRIGGERED',
        "    compared value: 131.666667",
        "    the query gave 1 row:",
        "      pct_of_baseline",
        "      131.666667",
        '    told finops_slack: Alert "[WARNING] Daily cost spike" changed status to TRIGGERED',
        "      <p>pct_of_baseline is above 130: the value is 131.666667.</p>",
        "  failed: silent (tests/alerts/a.yaml:11)",
        "    state: expected OK, got TRIGGERED",
        "    compared value: 131.666667",
        "    the query gave 1 row:",
        "      pct_of_baseline",
        "      131.666667",
        '    told finops_slack: Alert "[WARNING] Daily cost spike" changed status to TRIGGERED',
        "      <p>pct_of_baseline is above 130: the value is 131.666667.</p>",
        "2 tests of 1 alert: 2 failed, in 1.2 s.",
      ].join("\n"),
    );
    assert.match(
      junitXml(results, 1234),
      /<testsuites name="alerts" tests="2" failures="2" time="1\.234">\n {2}<testsuite name="COST-001 Daily cost spike" tests="2" failures="2" file="tests\/alerts\/a\.yaml">\n {4}<testcase name="fires" classname="COST-001" file="tests\/alerts\/a\.yaml" line="10">\n {6}<failure message="value: expected 131, got 131\.666667">/,
    );
  });

  it("lets the clock go on in a timeline, and counts what subscribers hear", async () => {
    const row = { ...DAILY_COST, retrigger_seconds: 3600, notify_on_ok: true };
    const text = `${STORY}
timeline:
  - { at: 0m, expect: TRIGGERED, told: 1 }
  - { at: +30m, expect: TRIGGERED, told: 0 }
  - { at: +1h, expect: TRIGGERED, told: [finops_slack] }
  - { at: +2h, change: { usage_quantity: 60 }, expect: OK, told: 1 }
  - { at: +24h, expect: { state: OK, value: null }, told: 0 }
`;
    assert.match(await described(text, testContext([row])), /: 5 passed\n/);
  });

  it("takes the steps of a timeline for checks, by the row's noise rule and its silence", async () => {
    const row = {
      ...DAILY_COST,
      fires_for: "2 in a row",
      recover_value_double: 50,
      silenced_until: "2025-03-29T00:00:00Z",
      silence_reason: "the source moves",
    };
    const text = `${STORY}
timeline:
  - { at: 0m, expect: OK, told: 0 }
  - { at: +30m, expect: TRIGGERED, told: 1 }
  - { at: +1h, change: { usage_quantity: 85 }, expect: TRIGGERED, told: 0 }
  - { at: +2h, change: { usage_quantity: 20 }, expect: OK, told: 1 }
cases:
  - { name: alone, expect: TRIGGERED }
  - { name: silenced, clock: 2025-03-28T10:00:00Z, expect: OK }
`;
    assert.match(await described(text, testContext([row])), /: 6 passed\n/);
  });

  it("takes a check for quiet where it says that a silence holds, and tells then what still fires", async () => {
    const row = { ...DAILY_COST, retrigger_seconds: 1, notify_on_ok: true };
    const text = `${STORY}
timeline:
  - { at: 0m, expect: TRIGGERED, told: 1 }
  - { at: +30m, silenced: true, expect: OK, told: 1 }
  - { at: +45m, silenced: true, expect: OK, told: 0 }
  - { at: +1h, silenced: false, expect: TRIGGERED, told: 1 }
cases:
  - { name: quiet, silenced: true, expect: OK }
  - { name: not quiet, expect: OK }
`;
    const words = await described(text, testContext([row], { liveSilences: true }));
    assert.match(words, /: 1 of 6 failed\n {2}failed: not quiet /);
  });

  it("evaluates at the clock of a case, where its rows lie as before it", async () => {
    const text = `${STORY}
cases:
  - { name: another day, clock: 2025-03-30T00:30:00Z, expect: { state: TRIGGERED, value: 131.67 ± 0.01 } }
`;
    assert.match(await described(text), /: 1 passed\n/);
  });

  it("takes a query that fails for ERROR, and asks for the others by themselves", async () => {
    const row = {
      alert_query_template:
        "SELECT CAST(sku_name AS INT) AS total_cost FROM system.billing.usage WHERE usage_date <= current_date()",
    };
    const text = `
alert: COST-001
tables: { system.billing.usage: [{ usage_date: 0 days, sku_name: "12" }] }
cases:
  - { name: a number, expect: { state: OK, value: 12 } }
  - { name: a text, change: { sku_name: "12 kg" }, expect: ERROR }
  - { name: a text again, change: { sku_name: much }, expect: OK }
`;
    const words = await described(text, testContext([row]));
    assert.match(
      words,
      /1 of 3 failed\n {2}failed: a text again .*\n {4}state: expected OK, got ERROR: \[CAST_INVALID_INPUT\]/,
    );
  });

  it("says why a query cannot be tested", async () => {
    const tested = async (query: string) => {
      const row = { alert_query_template: query };
      const text = "alert: COST-001\ntables: {}\ncases: [{ name: a, expect: OK }]";
      return /state: expected OK, got UNKNOWN: (.*)/.exec(await described(text, testContext([row])))?.[1];
    };
    assert.equal(
      await tested("SELECT rand() AS total_cost"),
      "Its query calls rand(), which is different each time.",
    );
    assert.equal(
      await tested("SELECT COUNT(*) AS total_cost FROM system.billing.usage VERSION AS OF 3"),
      "Its query reads another version of system.billing.usage.",
    );
    assert.equal(
      await tested("SELECT COUNT(*) AS total_cost FROM table_changes('main.gold.t', 1)"),
      "Its query reads what table_changes(…) gives, which is no table of a fixture.",
    );
  });

  it("ends a case that takes too long", async () => {
    const row = {
      alert_query_template:
        "SELECT COUNT(*) AS total_cost FROM range(10000000) a, range(10000000) b, system.billing.usage",
    };
    const text = "alert: COST-001\ntables: { system.billing.usage: [{}] }\ncases: [{ name: a, expect: OK }]";
    assert.match(
      await described(text, testContext([row]), 300),
      /state: expected OK, got UNKNOWN: the query had not ended in time and was cancelled/,
    );
  });

  it("sends no text of a file as anything but a text", async () => {
    const row = {
      alert_query_template:
        "SELECT sku_name AS total_cost, usage_metadata.job_name, custom_tags['a\\\\b'] AS tag FROM system.billing.usage",
      threshold_operator: "=",
      threshold_value_type: "STRING",
      threshold_value_string: "'); DROP TABLE x; --",
    };
    const text = `
alert: COST-001
tables:
  system.billing.usage:
    - { sku_name: "'); DROP TABLE x; --", usage_metadata: { job_name: "\\\\' \${x}" } }
cases:
  - { name: a quote, expect: { state: TRIGGERED, value: "'); DROP TABLE x; --" } }
  - { name: others, change: { sku_name: "\\\\\\n\\u0000é😀" }, expect: OK }
`;
    assert.match(await described(text, testContext([row])), /: 2 passed\n/);
  });

  it("runs many cases", async () => {
    const count = caseCount(1000);
    const cases = Array.from(
      { length: count },
      (_, index) =>
        `  - { name: case ${index}, change: { usage_quantity: ${index} }, expect: ${index > 78 ? "TRIGGERED" : "OK"} }`,
    );
    assert.match(
      await described(`${STORY}cases:\n${cases.join("\n")}\n`),
      new RegExp(`: ${count} passed\\n`),
    );
  }).timeout(120_000);
});
