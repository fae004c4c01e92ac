import type { Settings } from "../settings/settings";
import { ApiError } from "../databricks/api-error";
import type { Identity } from "../databricks/directory";
import type { RestClient } from "../databricks/rest-client";

/** Sentences, each with what to do. */
export interface Surroundings {
  /** For these the `up` must fail. */
  readonly faults: readonly string[];
  /** For these it may. */
  readonly warnings: readonly string[];
}

/** What the checks of the surroundings ask with. */
export interface Check {
  readonly settings: Settings;
  readonly rest: RestClient;
  /** Asked once. */
  readonly identity: () => Promise<Identity>;
}

export const NOTHING: Surroundings = { faults: [], warnings: [] };

export function fault(sentence: string): Surroundings {
  return { faults: [sentence], warnings: [] };
}

/** Nothing for whoever may not ask. Any other failure stops the run. */
export async function unlessRefused<Answer>(question: Promise<Answer>): Promise<Answer | undefined> {
  return question.catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 403) return undefined;
    throw error;
  });
}

/**
 * Nothing for whoever may not ask; any other failure is told and does not stop the run: what is asked here is only to know
 * a failure before it happens.
 */
export async function whereAnswered<Answer>(
  what: string,
  question: Promise<Answer>,
  tell: (answer: Answer) => Surroundings | Promise<Surroundings>,
): Promise<Surroundings> {
  const refused = await question.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      return error;
    },
  );
  if (refused === undefined) return tell(await question);
  return refused.status === 403 || refused.status === 404
    ? NOTHING
    : { faults: [], warnings: [`${what} could not be asked: ${refused.message}`] };
}
