import { readUsage, type Usage } from "./process-usage";

const INTERVAL_MS = 100;

/** Watches a process and all that it starts. */
export class UsageSampler {
  /** By process; also of those that have ended. */
  readonly #cpuSeconds = new Map<number, number>();
  readonly #cpuSecondsBefore;
  #peakBytes = 0;
  #known = false;
  readonly #timer;

  constructor(private readonly root: number) {
    this.#timer = setInterval(() => this.#sample(), INTERVAL_MS);
    this.#sample();
    this.#cpuSecondsBefore = this.#totalCpuSeconds;
  }

  /** The peak of their memory, taken together, and the processor time since this began. Nothing where that cannot be read. */
  stop(): Usage | undefined {
    this.#sample();
    clearInterval(this.#timer);
    if (!this.#known) return undefined;
    return { memoryBytes: this.#peakBytes, cpuSeconds: this.#totalCpuSeconds - this.#cpuSecondsBefore };
  }

  get #totalCpuSeconds(): number {
    return [...this.#cpuSeconds.values()].reduce((sum, seconds) => sum + seconds, 0);
  }

  #sample(): void {
    const usage = readUsage(this.root);
    if (usage === undefined) return;
    this.#known = true;
    let bytes = 0;
    for (const [pid, { memoryBytes, cpuSeconds }] of usage) {
      bytes += memoryBytes;
      this.#cpuSeconds.set(pid, cpuSeconds);
    }
    this.#peakBytes = Math.max(this.#peakBytes, bytes);
  }
}
