import assert from "node:assert/strict";
import { DAILY_COST, faultsOf, testContext, testOf } from "./test-context";

const AT = "tests/alerts/a.yaml";

const file = (...lines: string[]) => ["alert: COST-001", ...lines].join("\n");
const TABLE = "tables: { system.billing.usage: [] }";
const CASE = "cases: [{ name: a, expect: OK }]";

describe("a file of tests", () => {
  const FAULTS: readonly (readonly [what: string, text: string, faults: readonly string[]])[] = [
    [
      "no YAML",
      "alert: [",
      ["1:9: is no YAML: Flow sequence in block collection must be sufficiently indented and end with a ]"],
    ],
    ["two of one key", file("alert: B", TABLE, CASE), ["2:1: is no YAML: Map keys must be unique"]],
    ["an empty file", "", ["1:1: the file NULL: must be a map with alert, tables and cases"]],
    [
      "unknown keys",
      file("clok: 1", TABLE, "cases: [{ nam: a, name: b, expect: OK }]"),
      ["2:1: clok is not known; did you mean clock?", "4:11: nam is not known; did you mean name?"],
    ],
    [
      "what is missing",
      "cases: [{ expect: {} }]",
      ["1:1: alert is required", "1:9: name is required", "1:19: state is required"],
    ],
    [
      "a state that is none",
      file(TABLE, "cases: [{ name: a, expect: FINE }]"),
      ['3:28: expect "FINE": must be one of OK, TRIGGERED, ERROR, or { state, value, told, subject, body }'],
    ],
    [
      "an alert that is none",
      "alert: COST-01\ntables: {}\ncases: [{ name: a, expect: OK }]",
      ["1:8: there is no alert COST-01; did you mean COST-001?"],
    ],
    [
      "a silence that the alert does not heed",
      file(
        TABLE,
        "cases: [{ name: a, silenced: true, expect: OK }]",
        "timeline: [{ at: 0m, silenced: false, expect: OK }, { at: 1h, silenced: yes, expect: OK }]",
      ),
      ['4:73: silenced "yes": must be true or false'],
    ],
    [
      "the same, once it can be read",
      file(TABLE, "cases: [{ name: a, silenced: true, expect: OK }]"),
      [
        "3:30: the alert heeds no row of alert_silences: set liveSilences to true, or test the row's own silenced_until by the clock",
      ],
    ],
    ["no test at all", file(TABLE), ["1:1: has neither cases nor a timeline: write one"]],
    [
      "a clock that is none",
      file("clock: tomorrow", TABLE, CASE),
      ["2:8: clock must be a moment, such as 2026-11-02T08:00:00Z"],
    ],
    [
      "a table that the query does not read",
      file("tables: { system.billing.usage: [], system.billing.prices: [] }", CASE),
      ["2:37: the alert's query reads no table system.billing.prices; did you mean system.billing.usage?"],
    ],
    [
      "a table that the query reads, and the file has not",
      file(CASE),
      ["1:1: the alert's query reads system.billing.usage: give it rows, or write system.billing.usage: []"],
    ],
    [
      "columns that are none",
      file("tables: { system.billing.usage: [{ usage_dat: -1 day }] }", CASE),
      ["2:36: system.billing.usage has no column usage_dat; did you mean usage_date?"],
    ],
    [
      "values that do not fit",
      file(
        "tables:",
        "  system.billing.usage:",
        "    - { usage_date: soon, usage_quantity: much, custom_tags: [a] }",
        "    - { usage_date: 2026-02-30, usage_metadata: { jobid: 7 }, product_features: { is_serverless: maybe } }",
        CASE,
      ),
      [
        '4:21: usage_date is "soon", and its type is date: write a moment (2026-11-02T08:00:00Z) or one counted from the clock (-1 day, -90 minutes)',
        '4:43: usage_quantity is "much", and its type is decimal(38,18): write a number',
        "4:62: custom_tags must be a map of names and values, since its type is map<string,string>",
        '5:21: usage_date is "2026-02-30", and its type is date: write a moment (2026-11-02T08:00:00Z) or one counted from the clock (-1 day, -90 minutes)',
        "5:49: usage_metadata has no field jobid; did you mean job_id?",
        '5:81: product_features is_serverless is "maybe", and its type is boolean: write true or false',
      ],
    ],
    [
      "a series that is none",
      file(
        "tables: { system.billing.usage: [{ series: { from: -1 day, to: -8 days, stop: 1 day } }] }",
        CASE,
      ),
      ["2:44: step must be a length of time, such as 1 day", "2:73: no key stop; did you mean step?"],
    ],
    [
      "a series without a row",
      file("tables: { system.billing.usage: [{ series: { from: 0h, to: -1 day, step: 1h } }] }", CASE),
      ["2:44: the series has no row: from must not be after to"],
    ],
    [
      "changes of what is not there",
      file(
        TABLE,
        "cases:",
        "  - { name: a, change: { usage_quantity: 1 }, expect: OK }",
        "  - { name: a, change: { system.billing.prices: { row: 1 } }, expect: OK }",
        "  - { name: b, tables: { system.billing.usage: [{}] }, change: { system.billing.usage: { row: 2, cloud: AWS } }, expect: OK }",
      ),
      [
        "4:24: system.billing.usage has no row whose cells could be others",
        "5:13: another case is called a, too: name it otherwise",
        "5:26: the alert's query reads no table system.billing.prices; did you mean system.billing.usage?",
        "6:95: row must be a number from 1 to 1, as the rows of system.billing.usage are written, or all",
      ],
    ],
    [
      "expectations that cannot be",
      file(
        TABLE,
        "cases: [{ name: a, expect: { state: TRIGGERED, told: [pager], subject: /(/ } }]",
        "timeline: [{ at: soon, expect: OK }, { at: 1h, expect: OK }, { at: 1h, expect: OK, told: [x] }]",
      ),
      [
        "3:55: the alert's row has no channel pager: there is finops_slack",
        "3:72: is no pattern: Invalid regular expression: /(/: Unterminated group",
        "4:18: at must be a time from the clock on, such as +24h",
        "4:68: at must be later than that of the step before",
        "4:91: the alert's row has no channel x: there is finops_slack",
      ],
    ],
    [
      "types that are none",
      file("schema: { system.billing.usage: { usage_date: dat } }", TABLE, CASE),
      ["2:47: dat is no type: write one such as string, decimal(38,18) or array<string>"],
    ],
  ];
  for (const [what, text, faults] of FAULTS) {
    it(`has a place for every fault: ${what}`, () => {
      const found = faultsOf(text).map((fault) => fault.slice(AT.length + 1));
      assert.deepEqual(found, faults);
    });
  }

  it("says why an alert cannot be tested whose row has a fault", () => {
    const context = testContext([{ ...DAILY_COST, threshold_operator: "=>" }]);
    assert.match(
      faultsOf(file(TABLE, CASE), context)[0] ?? "",
      /a\.yaml:1:8: the alert COST-001 cannot be read: threshold_operator "=>": Unsupported threshold_operator/,
    );
  });

  it("takes tables by their placeholders, and by what these stand for", () => {
    const row = {
      alert_query_template: "SELECT COUNT(*) AS total_cost FROM ${catalog}.${gold_schema}.fact_usage",
    };
    const schema = 'schema: { "${catalog}.${gold_schema}.fact_usage": { list_cost: double } }';
    for (const name of ["${catalog}.${gold_schema}.fact_usage", "health_monitor.gold.FACT_usage"]) {
      const test = testOf(file(schema, `tables: { "${name}": [{}] }`, CASE), testContext([row]));
      assert.deepEqual(
        [...(test.cases[0]?.situation.tables.keys() ?? [])],
        ["health_monitor.gold.fact_usage"],
      );
    }
    assert.deepEqual(
      faultsOf(file('tables: { "${catalog}.${gold_schema}.fact_usage": [{}] }', CASE), testContext([row])),
      [
        `${AT}:2:11: no schema of health_monitor.gold.fact_usage is recorded: write its columns under schema, or run ` +
          "npm run test:alerts -- --record-schemas where the table is",
      ],
    );
  });

  it("is not held up by aliases that stand for billions of values", () => {
    const bomb = [
      "a: &a [1,1,1,1,1,1,1,1,1]",
      ..."bcdefghi".split("").map((name, index) => {
        const inner = `*${"abcdefgh"[index]}`;
        return `${name}: &${name} [${Array.from({ length: 9 }, () => inner).join(",")}]`;
      }),
    ].join("\n");
    assert.match(faultsOf(bomb)[0] ?? "", /a\.yaml:1:1: Excessive alias count/);
  });
});
