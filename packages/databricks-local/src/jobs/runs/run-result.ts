import { leavesOf, type RunIf, type Task } from "../task-shape";
import { CANCELED, type Phase, skipped, STOPPED, SUCCEEDED, terminated } from "./run-record";

/**
 * What became of a run, from its tasks. Its leaves decide: "successful: all tasks succeeded; succeeded with failures:
 * some tasks failed, but all leaf tasks were successful; failed: one or more leaf tasks failed". A run that comes to
 * nothing because a task could not start is skipped, with that task's reason.
 *
 * @see https://docs.databricks.com/aws/en/jobs/run-if
 */
export function runResult(tasks: readonly Task[], phases: ReadonlyMap<string, Phase>): Phase {
  const phaseOf = ({ task_key }: Task) => phases.get(task_key) ?? STOPPED;
  const isTrouble = (task: Task) => ["failed", "canceled"].includes(upstreamOf(phaseOf(task)));
  const troubles = tasks.filter(isTrouble);
  if (!leavesOf(tasks).some(isTrouble)) {
    if (troubles.length === 0) return SUCCEEDED;
    const keys = troubles.map(({ task_key }) => task_key).join(", ");
    return terminated("SUCCESS_WITH_FAILURES", `Tasks that failed: ${keys}`, "SUCCESS_WITH_FAILURES");
  }
  const first = (matches: (phase: Phase) => boolean) => troubles.find((task) => matches(phaseOf(task)));
  const failed = first(
    ({ life_cycle_state, result_state }) =>
      life_cycle_state === "INTERNAL_ERROR" || result_state === "FAILED" || result_state === "TIMEDOUT",
  );
  if (failed !== undefined) {
    const { message } = phaseOf(failed);
    const text = `Task ${failed.task_key} failed with message: ${message}.`;
    return terminated("FAILED", text, "RUN_EXECUTION_ERROR");
  }
  const unstarted = first(({ life_cycle_state }) => life_cycle_state === "SKIPPED");
  if (unstarted === undefined) return CANCELED;
  return skipped(`Task ${unstarted.task_key} was skipped: ${phaseOf(unstarted).message}`, "SKIPPED");
}

/** What a task that another one depends on came to, as far as that one is concerned. */
export type Upstream = "succeeded" | "failed" | "canceled" | "excluded";

export function upstreamOf({ life_cycle_state, result_state }: Phase): Upstream {
  if (result_state === "SUCCESS" || result_state === "SUCCESS_WITH_FAILURES") return "succeeded";
  if (result_state === "EXCLUDED") return "excluded";
  const isCanceled = result_state === "CANCELED" || result_state === "UPSTREAM_CANCELED";
  return isCanceled && life_cycle_state === "TERMINATED" ? "canceled" : "failed";
}

/**
 * Nothing when the task is to run, else what it ends as. An excluded task counts as one that succeeded; a cancelled
 * one as one that failed, so that those that handle failures run.
 *
 * @see https://docs.databricks.com/aws/en/jobs/run-if
 */
export function verdictOf(condition: RunIf, upstream: readonly Upstream[]): Phase | undefined {
  if (upstream.length === 0) return undefined;
  const count = (...kinds: Upstream[]) => upstream.filter((kind) => kinds.includes(kind)).length;
  if (count("excluded") === upstream.length) return excluded("all tasks that it depends on were excluded");
  const troubles = count("failed", "canceled");
  switch (condition) {
    case "ALL_DONE":
      return undefined;
    case "ALL_SUCCESS":
    case "NONE_FAILED":
      return troubles === 0 ? undefined : upstreamTrouble(count("failed") > 0);
    case "AT_LEAST_ONE_SUCCESS":
      return count("succeeded") > 0 ? undefined : upstreamTrouble(count("failed") > 0);
    case "AT_LEAST_ONE_FAILED":
      return troubles > 0 ? undefined : excluded("no task that it depends on failed");
    case "ALL_FAILED":
      return troubles === upstream.length ? undefined : excluded("not every task that it depends on failed");
  }
}

function excluded(why: string): Phase {
  return terminated("EXCLUDED", `The task was excluded: ${why}`, "SKIPPED");
}

function upstreamTrouble(isFailure: boolean): Phase {
  return isFailure
    ? terminated("UPSTREAM_FAILED", "An upstream task failed.", "SKIPPED")
    : terminated("UPSTREAM_CANCELED", "An upstream task was cancelled.", "SKIPPED");
}
