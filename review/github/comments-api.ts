import { z } from "zod";
import { ExpectedError } from "../../messages/expected-error";

const Comment = z.object({ body: z.string().nullish(), html_url: z.string() });

const CommentPage = z.object({
  data: z.object({
    repository: z.object({
      pullRequest: z.object({
        comments: z.object({
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
          nodes: z.array(z.object({ url: z.string(), body: z.string(), viewerDidAuthor: z.boolean() })),
        }),
      }),
    }),
  }),
});
const Refusal = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) });

/** REST has no field that says so for a token of an app, which is nobody's who could be asked for a name. */
const COMMENTS = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { url body viewerDidAuthor }
      }
    }
  }
}`;
const MOST_PAGES = 50;
const TIME_LIMIT_MS = 30_000;

export interface OwnComment {
  readonly id: string;
  readonly body: string;
}

export interface CommentTarget {
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly api: string;
  /** `https://api.github.com/graphql`, or that of a GitHub Enterprise Server. */
  readonly graphql: string;
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
 * The comment whose first line is the marker, of those that the token's owner wrote: whoever may comment may write a marker.
 *
 * @see https://docs.github.com/en/graphql/reference/objects#issuecomment
 */
export async function findComment(target: CommentTarget, marker: string): Promise<OwnComment | undefined> {
  const [owner, name] = target.repository.split("/");
  let after: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const variables = { owner, name, number: target.pullRequest, after };
    const { nodes, pageInfo } = await commentPage(target, { query: COMMENTS, variables });
    const found = nodes.find(
      ({ body, viewerDidAuthor }) => viewerDidAuthor && body.split(/\r?\n/, 1)[0] === marker,
    );
    if (found !== undefined) return { id: idOf(found.url), body: found.body };
    if (!pageInfo.hasNextPage) return undefined;
    after = pageInfo.endCursor ?? null;
  }
  return undefined;
}

/** The address of the comment that was written. */
export async function addComment(target: CommentTarget, body: string): Promise<string> {
  const path = `/repos/${target.repository}/issues/${target.pullRequest}/comments`;
  return Comment.parse(await ask(target, "POST", path, { body })).html_url;
}

export async function editComment(target: CommentTarget, id: string, body: string): Promise<string> {
  const path = `/repos/${target.repository}/issues/comments/${id}`;
  return Comment.parse(await ask(target, "PATCH", path, { body })).html_url;
}

async function commentPage(target: CommentTarget, question: object) {
  const answer = await ask(target, "POST", new URL(target.graphql), question);
  const refused = Refusal.safeParse(answer);
  if (refused.success) {
    const why = refused.data.errors.map(({ message }) => message.slice(0, 200)).join("; ");
    throw new PostingError(`Reading the comments of pull request ${target.pullRequest} failed: ${why}`);
  }
  return CommentPage.parse(answer).data.repository.pullRequest.comments;
}

/** GraphQL gives ids of its own, and those of REST in a form that older servers lack: both know this address. */
function idOf(url: string): string {
  const [, id] = /#issuecomment-(\d+)$/.exec(url) ?? [];
  if (id === undefined) throw new PostingError(`The comment's address has no id: ${url}`);
  return id;
}

async function ask(
  { api, token }: CommentTarget,
  method: "POST" | "PATCH",
  where: string | URL,
  body: object,
): Promise<unknown> {
  const url = where instanceof URL ? where : new URL(`${api}${where}`);
  const what = `${method} ${url.pathname}`;
  const headers = {
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
    "content-type": "application/json",
    "user-agent": "databricks-alerts",
  };
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
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
