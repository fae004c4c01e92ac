import { leavesOf } from "../task-graph";
import type { Task } from "../task-shape";
import { upstreamOf } from "./run-if";
import { CANCELED, skipped, STOPPED, SUCCEEDED, terminated, type Phase } from "./run-phase";

/**
 * What became of a run, from its tasks. Its leaves decide: "successful: all tasks succeeded; succeeded with failures:
 * some tasks failed, but all leaf tasks were successful; failed: one or more leaf tasks failed". A run that comes to
 * nothing because a task could not start is skipped, with that task's reason.
 *
 * @see https://docs.databricks.com/aws/en/jobs/run-if
 */
export function resultOf(tasks: readonly Task[], phases: ReadonlyMap<string, Phase>): Phase {
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
