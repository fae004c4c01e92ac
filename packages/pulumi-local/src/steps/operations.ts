import pLimit from "p-limit";
import { EngineError, messageOf } from "../engine-error";
import { errorText } from "../expected-error";
import type { Reporter, Step } from "../report/reporter";
import { ProtectedError } from "./delete-resource";

/** An operation failed, and has been reported. */
export class StepFailed extends Error {
  override name = "StepFailed";
}

interface OperationOptions {
  parallel: number;
  continueOnError: boolean;
  report: Reporter;
  halt: Halt;
  /** Resolves when operations that still run are to be given up. */
  abandoned: Promise<void>;
}

/** Carries out the operations of a run, so many at a time, and knows which resources they failed for. */
export class Operations {
  readonly #operations;
  readonly #questions;
  readonly #running = new Set<Promise<unknown>>();

  readonly #options: OperationOptions;

  constructor(options: OperationOptions) {
    this.#options = options;

    this.#operations = pLimit(options.parallel);
    this.#questions = pLimit(options.parallel);
  }

  /** Checks and diffs: they change nothing, and do not wait behind operations that do. */
  ask<T>(question: () => Promise<T>): Promise<T> {
    return this.#track(
      this.#questions(() => {
        this.#options.halt.throwIfHalted();
        return this.#unlessAbandoned(question());
      }),
    );
  }

  /** One step. `work` returns the step as it turned out. */
  perform(step: Step, work: () => Promise<Step>): Promise<Step> {
    return this.#track(this.#operations(() => this.#perform(step, work)));
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #perform(step: Step, work: () => Promise<Step>): Promise<Step> {
    const { report, halt, continueOnError } = this.#options;
    halt.throwIfHalted();
    report.started(step);
    const start = performance.now();
    try {
      const outcome = await this.#unlessAbandoned(work());
      report.done(outcome, performance.now() - start);
      return outcome;
    } catch (error) {
      if (error instanceof Halted) throw error;
      report.failed(step, errorText(error), performance.now() - start);
      // A dead provider or an unwritable state: what comes next would fail for the same reason.
      const mayGoOn = continueOnError || error instanceof ProtectedError;
      if (!mayGoOn || error instanceof EngineError) halt.now();
      throw new StepFailed(messageOf(error), { cause: error });
    }
  }

  /** What is given up stays in the state as a pending operation. */
  async #unlessAbandoned<T>(work: Promise<T>): Promise<T> {
    const end = this.#options.abandoned.then((): never => {
      throw new EngineError("stopped before it was done: whether it happened is not known");
    });
    return Promise.race([work, end]);
  }

  async #track<T>(promise: Promise<T>): Promise<T> {
    this.#running.add(promise);
    try {
      return await promise;
    } finally {
      this.#running.delete(promise);
    }
  }
}

/** Thrown where an operation would start after the run was halted. Nothing failed: it was not tried. */
export class Halted extends Error {
  override name = "Halted";
}

/** Ends a run early: what runs is let finish, nothing new starts. */
export class Halt {
  #halt: () => void = () => undefined;
  #isHalted = false;

  /** Resolves when the run is halted. */
  readonly halted = new Promise<void>((resolve) => (this.#halt = resolve));

  get isHalted(): boolean {
    return this.#isHalted;
  }

  now(): void {
    this.#isHalted = true;
    this.#halt();
  }

  throwIfHalted(): void {
    if (this.#isHalted) throw new Halted();
  }
}
