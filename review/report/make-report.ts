import type { Channels } from "../../alerting/channels";
import { alertUrl } from "../../databricks/alerts-api";
import { type RemoteAlert } from "../../databricks/remote-alert";
import { isLoopback } from "../../databricks/workspace-host";
import type { TestsOfAlerts } from "../../lint/test-coverage";
import type { Finding } from "../../lint/finding";
import type { Place as AdvisedPlace } from "../../messages/advised-commands";
import type { PackedAlert } from "../../rows/packs/pack-reader";
import type { Place } from "../../rows/packs/yaml-file";
import { FINDING_SEVERITIES } from "../../settings/lint-settings";
import type { Asked } from "../asked-as";
import type { AlertChange } from "../changes/alert-change";
import { changedRoutes } from "../changes/route-changes";
import { changeFindings } from "../findings/change-findings";
import { reviewed } from "../findings/lint-findings";
import type { Evidence } from "../gather-evidence";
import type { ShownValues } from "../shown-values";
import { alertReport } from "./alert-report";
import type { AlertReview, ChangeKind, FindingReview } from "./alert-review";
import type { WarehouseReview } from "./evidence-review";
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
  /** About packs. @default none */
  readonly ofPacks?: readonly PlacedFinding[];
  /** Row → the alert of a pack that it comes from. @default none */
  readonly origins?: ReadonlyMap<string, PackedAlert>;
  /** Fingerprints of what was found when the alerts were last deployed. */
  readonly known: ReadonlySet<string>;
  readonly evidenceOf: (change: AlertChange) => Evidence;
  /** What changes make of the time that the warehouse is up. @default that is not known */
  readonly warehouse?: ReadonlyMap<AlertChange, WarehouseReview>;
  readonly channels: Channels;
  /** Of the addresses that nobody is surprised by. */
  readonly domains: ReadonlySet<string>;
  readonly host?: string;
  readonly table?: ReviewReport["table"];
  /** Who asked queries. */
  readonly asked?: Asked;
  /** What evidence says of values and errors. */
  readonly values?: ShownValues;
  /** @default nothing is known of tests */
  readonly tests?: TestsOfAlerts;
  readonly unclaimed: readonly RemoteAlert[];
  readonly changedBy?: string;
  readonly notChecked: readonly string[];
}

export function placeOf({ stack }: Pick<ReportHead, "stack">, host: string | undefined): AdvisedPlace {
  return { stack, isLocal: host !== undefined && isLoopback(new URL(host)) };
}

/** Puts together what a review found. */
export function makeReport(parts: ReportParts): ReviewReport {
  const { head, now, changes, known, evidenceOf, channels, domains, host } = parts;
  const { elapsed, ...about } = head;
  const place = placeOf(head, host);
  const { tests } = parts;
  const context = {
    channels,
    now,
    ...(host !== undefined && { host }),
    ...(tests && { tests }),
  };
  const alerts = changes.map((change) => {
    const evidence = evidenceOf(change);
    const found = [
      ...changeFindings(change, evidence, { place, channels, domains, now }),
      ...(parts.findings.get(change.alertId) ?? []),
    ];
    const origin = parts.origins?.get(change.alertId);
    const findings = found
      .map((finding) => withPlace(reviewed(finding, change, known), origin))
      .sort(bySeverity);
    return {
      ...alertReport(change, evidence, findings, context),
      ...warehousePart(parts.warehouse?.get(change)),
      ...(origin && { pack: packReview(origin) }),
    };
  });
  const routes = changedRoutes(changes, channels);
  const [destinations, packs] = [besideAlerts(parts.ofDestinations), besideAlerts(parts.ofPacks)];
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
    ...(destinations.length > 0 && { destinations }),
    ...(routes.length > 0 && { routes }),
    ...(packs.length > 0 && { packs }),
    unclaimed: parts.unclaimed.map(({ id, definition: { displayName } }) => ({
      id,
      displayName,
      url: host && alertUrl(host, id),
    })),
    changedBy: parts.changedBy,
    notChecked: parts.notChecked,
  };
}

/** A finding of which is known where in the project's files it is said. */
export interface PlacedFinding extends Finding {
  readonly place?: Place;
}

function warehousePart(warehouse: WarehouseReview | undefined): Pick<AlertReview, "warehouse"> {
  return warehouse === undefined ? {} : { warehouse };
}

/** What is found beside the alerts. */
function besideAlerts(found: readonly PlacedFinding[] = []): FindingReview[] {
  return found
    .map(({ rule, severity, message, fix, place }) => ({
      rule,
      severity,
      message,
      fix,
      isNew: true,
      ...(place && { place }),
    }))
    .sort(bySeverity);
}

function withPlace(finding: FindingReview, origin: PackedAlert | undefined): FindingReview {
  if (origin === undefined) return finding;
  return { ...finding, place: finding.column === undefined ? origin.place : origin.placeOf(finding.column) };
}

function packReview({ pack: name, version, place, because }: PackedAlert): NonNullable<AlertReview["pack"]> {
  return { name, version, place, ...(because.size > 0 && { because: Object.fromEntries(because) }) };
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
