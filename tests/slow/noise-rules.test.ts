import assert from "node:assert/strict";
import pLimit from "p-limit";
import type { AuthoredDefinition, FiresFor } from "../../alerting/authored-alert";
import { compile } from "../../alerting/compile/compile";
import { wrapperQuery } from "../../review/evaluate/wrapper-query";
import { judge } from "../../review/evaluate/judge";
import { clockedQuery } from "../../sql/clocked-query";
import { Random } from "../generated/random";
import { useConnection } from "../program/review/use-connection";

const SERIES = 1000;
const MOST_CHECKS = 12;
const FIRES_ABOVE = 90;
const START = Date.parse("2026-11-09T00:00:00Z");
const QUARTER_MS = 900_000;

interface Series {
  /** A figure a check; NULL, or no row at all. */
  readonly figures: readonly (number | null | "no row")[];
  readonly firesFor?: FiresFor;
  readonly clearsAt?: number;
}

function generate(random: Random): Series {
  const count = 1 + random.below(MOST_CHECKS);
  const checks = 2 + random.below(4);
  const hasRule = random.chance(0.7);
  return {
    figures: Array.from({ length: count }, () =>
      random.one([95, 92, 90, 85, 80, 79, 40, null, "no row" as const]),
    ),
    ...(hasRule && { firesFor: { times: 1 + random.below(checks), checks } }),
    ...((!hasRule || random.chance(0.4)) && { clearsAt: 80 }),
  };
}

/** As a reader of docs/conditions.md would do it by hand: from the first check on, with a state that is kept. */
function simulated({ figures, firesFor = { times: 1, checks: 1 }, clearsAt }: Series): boolean {
  let isFiring = false;
  const held: boolean[] = [];
  for (const figure of figures) {
    const number = typeof figure === "number" ? figure : undefined;
    held.push(number !== undefined && number > FIRES_ABOVE);
    const often = held.slice(-firesFor.checks).filter(Boolean).length;
    const fires = held.at(-1) === true && often >= firesFor.times;
    const lasts: boolean = isFiring && clearsAt !== undefined && number !== undefined && number >= clearsAt;
    isFiring = fires || lasts;
  }
  return isFiring;
}

function alertOf({ figures, firesFor, clearsAt }: Series): AuthoredDefinition {
  const rows = figures.flatMap((figure, index) =>
    figure === "no row" ? [] : [`(${index}, CAST(${figure === null ? "NULL" : figure} AS DOUBLE))`],
  );
  const values = rows.length === 0 ? "(-1, CAST(NULL AS DOUBLE))" : rows.join(", ");
  return {
    displayName: "",
    warehouseId: "",
    parentPath: "",
    queryText: `SELECT v FROM VALUES ${values} AS s(n, v) WHERE n = CAST(floor((unix_timestamp() - ${START / 1000}) / 900) AS INT)`,
    evaluation: {
      source: { name: "v" },
      comparisonOperator: "GREATER_THAN",
      threshold: { value: { doubleValue: FIRES_ABOVE } },
      emptyResultState: "OK",
      notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
    },
    schedule: { quartzCronSchedule: "0 0/15 * * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
    ...(firesFor && { firesFor }),
    ...(clearsAt !== undefined && { clearsAt }),
  };
}

describe(`the noise rules of ${SERIES} random series`, function () {
  this.timeout(1_800_000);
  const { connection } = useConnection();

  it("come to what a plain simulation does", async () => {
    const random = new Random(20_261_129);
    const limit = pLimit(4);
    const fires = async (series: Series) => {
      const compiled = compile(alertOf(series));
      assert.ok(!("reason" in compiled), JSON.stringify(compiled));
      const clocked = clockedQuery(compiled.queryText, true);
      assert.ok(!("reason" in clocked), JSON.stringify(clocked));
      const last = new Date(START + (series.figures.length - 1) * QUARTER_MS);
      const at = clocked.at(`TIMESTAMP '${last.toISOString()}'`);
      const [row] = await connection().sql.query({ sql: wrapperQuery(compiled, at) });
      return judge(compiled, row).state === "TRIGGERED";
    };
    const all = Array.from({ length: SERIES }, () => generate(random));
    const wrong: string[] = [];
    await Promise.all(
      all.map((series) =>
        limit(async () => {
          if ((await fires(series)) !== simulated(series)) wrong.push(JSON.stringify(series));
        }),
      ),
    );
    assert.deepEqual(wrong, []);
    const firing = all.filter(simulated).length;
    assert.ok(firing > SERIES / 10 && firing < SERIES / 2, String(firing));
  });
});
