import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { ExpectedError } from "../messages/expected-error";
import { shownText } from "../messages/words";
import type { RemoteAlert } from "./remote-alert";
import type { Answer } from "./send";

/** The service answered, and its answer is no success. */
export class ApiError extends ExpectedError {
  override readonly name = "ApiError";
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** `PERMISSION_DENIED`; left out where the answer is not the service's own. */
  readonly errorCode?: string;
  readonly requestId?: string;

  /** @param advice a sentence on what to do, where there is something to do */
  constructor(request: { method: string; path: string }, status: number, fault: ApiFault, advice = "") {
    const code = fault.errorCode === undefined ? "" : ` ${fault.errorCode}`;
    const id = fault.requestId === undefined ? "" : ` (request ${fault.requestId})`;
    const text = fault.message.replace(/\.$/, ""); // more follows
    super(
      `${request.method} ${request.path} failed: ${status}${code} ${text}${id}${advice && `. ${advice}`}`,
    );
    this.method = request.method;
    this.path = request.path;
    this.status = status;
    if (fault.errorCode !== undefined) this.errorCode = fault.errorCode;

    if (fault.requestId !== undefined) this.requestId = fault.requestId;
  }
}

/** In characters. */
const LONGEST_MESSAGE = 1_900;
const REQUEST_ID_HEADERS = ["x-request-id", "x-databricks-request-id"] as const;

/** The API's own form, and that of OAuth (RFC 6749, 5.2). */
const Fault = z.object({
  error_code: z.coerce.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

interface ApiFault {
  readonly errorCode?: string;
  readonly message: string;
  readonly requestId?: string;
}

/** What an answer that is no success says; a page of a proxy in between has no code and maybe no words. */
export function readFault(answer: Answer): ApiFault {
  const requestId = REQUEST_ID_HEADERS.map((name) => [answer.headers[name]].flat()[0]).find(Boolean);
  const fault = Fault.safeParse(parseJson(answer.text)).data;
  const errorCode = fault?.error_code ?? fault?.error;
  const text = fault?.message ?? fault?.error_description ?? STATUS_CODES[answer.status] ?? "no message";
  return {
    ...(errorCode !== undefined && { errorCode }),
    message: text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text,
    ...(requestId !== undefined && { requestId }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller falls back to the status.
  }
}

/** The workspace holds as many alerts as it may (1000, those in the trash included): trying again cannot help. */
export class QuotaExceededError extends ExpectedError {
  override readonly name = "QuotaExceededError";

  /** @param alerts what the workspace lists; undefined where it could not be asked */
  constructor(cause: ApiError, alerts: readonly RemoteAlert[] | undefined) {
    super(
      `${cause.message}. ${counted(alerts)}. Alerts in the trash count for 30 days: purge them in the workspace, delete alerts that ` +
        "nobody needs, or have the quota raised.",
      { cause },
    );
  }
}

function counted(alerts: readonly RemoteAlert[] | undefined): string {
  if (alerts === undefined) return "The workspace's alerts could not be counted";
  const trashed = alerts.filter(({ lifecycleState }) => lifecycleState === "DELETED").length;
  const all = `${alerts.length} alert${alerts.length === 1 ? "" : "s"}`;
  return trashed > 0
    ? `The workspace lists ${all}, ${trashed} of them in the trash`
    : `The workspace lists ${all}; those in its trash, which it does not list, come on top`;
}

/**
 * A POST whose answer was lost (time-out, broken connection, 5xx, an answer that cannot be read): it may have been
 * carried out. Look before sending it again.
 */
export class UncertainOutcomeError extends ExpectedError {
  override readonly name = "UncertainOutcomeError";

  constructor(
    readonly method: string,
    readonly path: string,
    cause: Error,
  ) {
    const text = cause.message.startsWith(`${method} ${path}`)
      ? cause.message
      : `${method} ${path}: ${cause.message}`;
    super(`${text}. It may have been carried out all the same.`, { cause });
  }
}

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
    const where = issue?.path.length ? `${issue.path.join(".")}${ofWhich(json, issue.path)}: ` : "";
    throw new UnexpectedAnswerError(
      `${what} answered something unexpected: ${where}${issue?.message ?? "no reason"}`,
    );
  }
  return parsed.data;
}

/** ` (id 1927647905808833)`: of a list nobody finds the fifth one in the workspace. The innermost that has an id counts. */
function ofWhich(json: unknown, path: readonly PropertyKey[]): string {
  let part = json;
  let id: string | undefined;
  for (const key of path) {
    part = new Map<PropertyKey, unknown>(Object.entries(part ?? {})).get(String(key));
    const found = WithId.safeParse(part).data?.id;
    id = found ?? id;
  }
  return id === undefined ? "" : ` (id ${shownText(id)})`;
}

const WithId = z.object({ id: z.string().min(1) });

/** The answer, or what stands for its absence: where the service says 404, and only there. */
export async function absentAs<Found, Absent>(
  absent: Absent,
  answer: Promise<Found>,
): Promise<Found | Absent> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return absent;
    throw error;
  }
}

/** Whether the service says that whoever asks may not. */
export function isRefused(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}

/** Whether the service says that whoever asks may not see it, or that nothing is called so: what a row names may be anything. */
export function isUnseen(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 403].includes(error.status);
}

/** Nothing for whoever may not ask. */
export async function unlessRefused<Answer>(question: Promise<Answer>): Promise<Answer | undefined> {
  return question.catch((error: unknown) => {
    if (!isRefused(error)) throw error;
    return undefined;
  });
}

/** An answer that was cut off by us. */
export class OversizedAnswerError extends ExpectedError {
  override readonly name = "OversizedAnswerError";

  constructor(request: string, mostBytes: number) {
    super(`${request}: the answer is larger than ${mostBytes / 1024 / 1024} MiB`);
  }
}
