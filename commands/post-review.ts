import { readFileSync } from "node:fs";
import { Command } from "commander";
import { errorText, ExpectedError } from "../messages/expected-error";
import { outdateComment, postComment } from "../review/github/comments";
import type { CommentTarget } from "../review/github/comments-api";
import { runUrl } from "./run-url";

interface Options {
  readonly file: string;
  readonly repository?: string;
  readonly pullRequest?: string;
  readonly stack: string;
  readonly outdatedBy?: string;
}

/** The comment could not be written. The report is where it was. */
const NOT_POSTED = 4;

/** `node commands/main.cjs post-review`: the report as a comment of a pull request, written or edited in place. */
export function postReviewCommand(): Command {
  return new Command("post-review")
    .description(
      "Writes report.md as a comment of a pull request, or edits the one that the same token wrote before. GITHUB_TOKEN needs pull-requests: write.\n" +
        "With --outdated-by nothing is posted: the stack's comment is marked as out of date, until the next one is.\n" +
        "Exit status: 0 posted; 4 not posted, and the report is kept.",
    )
    .option("--file <path>", "the comment", ".local/review/report.md")
    .option("--repository <owner/name>", "else GITHUB_REPOSITORY")
    .requiredOption("--pull-request <number>", "its number")
    .option("--outdated-by <commit>", "the commit that is about to be reviewed")
    .option("-s, --stack <name>", "with --outdated-by: the stack whose comment it is", "dev")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { file, outdatedBy } = options;
  const body = outdatedBy === undefined ? readFileSync(file, "utf8") : "";
  try {
    const target = targetOf(options);
    console.log(await (outdatedBy === undefined ? post(target, body) : outdate(target, outdatedBy, options)));
  } catch (error) {
    console.error(`error: ${errorText(error)}`);
    console.error(
      outdatedBy === undefined
        ? `The report was not posted; it is kept in ${file}.`
        : "The comment that is there was not marked as out of date.",
    );
    process.exitCode = NOT_POSTED;
  }
}

async function post(target: CommentTarget, body: string): Promise<string> {
  const { url, isNew } = await postComment(target, body);
  return `${isNew ? "Posted" : "Updated"} ${url}`;
}

async function outdate(target: CommentTarget, commit: string, { stack }: Options): Promise<string> {
  const run = runUrl(process.env);
  const url = await outdateComment(target, { stack, commit, ...(run !== undefined && { run }) });
  return url === undefined ? "There is no comment yet." : `Marked ${url} as out of date`;
}

function targetOf({ repository = process.env["GITHUB_REPOSITORY"], pullRequest }: Options): CommentTarget {
  const api = process.env["GITHUB_API_URL"] ?? "https://api.github.com";
  return {
    api,
    // On a server of one's own the two lie side by side: /api/v3 and /api/graphql.
    graphql: process.env["GITHUB_GRAPHQL_URL"] ?? `${api.replace(/\/v3\/?$/, "")}/graphql`,
    token: required(process.env["GITHUB_TOKEN"], "GITHUB_TOKEN"),
    repository: required(repository, "GITHUB_REPOSITORY, or --repository"),
    pullRequest: numberOf(pullRequest),
  };
}

function required(value: string | undefined, name: string): string {
  if (!value) throw new ExpectedError(`${name} is not set.`);
  return value;
}

function numberOf(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d*$/.test(text))
    throw new ExpectedError(`--pull-request ${text} is no number.`);
  return Number(text);
}
