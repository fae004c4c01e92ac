/** An alert as somebody makes it in the workspace: a body of `POST /api/2.0/alerts`, whose words are the API's own. */
export type AlertBody = Readonly<Record<string, unknown>>;

/** What alerts can refer to. */
export interface Surroundings {
  readonly warehouses: readonly string[];
  readonly folders: readonly string[];
  readonly destinations: readonly string[];
  readonly users: readonly string[];
}

const NAMES = [
  "Daily cost",
  "[WARNING] Tag coverage",
  "[CRITICAL]  two blanks",
  "[info] lower case",
  "failed jobs – prod",
  " leading blank",
  "Überwachung ≥ 80 %",
  "P1 login failures",
  'quoted "name"',
  "a/b: freshness of gold.orders",
  "警報",
  "${catalog} is no placeholder here",
];

const QUERIES = [
  "SELECT 1 AS value",
  "SELECT sum(usage_quantity) AS value FROM system.billing.usage WHERE usage_date > current_date() - 7",
  "SELECT count(*) AS value FROM system.access.audit WHERE event_date = current_date();",
  "WITH x AS (SELECT 1 AS value, 'a' AS b)\r\nSELECT * FROM x  \n",
  "SELECT * FROM nowhere.at.all",
  "SELECT value FROM range(5) ORDER BY 1 -- done",
  "SELECT 1 AS value;\n;",
  "SELEC 1 AS value FRO x",
  "SELECT 1 AS value, 'it''s' AS b, \"c\" AS c",
  "SELECT 'x' AS `odd name`, 2 AS value",
];

const CRONS = [
  "0 0 8 * * ?",
  "0 */15 * * * ?",
  "0 30 6 ? * MON-FRI",
  "0 0 0 1 1/3 ? *",
  "0  0 9 L * ?",
  "15 0 0 ? * 2#1",
];
const ZONES = ["UTC", "Europe/Zurich", "America/Los_Angeles", "Asia/Kolkata"];
const OPERATORS = [
  "EQUAL",
  "NOT_EQUAL",
  "GREATER_THAN",
  "GREATER_THAN_OR_EQUAL",
  "LESS_THAN",
  "LESS_THAN_OR_EQUAL",
];
const AGGREGATIONS = [
  "AVG",
  "COUNT",
  "COUNT_DISTINCT",
  "MAX",
  "MEDIAN",
  "MIN",
  "STDDEV",
  "SUM",
  "AGGREGATION_UNSPECIFIED",
];
const SUBJECTS = [
  "{{ALERT_NAME}} is {{ALERT_STATUS}}",
  "Alert!",
  "{{ALERT_NAME}} <b>&amp; {{{QUERY_RESULT_VALUE}}}",
];
const BODIES = [
  "<p>{{QUERY_RESULT_VALUE}}</p>\n{{#QUERY_RESULT_ROWS}}{{value}} {{/QUERY_RESULT_ROWS}}",
  "# Markdown\n* {{ALERT_URL}}",
  "plain text with trailing blanks  \n\n",
];

/** Numbers from a seed: the same alerts in every run (mulberry32). */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  is(share: number): boolean {
    return this.next() < share;
  }

  /** Of a list that has one at least. */
  of<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.next() * list.length)];
    if (one === undefined) throw new RangeError("There is nothing to choose from.");
    return one;
  }

  some<T>(list: readonly T[]): T[] {
    return list.filter(() => this.is(0.4));
  }
}

/** Bodies with every field that the API has, in any combination that it takes. */
export function generateAlerts(count: number, chance: Chance, around: Surroundings): AlertBody[] {
  return Array.from({ length: count }, (_, index) => generateAlert(index, chance, around));
}

function generateAlert(index: number, chance: Chance, around: Surroundings): AlertBody {
  return {
    display_name: `${chance.of(NAMES)} ${index}`,
    query_text: chance.of(QUERIES),
    warehouse_id: chance.of(around.warehouses),
    parent_path: chance.of(around.folders),
    ...(chance.is(0.4) && { custom_summary: chance.of(SUBJECTS) }),
    ...(chance.is(0.4) && { custom_description: chance.of(BODIES) }),
    ...(chance.is(0.3) && { custom_template_format: chance.of(["HTML", "MARKDOWN"]) }),
    ...(chance.is(0.2) && { parameters: [{ name: "day", type: "STRING", value: "1" }] }),
    ...(chance.is(0.2) && { run_as: { user_name: chance.of(around.users) } }),
    evaluation: evaluation(chance, around),
    schedule: {
      quartz_cron_schedule: chance.of(CRONS),
      timezone_id: chance.of(ZONES),
      ...(chance.is(0.5) && { pause_status: chance.of(["PAUSED", "UNPAUSED"]) }),
    },
  };
}

function evaluation(chance: Chance, { destinations, users }: Surroundings): AlertBody {
  const isOfNull = chance.is(0.1);
  return {
    source: column(chance),
    comparison_operator: isOfNull ? chance.of(["IS_NULL", "IS_NOT_NULL"]) : chance.of(OPERATORS),
    ...(!isOfNull && { threshold: threshold(chance) }),
    ...(chance.is(0.7) && { empty_result_state: chance.of(["OK", "TRIGGERED", "ERROR", "UNKNOWN"]) }),
    ...(chance.is(0.8) && {
      notification: {
        ...(chance.is(0.7) && {
          subscriptions: [
            ...chance.some([...users, "team@example.org"]).map((user_email) => ({ user_email })),
            ...chance.some(destinations).map((destination_id) => ({ destination_id })),
          ],
        }),
        ...(chance.is(0.5) && { notify_on_ok: chance.is(0.5) }),
        ...(chance.is(0.5) && { retrigger_seconds: chance.of([0, 60, 3600, 86_400]) }),
      },
    }),
  };
}

function column(chance: Chance): AlertBody {
  const name = chance.of(["value", "odd name", "Value", "missing"]);
  return {
    name,
    ...(chance.is(0.4) && { aggregation: chance.of(AGGREGATIONS) }),
    ...(chance.is(0.2) && { display: chance.of([name, "shown as"]) }),
  };
}

function threshold(chance: Chance): AlertBody {
  if (chance.is(0.25)) return { column: column(chance) };
  return {
    value: chance.of([
      { double_value: chance.of([0, -1.5, 1e9, 80]) },
      { string_value: chance.of(["FAILED", "", "it's"]) },
      { bool_value: chance.is(0.5) },
    ]),
  };
}
