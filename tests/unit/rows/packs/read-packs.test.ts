import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readPacks } from "../../../../rows/packs/read-packs";
import { describeFaults } from "../../../../rows/packs/yaml-file";
import { assertIsFile } from "../../alerting/golden-file";

const BAD = join(__dirname, "../../../testdata/packs/bad");

const PACK = `pack: cost
version: 1.4.0
needs: [system.billing.usage]
parameters:
  max_pct: { type: DOUBLE, default: 150, min: 100, unit: "%", why: day against the mean of the 7 days before }
  floor: { type: INT, default: -5, why: less is noise }
  product: { type: STRING, default: "JOB'S", why: whose cost }
  limit: { type: DOUBLE, default: "\${max_pct}", why: the same }
defaults:
  agent_domain: COST
  owner: finops
  channels: [default_email]
  schedule: daily 08:00
  timezone: UTC
alerts:
  - id: COST-001
    name: Daily cost above \${max_pct} %
    severity: WARNING
    query: spike.sql
    condition: pct_of_baseline > \${limit}
    runbook: docs/COST-001.md
    tags: { team: finops }
  - id: COST-002
    name: Off
    severity: INFO
    query: spike.sql
    condition: MAX(x) IS NULL
    enabled: false
    schedule: 0 0 9 * * ?
    subject: "{{ALERT_NAME}} \${product}"
    runbook: https://wiki.example.com/COST-002
`;

const OVERRIDES = `# Prod pays more.
cost:
  parameters:
    max_pct: { value: 200, because: month ends are dear }
  alerts:
    COST-002:
      enabled: { value: true, because: wanted here }
`;

describe("packs in a project's folder", () => {
  let root: string;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "packs-"));
    write("packs/cost/pack.yaml", PACK);
    write(
      "packs/cost/spike.sql",
      "SELECT ${max_pct} / ${floor} FROM ${catalog}.t WHERE product = ${product}\n",
    );
    write("docs/COST-001.md", "");
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("say silences, of one alert and of all", () => {
    const silence = "  silenced_until: 2026-12-31T00:00:00Z\n  silence_reason: year's end\n";
    const own = "    severity: INFO\n    silenced_until: 2026-11-30\n";
    write(
      "packs/cost/pack.yaml",
      PACK.replace("defaults:\n", `defaults:\n${silence}`).replace("    severity: INFO\n", own),
    );
    const { packs, faults } = readPacks(root, {
      names: ["cost"],
      stack: "dev",
      runbookBaseUrl: "https://x.example",
    });
    assert.deepEqual(faults, []);
    assert.deepEqual(
      packs[0]?.alerts.map(({ cells }) => [cells.silenced_until, cells.silence_reason]),
      [
        ["2026-12-31T00:00:00Z", "year's end"],
        ["2026-11-30", "year's end"],
      ],
    );
  });

  it("become the cells that their rows say", () => {
    const base = { names: ["cost"], stack: "dev", runbookBaseUrl: "https://example.com/alerts" };
    const { packs, faults, available } = readPacks(root, base);
    assert.deepEqual([faults, available], [[], ["cost"]]);
    const [pack] = packs;
    assert.deepEqual(
      [...(pack?.values ?? [])],
      [
        ["max_pct", 150],
        ["floor", -5],
        ["product", "JOB'S"],
        ["limit", 150],
      ],
    );
    assert.deepEqual(
      pack?.alerts.map(({ cells }) => cells),
      [
        {
          alert_id: "COST-001",
          alert_name: "Daily cost above 150 %",
          agent_domain: "COST",
          severity: "WARNING",
          alert_query_template:
            "SELECT 150 / (-5) FROM ${catalog}.t WHERE product = ('JOB' || chr(39) || 'S')\n",
          threshold_column: "pct_of_baseline",
          threshold_operator: ">",
          threshold_value_type: "DOUBLE",
          threshold_value_double: 150,
          aggregation_type: "NONE",
          schedule_cron: "0 0 8 * * ?",
          schedule_timezone: "UTC",
          notification_channels: ["default_email"],
          owner: "finops",
          runbook_url: "https://example.com/alerts/docs/COST-001.md",
          tags: { team: "finops" },
        },
        {
          alert_id: "COST-002",
          alert_name: "Off",
          agent_domain: "COST",
          severity: "INFO",
          alert_query_template:
            "SELECT 150 / (-5) FROM ${catalog}.t WHERE product = ('JOB' || chr(39) || 'S')\n",
          threshold_column: "x",
          threshold_operator: "IS NULL",
          aggregation_type: "MAX",
          schedule_cron: "0 0 9 * * ?",
          schedule_timezone: "UTC",
          is_enabled: false,
          notification_channels: ["default_email"],
          custom_subject_template: "{{ALERT_NAME}} JOB'S",
          use_custom_template: true,
          owner: "finops",
          runbook_url: "https://wiki.example.com/COST-002",
        },
      ],
    );
  });

  it("are what the stack says otherwise, which is remembered with its reason and place", () => {
    write("packs/overrides/prod.yaml", OVERRIDES);
    const { packs, faults } = readPacks(root, { names: ["cost"], stack: "prod" });
    assert.deepEqual(faults, []);
    const [first, second] = packs[0]?.alerts ?? [];
    assert.equal(first?.cells.threshold_value_double, 200);
    assert.equal(first.cells.alert_name, "Daily cost above 200 %");
    assert.equal("runbook_url" in first.cells, false);
    assert.equal(second?.cells.is_enabled, true);
    assert.deepEqual([...second.because], [["enabled", "wanted here"]]);
    assert.deepEqual(second.placeOf("is_enabled"), {
      file: "packs/overrides/prod.yaml",
      line: 7,
      column: 25,
    });
    assert.deepEqual(second.placeOf("schedule_cron"), { file: "packs/cost/pack.yaml", line: 29, column: 15 });
    assert.deepEqual(first.placeOf("schedule_cron"), { file: "packs/cost/pack.yaml", line: 13, column: 13 });
    assert.deepEqual(first.placeOf("alert_query_template"), {
      file: "packs/cost/spike.sql",
      line: 1,
      column: 1,
    });
    assert.deepEqual(first.placeOf("created_by"), first.place);
  });

  it("are without it what they are to their tests, but for parameters that have no default", () => {
    write("packs/cost/pack.yaml", PACK.replace('default: "JOB\'S", ', ""));
    const more = "    product: { value: it's, because: ours }\n  alerts:";
    write("packs/overrides/prod.yaml", OVERRIDES.replace("  alerts:", more));
    const { packs, faults } = readPacks(root, { names: ["cost"], stack: "prod", ownValues: true });
    assert.deepEqual(faults, []);
    assert.equal(packs[0]?.values.get("max_pct"), 150);
    assert.equal(packs[0]?.values.get("product"), "it's");
    assert.equal(packs[0]?.alerts[1]?.cells.is_enabled, false);
  });

  it("have no key that JavaScript would lose", () => {
    write("packs/cost/pack.yaml", PACK.replace("  floor:", "  __proto__:"));
    write("packs/overrides/dev.yaml", "__proto__: {}\n");
    const { faults } = readPacks(root, { names: ["cost"], stack: "dev" });
    assert.deepEqual(
      faults.map(({ file, line, rule }) => `${file}:${line}: ${rule}`),
      [
        "packs/cost/pack.yaml:6: __proto__ is a reserved word: choose another name",
        "packs/overrides/dev.yaml:1: __proto__ is a reserved word: choose another name",
      ],
    );
  });

  it("are not looked at where the stack takes none", () => {
    write("packs/cost/pack.yaml", "pack: [");
    assert.deepEqual(readPacks(root, { names: [], stack: "dev" }), {
      packs: [],
      available: ["cost"],
      faults: [],
    });
  });

  it("have an id once, in whichever of them", () => {
    write("packs/more/pack.yaml", PACK.replace("pack: cost", "pack: more").replace("COST-002", "MORE-002"));
    write("packs/more/spike.sql", "SELECT 1");
    const { faults } = readPacks(root, { names: "all", stack: "dev" });
    assert.deepEqual(describeFaults(faults), [
      "2 faults in 2 files; nothing was changed.\n" +
        "  packs/cost/pack.yaml:16:9: id COST-001 is also that of packs/more/pack.yaml:16:9: one alert_id names one row\n" +
        "  packs/more/pack.yaml:16:9: id COST-001 is also that of packs/cost/pack.yaml:16:9: one alert_id names one row",
    ]);
  });

  it("cannot become large by aliases", () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(", ")}]`,
    );
    write("packs/cost/pack.yaml", [`a0: &a0 [x]`, ...levels, ""].join("\n"));
    const { faults } = readPacks(root, { names: ["cost"], stack: "dev" });
    assert.deepEqual(
      faults.map(({ rule }) => rule),
      ["Excessive alias count indicates a resource exhaustion attack"],
    );
  });

  it("say all that is wrong with them at once, each with its place and what to do", () => {
    const { faults } = readPacks(BAD, {
      names: ["broken", "cost", "params", "nosuch", "parms"],
      stack: "prod",
    });
    assertIsFile("tests/testdata/packs/bad/faults.txt", `${describeFaults(faults).join("\n")}\n`);
  });

  it("are overridden by what the stack may say, and with a reason", () => {
    const { faults } = readPacks(BAD, { names: ["params"], stack: "test" });
    const own = faults.filter(({ file }) => file === "packs/overrides/test.yaml");
    assert.deepEqual(
      own.map(({ line, rule }) => `${line}: ${rule.slice(0, 60)}`),
      [
        "2: parameter is not known; did you mean parameters?",
        "5: because is required",
        "6: query is not known; known are name, description, agent_domai",
        "7: low 90: must be a map",
      ],
    );
  });
});
