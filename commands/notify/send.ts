import type { TestStatus } from "../../alerting/tables/allowed-values";
import { type AlertTaskEnd, runAlertTasks } from "../../databricks/alert-tasks";
import type { Connection } from "../../databricks/open-connection";
import { isExpected, reasonOf } from "../../messages/expected-error";
import type { ShortLivedAlerts } from "../short-lived-alerts";
import type { Receiver } from "./receivers";
import type { TestMessage } from "./test-message";

/** What became of a test message. */
export interface SentTest {
  readonly receiver: Receiver;
  readonly status: TestStatus;
  /** Why it failed. */
  readonly reason?: string;
}

type Sender = Pick<Connection, "rest" | "sql" | "alerts" | "warehouseId">;

/** A run that takes longer waits for something that does not come. */
const MOST_WAIT_MS = 5 * 60_000;

/** Sends one after the other: of each it is known then what became of it. Rejects where the command was ended. */
export async function sendTests(
  sender: Sender,
  made: ShortLivedAlerts,
  message: TestMessage,
  receivers: readonly Receiver[],
  { onSent, onWait }: { readonly onSent: (sent: SentTest) => void; readonly onWait: (line: string) => void },
): Promise<void> {
  for (const receiver of receivers) {
    made.signal.throwIfAborted();
    onWait(`Tells ${receiver.name}`);
    try {
      onSent({ receiver, ...(await sendTest(sender, made, message, receiver, onWait)) });
    } catch (error) {
      if (made.signal.aborted) throw error;
      onSent({ receiver, status: "FAILED", reason: reasonOf(error) });
    }
    // The next one's has the same name.
    await made.clear();
  }
}

type Outcome = Omit<SentTest, "receiver">;

/**
 * One alert a receiver: a job's task tells whom it names in place of the alert's own subscribers; that something is over is told to the
 * alert's own, who were told of it.
 */
async function sendTest(
  sender: Sender,
  made: ShortLivedAlerts,
  { definition, queryBefore }: TestMessage,
  { subscription }: Receiver,
  onWait: (line: string) => void,
): Promise<Outcome> {
  const { rest, alerts, warehouseId } = sender;
  const isOver = queryBefore !== undefined;
  const notification = {
    subscriptions: isOver ? [subscription] : [],
    notifyOnOk: isOver,
    retriggerSeconds: 1,
  };
  const evaluation = { ...definition.evaluation, notification };
  const test = { ...definition, evaluation };
  const { id: alertId } = await made.create(isOver ? { ...test, queryText: queryBefore } : test);
  const run = async (wanted: string) => {
    const task = { alertId, warehouseId, ...(!isOver && { subscribers: [subscription] }) };
    const rules = { signal: made.signal, onWait, mostWaitMs: MOST_WAIT_MS };
    const { message } = await runAlertTasks(
      rest,
      `databricks-alerts: ${definition.displayName}`,
      { message: task },
      rules,
    );
    return failureOf(message, wanted);
  };
  const failure = await run("TRIGGERED");
  if (failure !== undefined || !isOver) return failure ?? toldOf(sender, alertId, "TRIGGERED");
  await alerts.update(alertId, { ...test, parentPath: made.folder }, ["queryText"]);
  return (await run("OK")) ?? toldOf(sender, alertId, "OK");
}

/** The run's end, where it is not what makes the service tell somebody. */
function failureOf({ state, error }: AlertTaskEnd, wanted: string): Outcome | undefined {
  if (error !== undefined) return { status: "FAILED", reason: error };
  if (state === wanted) return undefined;
  return {
    status: "FAILED",
    reason: `the test alert came out as ${state ?? "nothing"} instead of ${wanted}`,
  };
}

/** What the service's history says of the evaluation, which it may say hours later only, or not to whoever asks. */
async function toldOf({ sql }: Sender, id: string, state: string): Promise<Outcome> {
  try {
    const [row] = await sql.query({
      sql:
        "SELECT size(notified_subscriptions) AS notified, size(failed_subscriptions) AS failed " +
        "FROM system.alert.alert_evaluation_history WHERE alert_id = :id AND evaluated_state = :state LIMIT 1",
      parameters: { id, state },
    });
    if (row === undefined) return { status: "SENT" };
    if (Number(row["failed"]) > 0) {
      return {
        status: "FAILED",
        reason: "the receiver refused it, or did not answer: see the destination in the workspace",
      };
    }
    return Number(row["notified"]) > 0
      ? { status: "DELIVERED" }
      : { status: "FAILED", reason: "the service says that it told nobody" };
  } catch (error) {
    if (!isExpected(error)) throw error;
    return { status: "SENT" };
  }
}
