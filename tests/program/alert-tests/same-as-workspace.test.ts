import assert from "node:assert/strict";
import { alertBody } from "databricks-local/testing/alert-body";
import { NOW } from "databricks-local/testing/use-workspace";
import pLimit from "p-limit";
import { stringify } from "yaml";
import { SituationAsker } from "../../../alert-tests/run/ask-situations";
import { runTests, type CaseResult } from "../../../alert-tests/run/evaluate-cases";
import { RowQueries } from "../../../rows/row-queries";
import { caseCount } from "../../generated/case-count";
import { Random } from "../../generated/random";
import { testContext, testOf } from "../../unit/alert-tests/test-context";
import { useConnection } from "../review/use-connection";

/** Column → its type, and values as YAML has them. */
const COLUMNS = {
  whole: ["bigint", [0, 1, 80, -3, null]],
  amount: ["decimal(10,2)", [79.99, 80, 80.01, null]],
  rate: ["double", [0.1, 80.5, 1e21, null]],
  word: ["string", ["FAILED", 'it\'s \\n "x"', "", null]],
  flag: ["boolean", [true, false, null]],
  day: ["date", ["-1 day", "-2 days", "-4 days", "0 days", null]],
  at: ["timestamp", ["-90 minutes", "-1 day", "2026-11-23T09:59:59Z", null]],
  tags: ["map<string,string>", [{ team: "a" }, {}, null]],
  inner: ["struct<id:int,name:string>", [{ id: 80 }, { id: 1, name: "b" }, null]],
} as const;
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as [Column, ...Column[]];

const QUERIES = [
  "SELECT {v} AS total_cost FROM {t} WHERE grp = {g} ORDER BY n",
  "SELECT {v} AS total_cost FROM {t} AS x WHERE x.grp = {g} AND x.day >= date_sub(current_date(), 3) ORDER BY n LIMIT 3",
  "SELECT COUNT({v}) AS total_cost FROM {t} WHERE grp = {g}",
  "WITH kept AS (SELECT * FROM {t} WHERE grp = {g} AND at > now() - INTERVAL 2 HOURS) SELECT SUM(amount) AS total_cost FROM kept",
  "SELECT a.{v} AS total_cost FROM {t} a LEFT JOIN {t} b ON a.n = b.n + 1 AND b.grp = a.grp WHERE a.grp = {g} AND b.n IS NULL ORDER BY a.n",
  "SELECT SUM(t.inner.id) AS total_cost FROM main.gold.cells AS t WHERE grp = {g} AND t.tags['team'] = 'a'",
];

const TABLE = "main.gold.cells";
const SCHEMA = { n: "int", grp: "int", ...Object.fromEntries(NAMES.map((name) => [name, COLUMNS[name][0]])) };

const THRESHOLDS: readonly [readonly [string, unknown], ...(readonly [string, unknown])[]] = [
  ["double", 80],
  ["double", 0],
  ["string", "FAILED"],
  ["bool", true],
];

interface Generated {
  readonly row: Readonly<Record<string, unknown>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

function generated(random: Random, group: number): Generated {
  const rows = Array.from({ length: random.below(5) }, (_, n) => ({
    n,
    grp: random.chance(0.8) ? group : -group,
    ...Object.fromEntries(
      NAMES.map((name) => [name, random.one(COLUMNS[name][1] as readonly [unknown, ...unknown[]])]),
    ),
  }));
  const column = random.one(["whole", "amount", "rate", "word", "flag"] as const);
  const query = random
    .one(QUERIES as [string, ...string[]])
    .replaceAll("{v}", column)
    .replaceAll("{t}", TABLE)
    .replaceAll("{g}", String(group));
  const [type, value] = random.one(THRESHOLDS);
  return {
    rows,
    row: {
      alert_query_template: query,
      threshold_operator: random.one([">", ">=", "<", "<=", "=", "!=", "IS NULL", "IS NOT NULL"]),
      threshold_value_type: type === "bool" ? "BOOLEAN" : type.toUpperCase(),
      threshold_value_double: null,
      [`threshold_value_${type}`]: value,
      aggregation_type: random.one(["NONE", "NONE", "COUNT", "MAX", "MIN"]),
      empty_result_state: random.one(["OK", "TRIGGERED", "ERROR"]),
    },
  };
}

describe("a test's evaluation", () => {
  const { connection, createAlert, call } = useConnection({ setup: [] });

  const evaluate = async ({ row, rows }: Generated): Promise<CaseResult> => {
    const text = stringify({
      alert: "COST-001",
      clock: NOW.toISOString(),
      schema: { [TABLE]: SCHEMA },
      tables: { [TABLE]: rows },
      cases: [{ name: "a", expect: "OK" }],
    });
    const asker = new SituationAsker(new RowQueries(connection().sql), { timeoutMs: 30_000, atOnce: 4 });
    const [result] = await runTests([testOf(text, testContext([row]))], asker);
    const [found] = result?.cases ?? [];
    if (found === undefined) throw new TypeError("one case has one result");
    return found;
  };

  it("comes to the local workspace's own state over the same rows, for generated alerts", async () => {
    const { sql } = connection();
    const random = new Random(20_261_129);
    const all = Array.from({ length: caseCount(80) }, (_, index) => generated(random, index + 1));
    await sql.execute({ sql: "CREATE SCHEMA IF NOT EXISTS main.gold" });
    const columns = Object.entries(SCHEMA).map(([name, type]) => `\`${name}\` ${type}`);
    await sql.execute({ sql: `CREATE TABLE ${TABLE} (${columns.join(", ")})` });
    // Written by hand, so that what the runner makes of a value is not compared with itself.
    const values = all
      .flatMap(({ rows }) => rows)
      .map(
        (row: Readonly<Record<string, unknown>>) =>
          `(${Object.keys(SCHEMA)
            .map((name) => literal(row[name]))
            .join(", ")})`,
      );
    await sql.execute({ sql: `INSERT INTO ${TABLE} VALUES ${values.join(", ")}` });
    const limit = pLimit(4);
    const compare = async (one: Generated) => {
      const { alerts } = testContext([one.row]);
      const { queryText, evaluation } = alerts.byId.get("COST-001")?.alert.definition ?? {};
      const { source, comparisonOperator, threshold, emptyResultState } = evaluation ?? {};
      const [value] = Object.entries<unknown>(threshold?.value ?? {}).map(([key, limitValue]) => ({
        [key.replace("Value", "_value")]: limitValue,
      }));
      const id = await createAlert(
        alertBody({
          display_name: `generated ${all.indexOf(one)}`,
          query_text: queryText,
          evaluation: {
            source,
            comparison_operator: comparisonOperator,
            empty_result_state: emptyResultState,
            ...(value && { threshold: { value } }),
          },
        }),
      );
      const [answer, { got }] = await Promise.all([
        call("POST", `/_local/alerts/${id}/evaluate`),
        evaluate(one),
      ]);
      const what = JSON.stringify([one, answer.body, got]);
      assert.equal(got.state, answer.body.state, what);
      if (got.state !== "ERROR" && typeof got.value === "number")
        assert.equal(got.value, Number(answer.body.value), what);
      return got.state;
    };
    const states = await Promise.all(all.map((one) => limit(() => compare(one))));
    // The generator reaches each of them.
    assert.deepEqual([...new Set(states)].sort(), ["ERROR", "OK", "TRIGGERED"]);
  }).timeout(180_000);
});

const DAY_MS = 86_400_000;

function literal(value: unknown): string {
  if (value === null) return "NULL";
  if (typeof value === "string") {
    const back = /^-?(\d+) (day|minute)s?$/.exec(value);
    const ms = back ? Number(back[1]) * (back[2] === "day" ? DAY_MS : 60_000) : undefined;
    if (ms !== undefined) return `'${new Date(NOW.getTime() - ms).toISOString()}'`;
    return `'${value.replaceAll(/[\\']/g, "\\$&")}'`;
  }
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const { team, id, name } = value as { team?: string; id?: number; name?: string };
  if (id !== undefined)
    return `named_struct('id', ${id}, 'name', ${name === undefined ? "NULL" : `'${name}'`})`;
  return team === undefined ? "CAST(map() AS MAP<STRING, STRING>)" : `map('team', '${team}')`;
}
