import { taskKind, type Task } from "../task-shape";
import { type Attempt, describePhase, isOver, latestAttempts, type RunRecord } from "./run-record";

/** A run as `runs/get` and `runs/list` show it. */
export function describeRun(run: RunRecord, host: string, withTasks: boolean) {
  const { settings, job_parameters, notebook_params, sql_params } = run;
  const overriding = { ...(notebook_params && { notebook_params }), ...(sql_params && { sql_params }) };
  return {
    ...(run.job_id !== undefined && { job_id: run.job_id }),
    run_id: run.run_id,
    number_in_job: run.number_in_job,
    original_attempt_run_id: run.run_id,
    creator_user_name: run.creator_user_name,
    ...describePhase(run.phase),
    ...(settings.schedule !== undefined && run.trigger === "PERIODIC" && { schedule: settings.schedule }),
    ...(job_parameters.length > 0 && { job_parameters }),
    ...(Object.keys(overriding).length > 0 && { overriding_parameters: overriding }),
    ...describeTimes(run),
    trigger: run.trigger,
    run_name: run.run_name,
    run_page_url: pageOf(run, host),
    run_type: run.run_type,
    format: "MULTI_TASK",
    ...(withTasks && { tasks: latestAttempts(run).map((attempt) => describeAttempt(run, attempt, host)) }),
  };
}

/** A task run, when its own id is asked for. */
export function describeTaskRun(run: RunRecord, attempt: Attempt, host: string) {
  const { run_id, attempt_number, phase } = attempt;
  return {
    ...describeRun(run, host, false),
    run_id,
    attempt_number,
    job_run_id: run.run_id,
    original_attempt_run_id: run_id,
    ...describePhase(phase),
    ...describeTimes({ start_time: attempt.start_time ?? run.start_time, end_time: attempt.end_time }),
    run_name: attempt.task_key,
    tasks: [describeAttempt(run, attempt, host)],
  };
}

function describeAttempt(run: RunRecord, attempt: Attempt, host: string) {
  const { task_key, run_id, attempt_number, phase, start_time, end_time, parameters, outcome } = attempt;
  const task = run.settings.tasks.find((other) => other.task_key === task_key);
  return {
    run_id,
    ...task,
    task_key,
    ...(task?.condition_task !== undefined &&
      outcome !== undefined && { condition_task: { ...task.condition_task, outcome } }),
    ...describePhase(phase),
    run_page_url: `${pageOf(run, host)}/task/${task_key}`,
    ...describeTimes({ start_time, end_time }),
    attempt_number,
    ...(task !== undefined &&
      parameters !== undefined && { resolved_values: { [taskKind(task)]: resolved(task, parameters) } }),
  };
}

function resolved(task: Task, parameters: Readonly<Record<string, string>>) {
  switch (taskKind(task)) {
    case "notebook_task":
      return { base_parameters: parameters };
    case "condition_task":
      return { left: parameters.left, right: parameters.right };
    case "run_job_task":
      return { job_parameters: parameters };
    case "sql_task":
    case "alert_task":
      return { parameters };
  }
}

/** Milliseconds; what is not over has no end and no duration yet. */
function describeTimes({
  start_time,
  end_time,
}: {
  start_time?: number | undefined;
  end_time?: number | undefined;
}) {
  const duration = start_time === undefined || end_time === undefined ? 0 : end_time - start_time;
  return {
    ...(start_time !== undefined && { start_time }),
    ...(end_time !== undefined && { end_time }),
    setup_duration: 0,
    execution_duration: duration,
    cleanup_duration: 0,
    run_duration: duration,
  };
}

function pageOf({ job_id, run_id }: RunRecord, host: string): string {
  return job_id === undefined ? `${host}/#job/run/${run_id}` : `${host}/#job/${job_id}/run/${run_id}`;
}

export function isActive(run: RunRecord): boolean {
  return !isOver(run.phase);
}
