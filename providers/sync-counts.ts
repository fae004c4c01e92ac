import type { SyncOutcome } from "../alerting/statements/record-outcomes";
import type { SyncMetrics } from "../alerting/statements/sync-metrics";

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
  private readonly outcomes: SyncOutcome[] = [];
  private declared = 0;
  private skipped = 0;

  /** What the run is about: alerts that it declares, rows that it leaves out. */
  expect(declared: number, skipped: number): void {
    this.declared = declared;
    this.skipped = skipped;
  }

  add(outcome: SyncOutcome): void {
    this.outcomes.push(outcome);
  }

  has(alertId: string): boolean {
    return this.outcomes.some((outcome) => outcome.alertId === alertId);
  }

  summary(): Counted {
    const count = (status: SyncOutcome["status"]) =>
      this.outcomes.filter((outcome) => outcome.status === status).length;
    const errors = this.outcomes.filter(({ status }) => status === "ERROR");
    const deletedCount = count("DELETED");
    const totalAlerts = this.declared + deletedCount;
    return {
      totalAlerts,
      successCount: Math.max(0, totalAlerts - errors.length),
      errorCount: errors.length,
      createdCount: count("CREATED"),
      updatedCount: count("UPDATED"),
      deletedCount,
      skippedCount: this.skipped,
      errorSummary: errors.length
        ? errors.map(({ alertId, error }) => `${alertId}: ${error ?? ""}`).join("\n")
        : null,
    };
  }
}
