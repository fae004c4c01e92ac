import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ExpectedError } from "../../messages/expected-error";
import { shownText } from "../../messages/words";
import { packChoice } from "../../rows/packs/packed-rows";
import { NO_PACKS, type Packs, readPacks } from "../../rows/packs/read-packs";
import { PACKS_FOLDER } from "../../rows/packs/pack-reader";
import { readStack } from "../stack-files";

const MAX_BYTES = 64_000_000;

/**
 * The packs that the stack takes at a commit of the project's repository, whatever is wrong with them: what is compared with
 * them is told, and nothing of theirs is deployed.
 */
export function packsAtCommit(
  commit: string,
  stack: string,
  config: Readonly<Record<string, string>>,
): Packs {
  const root = mkdtempSync(join(tmpdir(), "base-"));
  try {
    const files = git(commit, [
      "ls-tree",
      "-r",
      "-z",
      "--name-only",
      commit,
      "--",
      `${PACKS_FOLDER}/`,
      "Pulumi.yaml",
      `Pulumi.${stack}.yaml`,
    ])
      .toString()
      .split("\0")
      .filter((file) => file !== "");
    for (const file of files) {
      const path = join(root, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, git(commit, ["show", `${commit}:./${file}`]));
    }
    return readPacks(root, packChoice(readStack(stack, config, root).settings, stack));
  } catch (error) {
    // Settings of another release, or none at all: nothing of it is known.
    if (error instanceof ExpectedError && !(error instanceof CommitError)) return NO_PACKS;
    throw error;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

class CommitError extends ExpectedError {
  override readonly name = "CommitError";
}

function git(commit: string, args: readonly string[]): Buffer {
  if (!/^[\w/][\w./^~-]*$/.test(commit))
    throw new CommitError(`${shownText(commit)} is no name of a commit.`);
  try {
    return execFileSync("git", [...args], { stdio: ["ignore", "pipe", "pipe"], maxBuffer: MAX_BYTES });
  } catch (cause) {
    throw new CommitError(
      `The commit ${shownText(commit)} cannot be read here: fetch it (actions/checkout with fetch-depth: 0), or leave --base-commit out.`,
      { cause },
    );
  }
}
