import { failed, type TaskCall, type TaskResult } from "./task-call";

/** Runs another job and ends as that one does. */
export async function runJobTask(call: TaskCall): Promise<TaskResult> {
  const { run_job_task } = call.task;
  if (run_job_task === undefined) throw new RangeError("not a run job task");
  const jobParameters = resolved(run_job_task.job_parameters ?? {}, call);
  const { notebook_params } = run_job_task;
  call.note({ parameters: jobParameters });
  let childRunId: number | undefined;
  const run = await call.runJob({
    jobId: run_job_task.job_id,
    jobParameters,
    notebookParams: notebook_params && resolved(notebook_params, call),
    onStart: (run_id) => {
      childRunId = run_id;
      call.note({ child_run_id: run_id });
    },
  });
  const output = childRunId === undefined ? {} : { run_job_output: { run_id: childRunId } };
  const { result_state, life_cycle_state, message } = run.phase;
  if (result_state === "SUCCESS" || result_state === "SUCCESS_WITH_FAILURES") {
    return { result: "succeeded", output };
  }
  const end = `Run ${run.run_id} of job "${run.run_name}" ended as ${result_state ?? life_cycle_state}: ${message}`;
  if (life_cycle_state === "SKIPPED") return { result: "not started", message: end, output };
  return failed(end, output);
}

function resolved(parameters: Readonly<Record<string, string>>, { resolve }: TaskCall) {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, resolve(value)]));
}
