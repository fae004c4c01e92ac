import type { LogEntry } from "../../../request-log";

/** A pause as long as that, in milliseconds, ends a run. */
const PAUSE_MS = 15_000;

/** Requests and statements that came one after the other. */
export interface Run {
  readonly from: string;
  /** The newest first. */
  readonly entries: readonly LogEntry[];
}

/** The log cut where nobody called for a while; the newest run first. A deployment is one of them. */
export function runsOf(entries: readonly LogEntry[]): Run[] {
  const runs: LogEntry[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    const last = runs.at(-1);
    if (last === undefined || at - before > PAUSE_MS) runs.push([entry]);
    else last.push(entry);
    before = at;
  }
  return runs.toReversed().map((run) => ({ from: run[0]?.at ?? "", entries: run.toReversed() }));
}

export type RequestKind = "all" | "changes" | "failures" | "statements";

export function isWanted(entry: LogEntry, kind: RequestKind, text: string): boolean {
  if (!textOf(entry).toLowerCase().includes(text.toLowerCase())) return false;
  switch (kind) {
    case "all":
      return true;
    case "statements":
      return entry.kind === "statement";
    case "changes":
      return entry.kind === "request" && entry.method !== "GET" && !entry.path.startsWith("/sql/1.0/");
    case "failures":
      return entry.kind === "request" && (entry.status === undefined || entry.status >= 400);
  }
}

function textOf(entry: LogEntry): string {
  return entry.kind === "statement"
    ? entry.text
    : `${entry.method} ${entry.path} ${entry.status ?? "dropped"}`;
}
