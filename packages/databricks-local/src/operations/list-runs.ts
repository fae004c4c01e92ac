import { ApiError } from "../api-error";
import { jobPaths, readFlag, readId } from "../jobs/job-call";
import { mayWithRun } from "../jobs/job-rights";
import { recentPage } from "../jobs/recent-page";
import { describeRun, isActive } from "../jobs/runs/describe-run";
import type { RunRecord } from "../jobs/runs/run-record";
import type { Operation } from "../operation";

/** The newest first. */
export const listRuns: Operation = {
  method: "GET",
  paths: jobPaths("runs/list"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { query } = call;
    const { jobRuns, host } = call.workspace;
    const runs = jobRuns
      .list()
      .filter(readFilter(query))
      .filter((run) => mayWithRun(call, run, "CAN_VIEW"));
    const { items, ...page } = recentPage(runs, query, { defaultSize: 20, maxSize: 25 });
    const withTasks = readFlag(query, "expand_tasks");
    return {
      ...(items.length > 0 && { runs: items.map((run) => describeRun(run, host, withTasks)) }),
      ...page,
    };
  },
};

function readFilter(query: URLSearchParams): (run: RunRecord) => boolean {
  const [activeOnly, completedOnly] = [readFlag(query, "active_only"), readFlag(query, "completed_only")];
  if (activeOnly && completedOnly) {
    throw ApiError.invalidParameter("active_only and completed_only cannot both be true");
  }
  const jobId = query.has("job_id") ? readId(query, "job_id") : undefined;
  const runType = query.get("run_type") ?? undefined;
  const [from, to] = [
    readMoment(query, "start_time_from", -Infinity),
    readMoment(query, "start_time_to", Infinity),
  ];
  return (run) =>
    (jobId === undefined || run.job_id === jobId) &&
    (runType === undefined || run.run_type === runType) &&
    (!activeOnly || isActive(run)) &&
    (!completedOnly || !isActive(run)) &&
    run.start_time >= from &&
    run.start_time <= to;
}

/** Milliseconds since 1970. */
function readMoment(query: URLSearchParams, name: string, absent: number): number {
  const text = query.get(name) ?? "";
  if (text === "") return absent;
  if (/^\d+$/.test(text)) return Number(text);
  throw ApiError.invalidParameter(`${name} must be a time in milliseconds, not '${text}'`);
}
