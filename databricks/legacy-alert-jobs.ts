import { z } from "zod";
import { allPages } from "./all-pages";
import type { RestClient } from "./rest-client";

const PATH = "/api/2.2/jobs";
const JOBS_ON_PAGE = 100;
const RUNS_ON_PAGE = 25;
const MOST_PAGES = 200;

const id = z.union([z.number(), z.string()]).transform(String);
const Subscription = z.looseObject({
  user_name: z.string().optional(),
  destination_id: z.string().optional(),
});
const Task = z.looseObject({
  task_key: z.string(),
  run_id: id.optional(),
  sql_task: z
    .looseObject({
      warehouse_id: z.string().optional(),
      alert: z
        .looseObject({ alert_id: z.string(), subscriptions: z.array(Subscription).default([]) })
        .optional(),
    })
    .optional(),
});
const Schedule = z.looseObject({
  quartz_cron_expression: z.string(),
  timezone_id: z.string(),
  pause_status: z.string().default("UNPAUSED"),
});
const Jobs = z.looseObject({
  jobs: z
    .array(
      z.looseObject({
        job_id: id,
        settings: z
          .looseObject({
            name: z.string().default(""),
            schedule: Schedule.optional(),
            tasks: z.array(Task).default([]),
          })
          .prefault({}),
      }),
    )
    .default([]),
  next_page_token: z.string().nullish(),
});
const Runs = z.looseObject({
  runs: z
    .array(z.looseObject({ start_time: z.number().default(0), tasks: z.array(Task).default([]) }))
    .default([]),
  next_page_token: z.string().nullish(),
});
const Output = z.looseObject({
  sql_output: z
    .looseObject({ alert_output: z.looseObject({ alert_state: z.string().optional() }).optional() })
    .optional(),
});

/** A task that runs an alert of the first version. */
export interface LegacyAlertTask {
  readonly jobId: string;
  readonly jobName: string;
  readonly alertId: string;
  readonly warehouseId?: string;
  readonly schedule?: z.output<typeof Schedule>;
  readonly subscriptions: readonly z.output<typeof Subscription>[];
}

/** The tasks of all jobs that run such an alert. @see https://docs.databricks.com/api/workspace/jobs/list (expand_tasks) */
export async function legacyAlertTasks(rest: RestClient): Promise<readonly LegacyAlertTask[]> {
  const tasks: LegacyAlertTask[] = [];
  const query = { limit: JOBS_ON_PAGE, expand_tasks: true };
  const pages = allPages({ rest, path: `${PATH}/list`, shape: Jobs, query, mostPages: MOST_PAGES });
  for await (const page of pages) {
    for (const { job_id: jobId, settings } of page.jobs) {
      for (const { sql_task: task } of settings.tasks) {
        if (task?.alert === undefined) continue;
        const { alert, warehouse_id: warehouseId } = task;
        tasks.push({
          jobId,
          jobName: settings.name,
          alertId: alert.alert_id,
          subscriptions: alert.subscriptions,
          ...(warehouseId !== undefined && { warehouseId }),
          ...(settings.schedule && { schedule: settings.schedule }),
        });
      }
    }
  }
  return tasks;
}

/** What one run of the alert came to. */
export interface LegacyOutcome {
  readonly at: Date;
  /** `OK`, `TRIGGERED`; `UNKNOWN` where it could not be told. */
  readonly state: string;
}

/**
 * What the job's runs since then said of the alert, the newest first.
 *
 * @see https://docs.databricks.com/api/workspace/jobs/getrunoutput (sql_output.alert_output)
 */
export async function legacyOutcomes(
  rest: RestClient,
  { jobId, alertId }: Pick<LegacyAlertTask, "jobId" | "alertId">,
  since: Date,
): Promise<readonly LegacyOutcome[]> {
  const outcomes: LegacyOutcome[] = [];
  const query = {
    job_id: jobId,
    limit: RUNS_ON_PAGE,
    expand_tasks: true,
    completed_only: true,
    start_time_from: since.getTime(),
  };
  const pages = allPages({ rest, path: `${PATH}/runs/list`, shape: Runs, query, mostPages: MOST_PAGES });
  for await (const page of pages) {
    const asked = page.runs.flatMap(({ start_time: start, tasks }) =>
      tasks.flatMap(({ run_id: runId, sql_task: task }) =>
        task?.alert?.alert_id === alertId && runId !== undefined ? [{ start, runId }] : [],
      ),
    );
    const states = await Promise.all(asked.map(({ runId }) => stateOf(rest, runId)));
    outcomes.push(
      ...asked.map(({ start }, index) => ({ at: new Date(start), state: states[index] ?? "UNKNOWN" })),
    );
  }
  return outcomes;
}

async function stateOf(rest: RestClient, runId: string): Promise<string> {
  const { sql_output: output } = await rest.get(`${PATH}/runs/get-output`, Output, { run_id: runId });
  return output?.alert_output?.alert_state ?? "UNKNOWN";
}
