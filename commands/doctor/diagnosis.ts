import { reasonOf } from "../../messages/expected-error";
import { counted, visibleText } from "../../messages/words";
import type { Surroundings } from "../../lint/surroundings/check";

/** The worst one first. */
const STATUSES = ["fault", "warning", "ok"] as const;

/** One line of what the doctor says. */
export interface Diagnosis {
  /** What was asked about: `warehouse`, `rights`. */
  readonly about: string;
  /** `fault`: an up fails, or an alert never works. */
  readonly status: (typeof STATUSES)[number];
  readonly text: string;
  /** What to do: a command, a setting, a statement. Left out where the text says it. */
  readonly fix?: string;
}

export function ok(about: string, text: string): Diagnosis {
  return { about, status: "ok", text };
}

export function warning(about: string, text: string, fix?: string): Diagnosis {
  return { about, status: "warning", text, ...(fix !== undefined && { fix }) };
}

export function fault(about: string, text: string, fix?: string): Diagnosis {
  return { about, status: "fault", text, ...(fix !== undefined && { fix }) };
}

/** What nobody answered is never well. */
export function untold(about: string, reason: string, fix?: string): Diagnosis {
  return warning(about, `could not be told, because ${reason}`, fix);
}

/** What checks that an up makes, too, have found. */
export function diagnosed(
  about: string,
  { faults, warnings, untold: unanswered }: Surroundings,
  well: string,
): Diagnosis[] {
  const found = [
    ...faults.map((text) => fault(about, text)),
    ...warnings.map((text) => warning(about, text)),
    ...unanswered.map((text) => untold(about, text)),
  ];
  return found.length === 0 ? [ok(about, well)] : found;
}

const PATIENCE_MS = 1_000;

/** All that is asked, beside each other; what takes longer than a second is named meanwhile. */
export class Examination {
  readonly #pending = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(onWait: (line: string) => void) {
    this.#timer = setInterval(() => {
      if (this.#pending.size > 0) onWait(`Asks about ${[...this.#pending].join(", ")}`);
    }, PATIENCE_MS);
  }

  /** It never rejects: a question that failed stops no other. */
  async ask(
    about: string,
    question: () => Promise<readonly Diagnosis[]> | readonly Diagnosis[],
  ): Promise<readonly Diagnosis[]> {
    this.#pending.add(about);
    try {
      return await question();
    } catch (error) {
      return [untold(about, reasonOf(error))];
    } finally {
      this.#pending.delete(about);
    }
  }

  end(): void {
    clearInterval(this.#timer);
  }
}

/** For people: a line each, what to do below it, then the counts. */
export function describeDiagnoses(diagnoses: readonly Diagnosis[]): string {
  const width = Math.max(0, ...diagnoses.map(({ about }) => about.length));
  const indent = " ".repeat("warning  ".length + width + 2);
  const counts = STATUSES.map((status) => ({
    status,
    count: diagnoses.filter((one) => one.status === status).length,
  }));
  return [
    ...diagnoses.flatMap(({ about, status, text, fix }) => [
      `${status.padEnd(7)}  ${about.padEnd(width)}  ${indented(text, indent)}`,
      ...(fix === undefined ? [] : [`${indent}→ ${indented(fix, `${indent}  `)}`]),
    ]),
    `${counts.map(({ status, count }) => (status === "ok" ? `${count} ok` : counted(count, status))).join(", ")}.`,
  ].join("\n");
}

/** Names come from the workspace: a terminal is to obey none. */
function indented(text: string, indent: string): string {
  return text.split("\n").map(visibleText).join(`\n${indent}`);
}
