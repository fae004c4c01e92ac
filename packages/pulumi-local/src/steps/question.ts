import { errorText } from "../expected-error";
import { Bail, EngineError } from "../engine-error";
import { Halted } from "./halt";
import type { RunContext } from "./run-context";

/** A check, diff or read that cannot be carried out ends the run, whether or not it is to continue on errors. */
export async function answer<T>(context: RunContext, urn: string, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Halted || error instanceof Bail) throw error;
    // A provider that does not come up is said once, however many resources wait for it.
    if (error instanceof EngineError && context.halt.isHalted)
      throw new Bail(error.message, { cause: error });
    return bail(context, urn, errorText(error), error);
  }
}

/** Reports the reason, and ends the run. */
export function bail(context: RunContext, urn: string, message: string, cause?: unknown): never {
  context.report.error(message, urn);
  context.halt.now();
  throw new Bail(message, { cause });
}
