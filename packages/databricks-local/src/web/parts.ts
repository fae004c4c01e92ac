import { effectOf, targetOf } from "../faults/fault-shape";
import type { JobSettings } from "../jobs/job-shape";
import { latestAttempts, type RunRecord } from "../jobs/runs/run-record";
import type { RunOutputs } from "../jobs/runs/run-store";
import type { Workspace } from "../workspace";
import { scheduleInWords } from "./alert-words";

/** Text, a moment (ISO 8601), or how long something took, in milliseconds. */
export type PartCell = string | { readonly at: string } | { readonly ms: number };

export interface PartGroup {
  readonly title: string;
  /** What to say when there is none. */
  readonly empty: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly PartCell[])[];
}

const NONE = "–";

/** What the workspace holds besides alerts and tables, as short tables. No secret of a destination is among it. */
export function describeParts(workspace: Workspace): { readonly groups: readonly PartGroup[] } {
  const describers = [faults, jobs, dashboards, warehouses, destinations];
  return { groups: describers.map((describe) => describe(workspace)) };
}
export type Parts = ReturnType<typeof describeParts>;

function jobs({ jobs: store, jobRuns }: Workspace): PartGroup {
  return {
    title: "Jobs",
    empty: "None yet: any client can create some.",
    columns: ["Name", "Schedule", "Last run", "Started", "Took", "What went wrong"],
    rows: store.list().map(({ job_id, settings: { name = "Untitled", schedule } }) => {
      const run = jobRuns.runsOf(job_id).at(-1);
      return [name, whenItRuns(schedule), ...(run === undefined ? NEVER : lastRun(run, jobRuns.outputs))];
    }),
  };
}

const NEVER: readonly PartCell[] = ["never", NONE, NONE, NONE];

function lastRun(run: RunRecord, outputs: RunOutputs): PartCell[] {
  const { phase, start_time, end_time } = run;
  const { result_state, life_cycle_state, message } = phase;
  // The run's own message only says which task to look at.
  const errors = latestAttempts(run).flatMap(({ task_key, run_id }) => {
    const { error } = message === "" ? {} : outputs.get(run_id);
    return error === undefined ? [] : [`${task_key}: ${error}`];
  });
  return [
    result_state ?? life_cycle_state,
    { at: new Date(start_time).toISOString() },
    end_time === undefined ? NONE : { ms: end_time - start_time },
    errors.join("; ") || message || NONE,
  ];
}

function whenItRuns(schedule: JobSettings["schedule"]): string {
  if (schedule === undefined) return "when it is asked to";
  const { quartz_cron_expression, timezone_id, pause_status } = schedule;
  const words = `${scheduleInWords(quartz_cron_expression)}, ${timezone_id}`;
  return pause_status === "PAUSED" ? `paused: ${words}` : words;
}

function dashboards({ dashboards: store }: Workspace): PartGroup {
  const active = store.list().filter(({ dashboard }) => dashboard.lifecycle_state === "ACTIVE");
  return {
    title: "Dashboards",
    empty: "None yet: any client can create one.",
    columns: ["Name", "Path", "Published", "Changed"],
    rows: active.map(({ dashboard: { display_name, path, update_time }, published }) => [
      display_name,
      path,
      published === undefined ? "no" : "yes",
      { at: update_time },
    ]),
  };
}

function warehouses(workspace: Workspace): PartGroup {
  return {
    title: "Warehouses",
    empty: "There is none.",
    columns: ["Name", "Id", "State", "Size"],
    rows: workspace.warehouses
      .list()
      .map(({ warehouse: { settings, id, state } }) => [settings.name, id, state, settings.cluster_size]),
  };
}

function destinations(workspace: Workspace): PartGroup {
  return {
    title: "Notification destinations",
    empty: "None yet: any client can create some.",
    columns: ["Name", "Kind", "Id"],
    rows: workspace.destinations
      .list()
      .map(({ display_name, destination_type, id }) => [display_name, destination_type, id]),
  };
}

function faults({ faults: { waiting }, latencyMs }: Workspace): PartGroup {
  const latency = latencyMs > 0 ? [["every REST call", `${latencyMs} ms later`, NONE]] : [];
  return {
    title: "Faults waiting",
    empty: "None waits: POST /_local/faults adds some.",
    columns: ["Hits", "Does", "Times left"],
    rows: [...latency, ...waiting.map((fault) => [targetOf(fault), effectOf(fault), String(fault.times)])],
  };
}
