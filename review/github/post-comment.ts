import { addComment, editComment, findComment, type CommentTarget } from "./comments-api";

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
