import { z } from "zod";
import { ExpectedError } from "../../alerting/expected-error";

const Comment = z.object({ id: z.number(), body: z.string().nullish(), html_url: z.string() });
const PER_PAGE = 100;
const MOST_PAGES = 50;
const TIME_LIMIT_MS = 30_000;

export type Comment = z.output<typeof Comment>;

export interface CommentTarget {
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly api: string;
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly pullRequest: number;
}

/** GitHub refused, or could not be reached. */
export class PostingError extends ExpectedError {
  override readonly name = "PostingError";
}

/**
 * The comment whose first line is the marker.
 *
 * @see https://docs.github.com/en/rest/issues/comments
 */
export async function findComment(target: CommentTarget, marker: string): Promise<Comment | undefined> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = `per_page=${PER_PAGE}&page=${page}`;
    const answer = await ask(target, "GET", `/issues/${target.pullRequest}/comments?${query}`);
    const comments = z.array(Comment).parse(answer);
    const found = comments.find(({ body }) => body?.split(/\r?\n/, 1)[0] === marker);
    if (found !== undefined) return found;
    if (comments.length < PER_PAGE) return undefined;
  }
  return undefined;
}

export async function addComment(target: CommentTarget, body: string): Promise<Comment> {
  return Comment.parse(await ask(target, "POST", `/issues/${target.pullRequest}/comments`, { body }));
}

export async function editComment(target: CommentTarget, id: number, body: string): Promise<Comment> {
  return Comment.parse(await ask(target, "PATCH", `/issues/comments/${id}`, { body }));
}

async function ask(
  { api, token, repository }: CommentTarget,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const what = `${method} /repos/${repository}${path}`;
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
    "content-type": "application/json",
    "user-agent": "databricks-alerts",
  };
  try {
    const response = await fetch(`${api}/repos/${repository}${path}`, {
      ...{ method, headers, signal: AbortSignal.timeout(TIME_LIMIT_MS) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return await response.json();
    throw new PostingError(`${what} failed: ${response.status} ${messageOf(await response.text())}`);
  } catch (error) {
    if (error instanceof PostingError) throw error;
    throw new PostingError(`${what} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function messageOf(text: string): string {
  try {
    return z.object({ message: z.string() }).parse(JSON.parse(text)).message.slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
}
