import { readFileSync } from "node:fs";
import { Command } from "commander";
import { postComment } from "../review/github/post-comment";

interface Options {
  readonly file: string;
  readonly repository?: string;
  readonly pullRequest?: string;
}

/** The report could not be posted. It is where it was. */
const NOT_POSTED = 4;

/** `node commands/main.cjs post-review`: the report as a comment of a pull request, written or edited in place. */
export async function main(args: string[]): Promise<void> {
  const program = new Command("node commands/main.cjs post-review")
    .description(
      "Writes report.md as a comment of a pull request, or edits the one that is there. GITHUB_TOKEN needs pull-requests: write.\n" +
        "Exit status: 0 posted; 4 not posted, and the report is kept.",
    )
    .option("--file <path>", "the comment", ".local/review/report.md")
    .option("--repository <owner/name>", "else GITHUB_REPOSITORY")
    .requiredOption("--pull-request <number>", "its number")
    .action(run);
  await program.parseAsync(args, { from: "user" });
}

async function run({
  file,
  repository = process.env["GITHUB_REPOSITORY"],
  pullRequest,
}: Options): Promise<void> {
  const body = readFileSync(file, "utf8");
  try {
    const target = {
      api: process.env["GITHUB_API_URL"] ?? "https://api.github.com",
      token: required(process.env["GITHUB_TOKEN"], "GITHUB_TOKEN"),
      repository: required(repository, "GITHUB_REPOSITORY, or --repository"),
      pullRequest: numberOf(pullRequest),
    };
    const { url, isNew } = await postComment(target, body);
    console.log(`${isNew ? "Posted" : "Updated"} ${url}`);
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    console.error(`The report was not posted; it is kept in ${file}.`);
    process.exitCode = NOT_POSTED;
  }
}

function required(value: string | undefined, name: string): string {
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

function numberOf(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d*$/.test(text)) throw new Error(`--pull-request ${text} is no number.`);
  return Number(text);
}
