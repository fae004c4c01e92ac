import type { SyncMetrics } from "../rows/statements/sync-metrics";

/** Milliseconds of the API requests of one run, for `alert_sync_metrics`. */
export class RequestLatency {
  private readonly durationsMs: number[] = [];

  record(request: { readonly durationMs: number }): void {
    this.durationsMs.push(request.durationMs);
  }

  /** All zero when no request was sent. */
  summary(): Pick<
    SyncMetrics,
    "avgApiLatencyMs" | "maxApiLatencyMs" | "minApiLatencyMs" | "p95ApiLatencyMs"
  > {
    const sorted = [...this.durationsMs].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
    const sum = sorted.reduce((total, duration) => total + duration, 0);
    return {
      avgApiLatencyMs: sorted.length ? sum / sorted.length : 0,
      maxApiLatencyMs: at(1),
      minApiLatencyMs: at(0),
      p95ApiLatencyMs: at(0.95),
    };
  }
}
