import { type ProcessUsage, readUsage } from "./process-usage";

const INTERVAL_MS = 100;

export interface Usage {
  /** At the common peak; files' pages, which the processes share, are counted once. */
  readonly memoryBytes: number;
  /** Likewise, of the processes that run the program and its dynamic resources. */
  readonly programBytes: number;
  readonly cpuSeconds: number;
}

/** Watches a process and all that it starts. */
export class UsageSampler {
  /** By process; also of those that have ended. */
  readonly #cpuSeconds = new Map<number, number>();
  readonly #cpuSecondsBefore;
  #peakBytes = 0;
  #peakProgramBytes = 0;
  #known = false;
  readonly #timer;

  readonly #root: number;

  constructor(root: number) {
    this.#root = root;

    this.#timer = setInterval(() => this.#sample(), INTERVAL_MS);
    this.#sample();
    this.#cpuSecondsBefore = this.#totalCpuSeconds;
  }

  /** The peak of their memory, taken together, and the processor time since this began. Nothing where that cannot be read. */
  stop(): Usage | undefined {
    this.#sample();
    clearInterval(this.#timer);
    if (!this.#known) return undefined;
    return {
      memoryBytes: this.#peakBytes,
      programBytes: this.#peakProgramBytes,
      cpuSeconds: this.#totalCpuSeconds - this.#cpuSecondsBefore,
    };
  }

  get #totalCpuSeconds(): number {
    return [...this.#cpuSeconds.values()].reduce((sum, seconds) => sum + seconds, 0);
  }

  #sample(): void {
    const usage = readUsage(this.#root);
    if (usage === undefined) return;
    this.#known = true;
    for (const [pid, { cpuSeconds }] of usage) this.#cpuSeconds.set(pid, cpuSeconds);
    const all = [...usage.values()];
    this.#peakBytes = Math.max(this.#peakBytes, together(all));
    const programs = all.filter(({ isProgram }) => isProgram);
    this.#peakProgramBytes = Math.max(this.#peakProgramBytes, together(programs));
  }
}

function together(processes: readonly ProcessUsage[]): number {
  const own = processes.reduce((sum, { ownBytes }) => sum + ownBytes, 0);
  return own + Math.max(0, ...processes.map(({ fileBytes }) => fileBytes));
}
