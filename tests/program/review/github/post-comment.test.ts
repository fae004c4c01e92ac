import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { productCommand } from "../../../product-command";

interface Stored {
  readonly id: number;
  body: string;
  readonly html_url: string;
  readonly viewerDidAuthor: boolean;
}

const REPORT = "<!-- alerts-preview:prod -->\n\n### Alert preview\n";
const Body = z.object({ body: z.string() });
const Question = z.object({
  query: z.string(),
  variables: z.object({
    owner: z.literal("o"),
    name: z.literal("r"),
    number: z.literal(7),
    after: z.string().nullable(),
  }),
});

/** The comments of one pull request, as GitHub's APIs have them. */
class Comments {
  readonly stored: Stored[] = [];
  readonly asked: string[] = [];
  refusal: { status: number; message: string } | undefined;
  readonly server: Server = createServer((request, response) => void this.#answer(request, response));

  add(body: string, viewerDidAuthor = true): Stored {
    const id = this.stored.length + 1;
    const html_url = `https://github.example/o/r/pull/7#issuecomment-${id}`;
    const comment = { id, body, html_url, viewerDidAuthor };
    this.stored.push(comment);
    return comment;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = request;
    this.asked.push(`${method} ${url}`);
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.headers.authorization !== "Bearer secret-token") {
      send(401, { message: "Bad credentials" });
    } else if (this.refusal !== undefined) {
      send(this.refusal.status, { message: this.refusal.message });
    } else if (url === "/graphql") {
      const { after } = Question.parse(await json(request)).variables;
      const start = Number(after ?? "0");
      const nodes = this.stored
        .slice(start, start + 100)
        .map(({ html_url, ...rest }) => ({ url: html_url, ...rest }));
      const pageInfo = { hasNextPage: start + 100 < this.stored.length, endCursor: String(start + 100) };
      send(200, { data: { repository: { pullRequest: { comments: { pageInfo, nodes } } } } });
    } else {
      const { body } = Body.parse(await json(request));
      const known = this.stored.find(({ id }) => url.endsWith(`/issues/comments/${id}`));
      if (method === "PATCH" && known !== undefined) known.body = body;
      send(known === undefined ? 201 : 200, known ?? this.add(body));
    }
  }
}

describe("post-review", () => {
  let comments: Comments;
  let folder: string;
  const post = (env: Record<string, string> = {}, more: readonly string[] = []) => {
    const { port } = comments.server.address() as AddressInfo;
    const own = {
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_TOKEN: "secret-token",
      GITHUB_REPOSITORY: "o/r",
    };
    const args = ["post-review", "--file", path.join(folder, "report.md"), "--pull-request", "7", ...more];
    return productCommand(args, { env: { PATH: process.env["PATH"], ...own, ...env } });
  };
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "post-review-"));
    writeFileSync(path.join(folder, "report.md"), REPORT);
    comments = new Comments();
    await new Promise<void>((resolve) => comments.server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    comments.server.close();
    rmSync(folder, { recursive: true });
  });

  it("edits the stack's own comment in place, on whichever page it is, and leaves the others", async () => {
    for (let count = 0; count < 120; count += 1) comments.add(`somebody's ${count}`);
    const other = comments.add("<!-- alerts-preview:dev -->\nanother stack");
    const own = comments.add("<!-- alerts-preview:prod -->\r\nolder");
    const { stdout, status } = await post();
    assert.equal(stdout, `Updated ${own.html_url}\n`);
    assert.equal(status, 0);
    assert.deepEqual(
      [own.body, other.body, comments.stored.length],
      [REPORT, "<!-- alerts-preview:dev -->\nanother stack", 122],
    );
    assert.deepEqual(comments.asked, [
      "POST /graphql",
      "POST /graphql",
      "PATCH /repos/o/r/issues/comments/122",
    ]);
  });

  it("leaves a comment alone that somebody else began with its marker, also where it marks one as out of date", async () => {
    const stranger = comments.add("<!-- alerts-preview:prod -->\nall is well", false);
    assert.equal((await outdate("0123456789ab")).stdout, "There is no comment yet.\n");
    await post();
    await outdate("0123456789ab");
    await post();
    assert.deepEqual(
      comments.stored.map(({ body }) => body),
      [stranger.body, REPORT],
    );
    assert.equal(stranger.body, "<!-- alerts-preview:prod -->\nall is well");
  });

  it("writes a comment where there is none yet", async () => {
    const { stdout, status } = await post();
    assert.equal(stdout, "Posted https://github.example/o/r/pull/7#issuecomment-1\n");
    assert.equal(status, 0);
    assert.equal(comments.stored[0]?.body, REPORT);
  });

  const RUN = {
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_RUN_ID: "12",
    GITHUB_REPOSITORY: "o/r",
  };
  const outdate = (commit: string) => post(RUN, ["--outdated-by", commit, "--stack", "prod"]);
  const banner = (commit: string) =>
    `> ⏳ **Out of date.** The review of commit \`${commit}\` is under way, or failed: see [its run](https://github.example/o/r/actions/runs/12).`;

  it("marks the comment as out of date once, and names the newest commit, until the next report", async () => {
    const other = comments.add("<!-- alerts-preview:dev -->\nanother stack");
    const own = comments.add("<!-- alerts-preview:prod -->\r\n\r\n### Alert preview\r\n\r\n> ✅ calm\r\n");
    const marked = (commit: string) =>
      [
        "<!-- alerts-preview:prod -->",
        banner(commit),
        "<details><summary>What was said before</summary>",
        "### Alert preview",
        "> ✅ calm",
        "</details>\n",
      ].join("\n\n");
    const { stdout, status } = await outdate("0123456789abcdef0123456789abcdef01234567");
    assert.equal(stdout, `Marked ${own.html_url} as out of date\n`);
    assert.equal(status, 0);
    assert.equal(own.body, marked("0123456789ab"));
    await outdate("fedcba9876543210fedcba9876543210fedcba98");
    assert.equal(own.body, marked("fedcba987654"));
    await post();
    assert.deepEqual([own.body, other.body], [REPORT, "<!-- alerts-preview:dev -->\nanother stack"]);
    assert.equal(comments.stored.length, 2);
  });

  it("writes nothing where there is no comment to mark", async () => {
    const { stdout, status } = await outdate("0123456789ab");
    assert.equal(stdout, "There is no comment yet.\n");
    assert.equal(status, 0);
    assert.deepEqual(comments.asked, ["POST /graphql"]);
  });

  it("says by its exit status that the report could not be posted, and keeps it", async () => {
    comments.refusal = { status: 403, message: "Resource not accessible by integration" };
    const { stderr, status } = await post();
    assert.equal(status, 4);
    assert.equal(
      stderr,
      "error: POST /graphql failed: 403 Resource not accessible by integration\n" +
        `The report was not posted; it is kept in ${path.join(folder, "report.md")}.\n`,
    );
    assert.equal(readFileSync(path.join(folder, "report.md"), "utf8"), REPORT);
  });

  it("asks for a token, and shows none", async () => {
    const { stderr } = await post({ GITHUB_TOKEN: "" });
    assert.match(stderr, /^error: GITHUB_TOKEN is not set\.\n/);
    const refused = await post({ GITHUB_TOKEN: "another-token" });
    assert.match(refused.stderr, /failed: 401 Bad credentials/);
    assert.doesNotMatch(refused.stderr, /another-token/);
  });
});
