import { ApiError } from "../../databricks/api-error";
import type { Identity } from "../../databricks/directory";
import type { RestClient } from "../../databricks/rest-client";
import type { Settings } from "../../settings/settings";

/** Sentences, each with what to do. */
export interface Surroundings {
  /** For these the `up` must fail. */
  readonly faults: readonly string[];
  /** For these it may. */
  readonly warnings: readonly string[];
  /** What whoever asks may not ask or see: a run leaves it to the `up`. */
  readonly untold: readonly string[];
}

/** What the checks of the surroundings ask with. */
export interface Check {
  readonly settings: Settings;
  readonly rest: RestClient;
  /** Asked once. */
  readonly identity: () => Promise<Identity>;
}

export const NO_FAULTS: Surroundings = { faults: [], warnings: [], untold: [] };

export function fault(sentence: string): Surroundings {
  return { ...NO_FAULTS, faults: [sentence] };
}

export function untold(sentence: string): Surroundings {
  return { ...NO_FAULTS, untold: [sentence] };
}

export function together(results: readonly Surroundings[]): Surroundings {
  return {
    faults: results.flatMap(({ faults }) => faults),
    warnings: [...new Set(results.flatMap(({ warnings }) => warnings))],
    untold: results.flatMap((result) => result.untold),
  };
}

/**
 * Untold to whoever may not ask, or not see it; any other refusal of the service is a warning and does not stop the run: what is
 * asked here is only to know a failure before it happens.
 */
export async function whereAnswered<Answer>(
  what: string,
  question: Promise<Answer>,
  report: (answer: Answer) => Surroundings | Promise<Surroundings>,
): Promise<Surroundings> {
  const refused = await question.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      return error;
    },
  );
  if (refused === undefined) return report(await question);
  const sentence = `${what} could not be asked: ${refused.message}`;
  return refused.status === 403 || refused.status === 404
    ? untold(sentence)
    : { ...NO_FAULTS, warnings: [sentence] };
}
