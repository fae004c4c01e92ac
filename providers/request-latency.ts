/** Milliseconds of the API requests of one run, for `alert_sync_metrics`. */
export class RequestLatency {
  private readonly durationsMs: number[] = [];

  record(request: { readonly durationMs: number }): void {
    this.durationsMs.push(request.durationMs);
  }

  /** All zero when no request was sent. */
  summary(): { avg: number; max: number; min: number; p95: number } {
    const sorted = [...this.durationsMs].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
    const sum = sorted.reduce((total, duration) => total + duration, 0);
    return { avg: sorted.length ? sum / sorted.length : 0, max: at(1), min: at(0), p95: at(0.95) };
  }
}
