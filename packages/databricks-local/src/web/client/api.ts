import { currentToken } from "./session";

/** A refusal, in the workspace's own words. */
export class ApiFault extends Error {
  override readonly name = "ApiFault";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Calls the workspace; the answer has the shape that the operation's own file says. */
export async function call<Answer>(
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(path, {
    method,
    headers: { authorization: `Bearer ${currentToken() ?? ""}` },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new ApiFault(response.status, messageOf(answer) ?? `${method} ${path}: ${response.status}`);
  // Page and workspace are of one version, and the types are those that the operations return.
  return answer as Answer;
}

function messageOf(answer: unknown): string | undefined {
  if (typeof answer !== "object" || answer === null || !("message" in answer)) return undefined;
  return String(answer.message);
}
