import { type AlertTask, runAlertTasks } from "../../../databricks/alert-tasks";
import type { SqlSession } from "../../../databricks/sql-session";
import { type Answer, answer, answered, type QuestionId, toldOrNot } from "./answers";
import { alertNamed, type Probe } from "./objects";

export interface EvaluationProbe extends Probe {
  readonly sql: SqlSession;
  /** Who is told: whoever asks, or somebody whom they name. Left out: nobody is. */
  readonly to?: string;
}

const NULLS = ["nullIsNotNull", "maxNullIsNotNull", "nullIsGreater"] as const;
const TOLD = ["ownSubscribers", "taskSubscribers", "subscribersWhenOk"] as const;
type Evaluated = (typeof NULLS)[number] | (typeof TOLD)[number];

/** What an evaluation comes to, and who hears of it: by one run of no job, with a task for each alert. */
export async function probeEvaluations(probe: EvaluationProbe): Promise<readonly Answer[]> {
  const ids: readonly QuestionId[] = probe.to === undefined ? NULLS : [...NULLS, ...TOLD];
  const unasked = probe.to === undefined ? TOLD.map((id) => ({ id, detail: NOBODY_TO_TELL })) : [];
  return [...(await answered(ids, () => evaluations(probe), probe.say)), ...unasked];
}

const NOBODY_TO_TELL = "nobody to tell: --to names an e-mail address";

async function evaluations(probe: EvaluationProbe): Promise<Answer[]> {
  const { made, warehouseId, workspace, to, say } = probe;
  const bodies = bodiesOf(probe, to);
  const tasks = await Promise.all(
    bodies.map(async ([key, body, task]) => {
      const { id: alertId } = await made.make(body);
      return [key, { alertId, warehouseId, ...task }] as const;
    }),
  );
  const ends = await runAlertTasks(workspace.rest, "databricks-alerts: probe", Object.fromEntries(tasks), {
    signal: made.signal,
    onWait: say,
  });
  const nulls = NULLS.map((id) => {
    const { state, error } = ends[id] ?? {};
    return state === undefined
      ? { id, detail: error === undefined ? "no state" : "failed" }
      : answer(id, state);
  });
  return to === undefined ? nulls : [...nulls, ...(await told(probe, new Map(tasks)))];
}

type Body = readonly [key: Evaluated, body: object, task: Pick<AlertTask, "subscribers">];

function bodiesOf(probe: EvaluationProbe, to: string | undefined): readonly Body[] {
  const alert = (name: string, query: string, evaluation: object) => ({
    ...alertNamed(`[PROBE] ${name}`, probe),
    query_text: query,
    evaluation: { source: { name: "value" }, ...evaluation },
  });
  const nothing = "SELECT CAST(NULL AS DOUBLE) AS value";
  const isNotNull = { comparison_operator: "IS_NOT_NULL" };
  const isGreater = { comparison_operator: "GREATER_THAN", threshold: { value: { double_value: 0 } } };
  const nulls: readonly Body[] = [
    ["nullIsNotNull", alert("NULL is not null", nothing, isNotNull), {}],
    [
      "maxNullIsNotNull",
      alert("MAX of NULL", nothing, { ...isNotNull, source: { name: "value", aggregation: "MAX" } }),
      {},
    ],
    ["nullIsGreater", alert("NULL is greater", nothing, isGreater), {}],
  ];
  if (to === undefined) return nulls;
  const mine = { notification: { subscriptions: [{ user_email: to }] } };
  const subscribers = [{ userEmail: to }];
  return [
    ...nulls,
    ["ownSubscribers", alert("subscriber of the alert", "SELECT 1 AS value", { ...isGreater, ...mine }), {}],
    ["taskSubscribers", alert("subscriber of the task", "SELECT 1 AS value", isGreater), { subscribers }],
    [
      "subscribersWhenOk",
      alert("subscriber of the task, OK", "SELECT 0 AS value", isGreater),
      { subscribers },
    ],
  ];
}

/** The service's own history says it; it may come hours later, or not be shown to whoever asks. */
async function told(
  { sql, say }: EvaluationProbe,
  tasks: ReadonlyMap<string, Pick<AlertTask, "alertId">>,
): Promise<readonly Answer[]> {
  const asked = TOLD.map((id) => ({ id, alertId: tasks.get(id)?.alertId ?? "" }));
  return answered(
    TOLD,
    async () => {
      const rows = await sql.query({
        sql:
          "SELECT alert_id, size(notified_subscriptions) AS notified FROM system.alert.alert_evaluation_history " +
          `WHERE alert_id IN (${asked.map((_, index) => `:id${index}`).join(", ")})`,
        parameters: Object.fromEntries(asked.map(({ alertId }, index) => [`id${index}`, alertId])),
      });
      return asked.map(({ id, alertId }) => {
        const row = rows.find((one) => one["alert_id"] === alertId);
        return row === undefined ? { id, detail: LOOK } : answer(id, toldOrNot(Number(row["notified"]) > 0));
      });
    },
    say,
  );
}

const LOOK = "see whether the message came";
