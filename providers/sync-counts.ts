import { shownUpTo } from "../messages/words";
import type { SyncOutcome } from "../rows/statements/record-outcomes";
import { MAX_ERROR_SUMMARY_LENGTH, type SyncMetrics } from "../rows/statements/sync-metrics";

type Counted = Pick<
  SyncMetrics,
  | "totalAlerts"
  | "successCount"
  | "errorCount"
  | "createdCount"
  | "updatedCount"
  | "deletedCount"
  | "skippedCount"
  | "errorSummary"
>;

/** Counts the outcomes of a run. */
export class SyncCounts {
  readonly #outcomes: SyncOutcome[] = [];
  #declared: readonly string[] = [];
  #skipped = 0;

  /** What the run is about: `alert_id`s that it declares, how many rows it leaves out. */
  expect(declared: readonly string[], skipped: number): void {
    this.#declared = declared;
    this.#skipped = skipped;
  }

  add(outcome: SyncOutcome): void {
    this.#outcomes.push(outcome);
  }

  has(alertId: string): boolean {
    return this.#outcomes.some((outcome) => outcome.alertId === alertId);
  }

  summary(): Counted {
    const count = (status: SyncOutcome["status"]) =>
      this.#outcomes.filter((outcome) => outcome.status === status).length;
    const errors = this.#outcomes.filter(({ status }) => status === "ERROR");
    const failed = new Set(errors.map(({ alertId }) => alertId));
    // Deleted alerts are not declared, and a targeted run or `destroy` declares none.
    const all = new Set([...this.#declared, ...this.#outcomes.map(({ alertId }) => alertId)]);
    return {
      totalAlerts: all.size,
      successCount: all.size - failed.size,
      errorCount: failed.size,
      createdCount: count("CREATED"),
      updatedCount: count("UPDATED"),
      deletedCount: count("DELETED"),
      skippedCount: this.#skipped,
      errorSummary: errors.length ? errorSummary(errors) : null,
    };
  }
}

const MOST_LINES = 25;
const LONGEST_LINE = 200;
/** Of the summary, for the line that counts what is left out. */
const ROOM_FOR_THE_REST = 80;

/** A line for each failure, as many as the column takes, and how many more there are. */
function errorSummary(errors: readonly SyncOutcome[]): string {
  const lines: string[] = [];
  let length = ROOM_FOR_THE_REST;
  for (const { alertId, error } of errors) {
    const line = shownUpTo(`${alertId}: ${error ?? ""}`, LONGEST_LINE);
    length += line.length + 1;
    if (lines.length === MOST_LINES || length > MAX_ERROR_SUMMARY_LENGTH) break;
    lines.push(line);
  }
  const more = errors.length - lines.length;
  return [
    ...lines,
    ...(more > 0 ? [`and ${more} more that failed: last_sync_error of their rows says why`] : []),
  ].join("\n");
}
