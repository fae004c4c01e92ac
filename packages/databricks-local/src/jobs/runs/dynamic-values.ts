import { type Attempt, latestAttempts, type RunRecord } from "./run-record";

interface Surroundings {
  readonly run: RunRecord;
  readonly attempt: Attempt;
  readonly workspaceId: string;
  readonly workspaceUrl: string;
}

const REFERENCE = /\{\{\s*((?:[\w-]+|`[^`]+`)(?:\.(?:[\w-]+|`[^`]+`))*)\s*\}\}/g;

/**
 * The text with every `{{reference}}` replaced. One that there is not stays as it is: "syntax errors, including
 * non-existent dynamic reference values, are silently ignored and are treated as literal strings".
 *
 * @see https://docs.databricks.com/aws/en/jobs/dynamic-value-references
 */
export function resolveReferences(text: string, surroundings: Surroundings): string {
  return text.replace(REFERENCE, (literal, path: string) => {
    const names = path.match(/`[^`]+`|[^.]+/g)?.map((name) => name.replaceAll("`", "")) ?? [];
    return valueOf(names, surroundings) ?? literal;
  });
}

function valueOf([space = "", ...rest]: readonly string[], surroundings: Surroundings): string | undefined {
  const { run, attempt, workspaceId, workspaceUrl } = surroundings;
  switch (space) {
    case "job":
      return jobValue(rest, run);
    case "task":
      return taskValue(rest, run, attempt);
    case "tasks": {
      const [key, ...names] = rest;
      const other = latestAttempts(run).find(({ task_key }) => task_key === key);
      return other && upstreamValue(names, run, other);
    }
    case "workspace":
      return { id: workspaceId, url: workspaceUrl }[rest.join(".")];
    default:
      return undefined;
  }
}

function jobValue([name = "", part = "", ...others]: readonly string[], run: RunRecord): string | undefined {
  if (name === "parameters") return run.job_parameters.find((parameter) => parameter.name === part)?.value;
  if (others.length > 0) return undefined;
  if (name === "start_time") return timeValue(part, new Date(run.start_time));
  if (name === "trigger") return part === "type" ? run.trigger.toLowerCase() : undefined;
  if (part !== "") return undefined;
  return {
    id: run.job_id === undefined ? undefined : String(run.job_id),
    name: run.run_name,
    run_id: String(run.run_id),
    repair_count: "0",
  }[name];
}

function taskValue([name = "", ...others]: readonly string[], run: RunRecord, attempt: Attempt) {
  if (others.length > 0) return undefined;
  return {
    name: attempt.task_key,
    run_id: String(attempt.run_id),
    execution_count: String(attempt.attempt_number + 1),
    notebook_path: notebookPath(run, attempt),
  }[name];
}

function upstreamValue([name = "", part = ""]: readonly string[], run: RunRecord, attempt: Attempt) {
  if (name === "values") return attempt.values?.[part];
  return {
    run_id: String(attempt.run_id),
    result_state: attempt.phase.result_state?.toLowerCase(),
    error_code: attempt.phase.code,
    execution_count: String(attempt.attempt_number + 1),
    notebook_path: notebookPath(run, attempt),
  }[name];
}

function notebookPath(run: RunRecord, { task_key }: Attempt): string | undefined {
  return run.settings.tasks.find((task) => task.task_key === task_key)?.notebook_task?.notebook_path;
}

/** In UTC, as the service tells it. */
function timeValue(part: string, start: Date): string | undefined {
  const iso = start.toISOString();
  const weekday = start.getUTCDay() === 0 ? 7 : start.getUTCDay();
  return {
    timestamp_ms: String(start.getTime()),
    iso_date: iso.slice(0, 10),
    iso_datetime: `${iso.slice(0, 19)}Z`,
    year: iso.slice(0, 4),
    month: String(start.getUTCMonth() + 1),
    day: String(start.getUTCDate()),
    hour: String(start.getUTCHours()),
    minute: String(start.getUTCMinutes()),
    second: String(start.getUTCSeconds()),
    iso_weekday: String(weekday),
    is_weekday: String(weekday <= 5),
  }[part];
}
