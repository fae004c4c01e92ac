import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { LogEntry } from "databricks-local";
import { makeProjectFolder } from "../project-folder";
import { insertRows } from "./alert-rows";
import type { EngineName } from "./bench-result";
import { ENGINES } from "./engines";
import { measureCommand } from "./measure-command";
import { ProcessTimes } from "./process-times";
import { WorkspaceProcess } from "./workspace-process";

const PARALLEL = 8;
const BAR_CHARACTERS = 60;
const TEXT_CHARACTERS = 64;

export interface TimelineOptions {
  readonly engine: EngineName;
  readonly rows: number;
  /** Milliseconds, added to each call. */
  readonly latency: number;
  readonly step: "up" | "destroy";
}

/** Something that took its time: a process, a call, a statement, or several alike that stand next to each other. */
interface Span {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** `npm run bench -- timeline`: a first up, or a destroy, as a drawing. What nothing else overlaps is what it waits for. */
export async function drawTimeline(
  { engine, rows, latency, step }: TimelineOptions,
  say: (line: string) => void,
): Promise<void> {
  const root = await mkdtemp(path.join(os.tmpdir(), "bench-timeline-"));
  const folder = path.join(root, "project");
  const { signal } = new AbortController();
  await makeProjectFolder(folder);
  const workspace = await WorkspaceProcess.start(folder, signal);
  try {
    const stack = await ENGINES[engine](folder, workspace.address);
    await insertRows(workspace, rows);
    // So that no module is compiled for the first time, and there is something to destroy.
    const before = stack.commandLine(step === "up" ? "preview" : "up", PARALLEL);
    await measureCommand(before, { folder, workspace, signal });
    await workspace.setLatency(latency);
    const times = new ProcessTimes(process.pid);
    const start = Date.now();
    const command = stack.commandLine(step, PARALLEL);
    const { log, result } = await measureCommand(command, { folder, workspace, signal });
    const processes = times.stop().map(({ name, from, to }) => ({ what: name, from, to, count: 1 }));
    const spans = [...processes, ...together(log.flatMap(spanOf))].map((span) => ({
      ...span,
      from: (span.from - start) / 1000,
      to: (span.to - start) / 1000,
    }));
    say(
      `${step === "up" ? "First up" : "Destroy"} of ${rows} rows: ${result.seconds.toFixed(1)} s, ` +
        `${result.cpuSeconds?.toFixed(1) ?? "?"} s of CPU, ${result.calls} calls, ${result.statements} statements.\n`,
    );
    for (const span of spans.sort((a, b) => a.from - b.from)) say(lineOf(span, result.seconds));
  } finally {
    await workspace.stop();
    await rm(root, { recursive: true, force: true });
  }
}

/** Statements have no end of their own in the log: the driver's calls around them do, and are left out. */
function spanOf(entry: LogEntry): Span[] {
  const at = Date.parse(entry.at);
  if (entry.kind === "statement")
    return [{ what: `  sql  ${entry.text.replace(/\s+/g, " ")}`, from: at, to: at, count: 1 }];
  if (!entry.path.startsWith("/api/")) return [];
  const [resource = ""] = entry.path.split("?");
  const what = resource.replace(/(?<=\/alerts\/).+/, "…");
  return [{ what: `  rest ${entry.method} ${what}`, from: at, to: at + entry.durationMs, count: 1 }];
}

/** Calls that are alike, as those of a hundred alerts, are one line. */
function together(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last?.what !== span.what) merged.push(span);
    else merged.splice(-1, 1, { ...last, to: Math.max(last.to, span.to), count: last.count + 1 });
  }
  return merged;
}

function lineOf({ what, from, to, count }: Span, seconds: number): string {
  const place = (moment: number) =>
    Math.min(BAR_CHARACTERS - 1, Math.max(0, Math.floor((moment / seconds) * BAR_CHARACTERS)));
  const bar = " ".repeat(place(from)) + "█".repeat(place(to) - place(from) + 1);
  const times = count > 1 ? ` × ${count}` : "";
  const text = what.slice(0, TEXT_CHARACTERS - times.length) + times;
  return `${from.toFixed(2).padStart(6)} ${to.toFixed(2).padStart(6)} ${bar.padEnd(BAR_CHARACTERS)} ${text}`;
}
