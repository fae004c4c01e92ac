import { marker } from "../markdown/comment-head";
import { code, link } from "../markdown/inline";
import { addComment, type CommentTarget, editComment, findComment } from "./comments-api";

/** Writes the comment, or edits its own that begins with the same marker: a pull request has one for each stack. */
export async function postComment(
  target: CommentTarget,
  body: string,
): Promise<{ readonly url: string; readonly isNew: boolean }> {
  const [marker = ""] = body.split("\n", 1);
  const known = await findComment(target, marker);
  const isNew = known === undefined;
  return { url: await (isNew ? addComment(target, body) : editComment(target, known.id, body)), isNew };
}

/** The review that is to come. */
interface NextReview {
  readonly stack: string;
  readonly commit: string;
  /** The page of its run. */
  readonly run?: string;
}

/** By this a comment is known that was marked before. */
const OUT_OF_DATE = "> ⏳ **Out of date.**";

/**
 * Marks the stack's comment, so that it is not read as what the next review says, also if that never ends: the next
 * `postComment` writes over it. Answers with its address, if there is one.
 */
export async function outdateComment(target: CommentTarget, next: NextReview): Promise<string | undefined> {
  const known = await findComment(target, marker(next.stack));
  if (known === undefined) return undefined;
  return editComment(target, known.id, outdated(known.body, next));
}

/** The comment below a note, folded away. */
function outdated(body: string, { commit, run }: NextReview): string {
  const [first = "", ...lines] = body.split(/\r?\n/);
  const said = lines.join("\n").trim();
  const where = run === undefined ? "" : `: see ${link("its run", run)}`;
  const note = `${OUT_OF_DATE} The review of commit ${code(commit.slice(0, 12))} is under way, or failed${where}.`;
  const folded = said.startsWith(OUT_OF_DATE)
    ? said.slice(said.indexOf("\n")).trim()
    : `<details><summary>What was said before</summary>\n\n${said}\n\n</details>`;
  return `${[first, note, folded].join("\n\n")}\n`;
}
