import type { z } from "zod";
import { ExpectedError } from "../messages/expected-error";
import type { Answer } from "./exchange";

/** A success that does not say what it should: a log-in page of a proxy, a truncated text, a missing id. */
export class UnexpectedAnswerError extends ExpectedError {
  override readonly name = "UnexpectedAnswerError";
}

/**
 * The JSON of a successful answer in the shape that the caller needs. Never an empty list in place of what cannot be read.
 *
 * @param what `GET /api/2.0/alerts`
 */
export function readAnswer<T>(answer: Answer, shape: z.ZodType<T>, what: string): T {
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch (cause) {
    const type = [answer.headers["content-type"]].flat()[0] ?? "no content type";
    throw new UnexpectedAnswerError(
      `${what} answered ${answer.status} with something that is not JSON (${type}, ${answer.text.length} characters). Check that DATABRICKS_HOST is a workspace`,
      { cause },
    );
  }
  const parsed = shape.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.length ? `${issue.path.join(".")}: ` : "";
    throw new UnexpectedAnswerError(
      `${what} answered something unexpected: ${where}${issue?.message ?? "no reason"}`,
    );
  }
  return parsed.data;
}
