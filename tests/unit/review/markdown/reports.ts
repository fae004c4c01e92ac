import type { AlertReview } from "../../../../review/report/alert-review";
import type { Replayed } from "../../../../review/report/evidence-review";
import type { ReviewReport } from "../../../../review/report/report";

export const HOST = "https://example.cloud.databricks.com";

/** An alert of which every text that comes from elsewhere is `text`. */
export function alertSaying(text: string, change: AlertReview["change"] = "changed"): AlertReview {
  const condition = { subject: text, phrase: "is above", threshold: text, ifEmpty: "OK" };
  const schedule = {
    words: text,
    cron: text,
    timeZone: "UTC",
    isPaused: false,
    nextRuns: [],
    runsPerMonth: 720,
  };
  const now = {
    at: "2026-11-23T09:12:00Z",
    state: "TRIGGERED",
    value: text,
    isEmptyResult: false,
    durationMs: 20,
  } as const;
  const replay: Replayed = {
    from: "2026-11-09T09:12:00Z",
    to: "2026-11-23T09:12:00Z",
    basis: "data as known today",
    evaluations: 84,
    firing: 2,
    errors: 0,
    episodes: 1,
    longestEpisodeSeconds: 14_400,
    messages: 1,
    sparkline: [0, 1, null],
    caveats: [],
  };
  const finding = {
    severity: "warning",
    message: text,
    fix: text,
    waiver: `waive ${text}`,
    isNew: true,
  } as const;
  return {
    alertId: text,
    displayName: text,
    change,
    reason: text,
    severity: text,
    owner: text,
    databricksAlertId: "17",
    url: `${HOST}/sql/alerts-v2/17`,
    changedBy: text,
    isBaseUnknown: false,
    fields: [
      { field: "queryText", before: "SELECT 1", after: text },
      { field: "customDescription", before: text, after: `${text}.` },
    ],
    condition: { before: { ...condition, threshold: "1" }, after: condition },
    schedule: { before: { ...schedule, words: "Every hour" }, after: schedule },
    query: { before: `SELECT 1\n${text}\nFROM t`, after: `SELECT 2\n${text}\nFROM t` },
    notifies: { before: [], after: [text] },
    subject: { after: text },
    now: { before: { ...now, state: "ERROR", error: text }, after: now },
    replay: { before: { reason: text }, after: replay },
    cost: {},
    drift: [{ field: text, deployed: text, live: text, next: text, overwritten: true }],
    findings: [
      { rule: "change/fires-at-once", ...finding },
      { rule: text, column: text, ...finding },
    ],
  };
}

export function reportOf(alerts: readonly AlertReview[], about: Partial<ReviewReport> = {}): ReviewReport {
  const count = (kind: AlertReview["change"]) => alerts.filter(({ change }) => change === kind).length;
  return {
    version: 1,
    stack: "dev",
    mode: "workspace",
    createdAt: "2026-11-23T09:12:00Z",
    durationMs: 1000,
    counts: {
      added: count("added"),
      changed: count("changed"),
      deleted: count("deleted"),
      drifted: count("drifted"),
      unreadable: count("unreadable"),
      unchanged: 41,
      skipped: 0,
    },
    alerts,
    unclaimed: [],
    notChecked: [],
    ...about,
  };
}
