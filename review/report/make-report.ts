import type { Channels } from "../../alerting/channels";
import { alertUrl } from "../../databricks/alerts-api";
import { type RemoteAlert } from "../../databricks/remote-alert";
import { isLoopback } from "../../databricks/workspace-host";
import type { Finding } from "../../lint/finding";
import type { Place } from "../../messages/advised-commands";
import { FINDING_SEVERITIES } from "../../settings/lint-settings";
import type { Asked } from "../asked-as";
import type { AlertChange } from "../changes/alert-change";
import { changeFindings } from "../findings/change-findings";
import { reviewed } from "../findings/lint-findings";
import type { Evidence } from "../gather-evidence";
import type { ShownValues } from "../shown-values";
import { alertReport } from "./alert-report";
import type { ChangeKind, FindingReview } from "./alert-review";
import { REPORT_VERSION, type ReviewCounts, type ReviewReport } from "./report";

/** What a report is about, besides the alerts. */
export interface ReportHead {
  readonly stack: string;
  readonly mode: ReviewReport["mode"];
  readonly commit?: string;
  /** The page of the CI run that keeps the full report. */
  readonly run?: string;
  readonly plan?: NonNullable<ReviewReport["plan"]>;
  /** Milliseconds since the review began. */
  readonly elapsed: () => number;
}

export interface ReportParts {
  readonly head: ReportHead;
  readonly now: Date;
  readonly changes: readonly AlertChange[];
  /** How many did not change, whether they are among `changes` or not. */
  readonly unchanged: number;
  readonly skipped: number;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** About destinations, which are no alert's. @default none */
  readonly ofDestinations?: readonly Finding[];
  /** Fingerprints of what was found when the alerts were last deployed. */
  readonly known: ReadonlySet<string>;
  readonly evidenceOf: (change: AlertChange) => Evidence;
  readonly channels: Channels;
  /** Of the addresses that nobody is surprised by. */
  readonly domains: ReadonlySet<string>;
  readonly host?: string;
  readonly table?: ReviewReport["table"];
  /** Who asked queries. */
  readonly asked?: Asked;
  /** What evidence says of values and errors. */
  readonly values?: ShownValues;
  readonly unclaimed: readonly RemoteAlert[];
  readonly changedBy?: string;
  readonly notChecked: readonly string[];
}

export function placeOf({ stack }: Pick<ReportHead, "stack">, host: string | undefined): Place {
  return { stack, isLocal: host !== undefined && isLoopback(new URL(host)) };
}

/** Puts together what a review found. */
export function makeReport(parts: ReportParts): ReviewReport {
  const { head, now, changes, known, evidenceOf, channels, domains, host } = parts;
  const { elapsed, ...about } = head;
  const place = placeOf(head, host);
  const context = { channels, now, ...(host !== undefined && { host }) };
  const alerts = changes.map((change) => {
    const evidence = evidenceOf(change);
    const found = [
      ...changeFindings(change, evidence, { place, channels, domains, now }),
      ...(parts.findings.get(change.alertId) ?? []),
    ];
    const findings = found.map((finding) => reviewed(finding, change, known)).sort(bySeverity);
    return alertReport(change, evidence, findings, context);
  });
  return {
    version: REPORT_VERSION,
    ...about,
    createdAt: now.toISOString(),
    durationMs: Math.round(elapsed()),
    workspace: host,
    table: parts.table,
    asked: parts.asked,
    values: parts.values,
    counts: countsOf(parts),
    alerts,
    ...destinationsOf(parts),
    unclaimed: parts.unclaimed.map(({ id, definition: { displayName } }) => ({
      id,
      displayName,
      url: host && alertUrl(host, id),
    })),
    changedBy: parts.changedBy,
    notChecked: parts.notChecked,
  };
}

/** Left out where there is nothing to say. */
function destinationsOf({ ofDestinations = [] }: ReportParts): Pick<ReviewReport, "destinations"> {
  const destinations = ofDestinations.map(({ rule, severity, message, fix }) => ({
    rule,
    severity,
    message,
    fix,
    isNew: true,
  }));
  return destinations.length === 0 ? {} : { destinations: destinations.sort(bySeverity) };
}

function countsOf({ changes, unchanged, skipped }: ReportParts): ReviewCounts {
  const count = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).length;
  return {
    added: count("added"),
    changed: count("changed"),
    deleted: count("deleted"),
    drifted: count("drifted"),
    unreadable: count("unreadable"),
    unchanged,
    skipped,
  };
}

function bySeverity(a: FindingReview, b: FindingReview): number {
  return FINDING_SEVERITIES.indexOf(a.severity) - FINDING_SEVERITIES.indexOf(b.severity);
}
