import { readCommands } from "./process-usage";

const INTERVAL_MS = 20;

export interface ProcessTime {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** What each process of a run is called, by what stands in its command line. */
const NAMES: readonly [RegExp, string][] = [
  [/cmd.run\b/, "program"],
  [/cmd.dynamic-provider\b/, "dynamic providers"],
  [/pulumi-language-nodejs/, "language host"],
  [/pulumi-resource-databricks/, "databricks provider"],
  [/^pulumi\b|\/pulumi\0/, "Pulumi CLI"],
  [/pulumi-local\.cjs/, "local engine"],
  [/npm-cli\.js|^npm\b/, "npm"],
];

/** When the processes of a run began and ended. What lives for less than a fiftieth of a second may be missed. */
export class ProcessTimes {
  readonly #seen = new Map<number, ProcessTime>();
  readonly #others: ReadonlySet<number>;
  readonly #root: number;
  readonly #timer = setInterval(() => this.#sample(), INTERVAL_MS);

  constructor(root: number) {
    this.#root = root;
    this.#others = new Set(readCommands(root).keys());
  }

  stop(): ProcessTime[] {
    clearInterval(this.#timer);
    return [...this.#seen.values()];
  }

  #sample(): void {
    const now = Date.now();
    for (const [pid, command] of readCommands(this.#root)) {
      if (this.#others.has(pid)) continue;
      const name = NAMES.find(([pattern]) => pattern.test(command))?.[1];
      if (name === undefined) continue;
      this.#seen.set(pid, { name, from: this.#seen.get(pid)?.from ?? now, to: now });
    }
  }
}
