import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { LiveSubscription } from "../alerting/definition";
import { ExpectedError } from "../messages/expected-error";
import { UncertainOutcomeError } from "./api-error";
import type { RestClient } from "./rest-client";

const PATH = "/api/2.2/jobs/runs";
const FIRST_POLL_MS = 250;
const LONGEST_POLL_MS = 5_000;
const TELL_EVERY_MS = 5_000;
/** A classic warehouse takes minutes to start, and is given as long elsewhere. */
const MOST_WAIT_MS = 20 * 60_000;

const id = z.union([z.number(), z.string()]).transform(String);
const Submitted = z.looseObject({ run_id: id });
const State = z.looseObject({
  life_cycle_state: z.string(),
  result_state: z.string().optional(),
  state_message: z.string().optional(),
});
const Run = z.looseObject({
  state: State,
  tasks: z.array(z.looseObject({ task_key: z.string(), run_id: id, state: State.optional() })).default([]),
});
const Output = z.looseObject({
  alert_output: z.looseObject({ alert_state: z.string().optional() }).optional(),
  error: z.string().optional(),
});

/** An evaluation of an alert by a job's task. */
export interface AlertTask {
  readonly alertId: string;
  readonly warehouseId: string;
  /** They are told in place of those that the alert names. @default those that the alert names */
  readonly subscribers?: readonly LiveSubscription[];
}

/** What became of one. */
export interface AlertTaskEnd {
  /** `OK`, `TRIGGERED`, …; left out where the alert could not be evaluated. */
  readonly state?: string;
  /** Why it could not be, in the service's words. */
  readonly error?: string;
}

export interface RunRules {
  /** Nothing is waited for any longer, and the run is cancelled. */
  readonly signal: AbortSignal;
  /** Told every few seconds while it runs. */
  readonly onWait?: (progress: string) => void;
  /** @default 20 minutes */
  readonly mostWaitMs?: number;
}

/**
 * Evaluates alerts by a run of no job, a task each, and waits for its end. An answer that was lost is asked for again by a token
 * of the run's own, so that nobody is told twice.
 *
 * @see https://docs.databricks.com/api/workspace/jobs/submit
 */
export async function runAlertTasks<Key extends string>(
  rest: RestClient,
  name: string,
  tasks: Readonly<Record<Key, AlertTask>>,
  rules: RunRules,
): Promise<Readonly<Record<Key, AlertTaskEnd>>> {
  const body = {
    run_name: name,
    idempotency_token: randomUUID(),
    tasks: Object.entries<AlertTask>(tasks).map(([task_key, task]) => ({
      task_key,
      alert_task: bodyOf(task),
    })),
  };
  const runId = await submit(rest, body);
  const run = await endOf(rest, runId, rules);
  const ends = Object.keys(tasks).map(async (key) => {
    const task = run.tasks.find(({ task_key }) => task_key === key);
    return [key, await outputOf(rest, task, run.state)] as const;
  });
  return Object.fromEntries(await Promise.all(ends)) as Record<Key, AlertTaskEnd>; // the keys are those of the tasks
}

function bodyOf({ alertId, warehouseId, subscribers }: AlertTask) {
  return {
    alert_id: alertId,
    warehouse_id: warehouseId,
    ...(subscribers && {
      subscribers: subscribers.map(({ userEmail, destinationId }) =>
        destinationId === undefined ? { user_name: userEmail } : { destination_id: destinationId },
      ),
    }),
  };
}

async function submit(rest: RestClient, body: object): Promise<string> {
  const post = async () => (await rest.post(`${PATH}/submit`, body, Submitted)).run_id;
  try {
    return await post();
  } catch (error) {
    if (!(error instanceof UncertainOutcomeError)) throw error;
    return post();
  }
}

async function endOf(
  rest: RestClient,
  runId: string,
  { signal, onWait = () => undefined, mostWaitMs = MOST_WAIT_MS }: RunRules,
): Promise<z.output<typeof Run>> {
  let told = 0;
  try {
    for (let waited = 0, poll = FIRST_POLL_MS; ; waited += poll, poll = Math.min(poll * 2, LONGEST_POLL_MS)) {
      signal.throwIfAborted();
      const run = await rest.get(`${PATH}/get`, Run, { run_id: runId });
      const { life_cycle_state: state } = run.state;
      if (["TERMINATED", "SKIPPED", "INTERNAL_ERROR"].includes(state)) return run;
      if (waited >= mostWaitMs) {
        throw new ExpectedError(
          `Run ${runId} is ${state} after ${Math.round(mostWaitMs / 1000)} s: it was cancelled. See in the workspace, under Job runs, what it waits for.`,
        );
      }
      if (waited - told >= TELL_EVERY_MS) {
        onWait(`Waits for run ${runId}: ${state}, ${Math.round(waited / 1000)} s`);
        told = waited;
      }
      await delay(poll, undefined, { signal });
    }
  } catch (error) {
    // What nobody waits for is to tell nobody either.
    await rest.post(`${PATH}/cancel`, { run_id: Number(runId) }, z.unknown()).catch(() => undefined);
    throw signal.aborted ? signal.reason : error;
  }
}

async function outputOf(
  rest: RestClient,
  task: z.output<typeof Run>["tasks"][number] | undefined,
  run: z.output<typeof State>,
): Promise<AlertTaskEnd> {
  const { result_state: result, state_message: message = "" } = task?.state ?? run;
  const output = task && (await rest.get(`${PATH}/get-output`, Output, { run_id: task.run_id }));
  const state = output?.alert_output?.alert_state;
  const error =
    result === "SUCCESS"
      ? undefined
      : (output?.error ?? `the run ended as ${result ?? "nothing"}: ${message}`);
  return { ...(state !== undefined && { state }), ...(error !== undefined && { error }) };
}
