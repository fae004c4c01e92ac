import type { RunIf } from "../task-shape";
import { terminated, type Phase } from "./run-phase";

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
