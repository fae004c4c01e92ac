import { type RetryRules, retryDelayMs } from "./retry-rules";
import { classifyFailure, type SqlFailure } from "./sql-failure";

/** An attempt's failure after the last retry, or one that no retry could mend. */
export class SqlAttemptError extends Error {
  override readonly name = "SqlAttemptError";
  constructor(
    readonly failure: SqlFailure,
    cause: unknown,
  ) {
    super(failure.kind, { cause });
  }
}

/** Runs until it succeeds, or fails in a way that `mayRepeat` refuses. Rejects with `SqlAttemptError` only. */
export async function withRetries<Result>(
  attempt: () => Promise<Result>,
  mayRepeat: (failure: SqlFailure) => boolean,
  rules: RetryRules,
): Promise<Result> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      const failure = classifyFailure(error);
      if (number > rules.retries || !mayRepeat(failure)) throw new SqlAttemptError(failure, error);
      const asked = "retryAfter" in failure ? failure.retryAfter : undefined;
      await rules.sleep(retryDelayMs(number, asked, rules));
    }
  }
}
