import { shownText, shownUpTo } from "../../messages/words";

/**
 * Texts that mean nothing to GitHub's Markdown wherever they stand in a line: no link, mention, reference, formula, entity
 * or emphasis can be made of these characters.
 */
const PLAIN = /^(?:[\p{L}\p{N} .,;%()+'’–—→×…°=?!/-]|:(?= |$)|(?<=\d):(?=\d))*$/u;
/**
 * Except for these: links without a scheme, commits, references to issues, what begins a list or a line across; and on other
 * forges references to merge requests (`!12`) and milestones (`%12`), and orders to them (`/approve`).
 */
const NOT_PLAIN =
  /www\.|\b[0-9a-f]{7,40}\b|\bGH-\d|![0-9]|%[\p{L}\d]|(?:^|\s)\/\p{L}|^\s*(?:\d+[.)]|[-+=]+)(?:\s|$)/iu;
const MAX_PROSE_LENGTH = 600;

/** A value in a line of text: as it is where that is harmless, else as code, which GitHub leaves alone. */
export function inline(value: string): string {
  const text = shownText(value).trim();
  return isPlain(text) ? text : code(text);
}

interface Part {
  readonly isPlain: boolean;
  text: string;
}

/** A sentence that may hold values: those of its words that are not harmless become code, as do quoted ones together. */
export function prose(sentence: string): string {
  const words: Part[] = [];
  for (const word of wordsOf(shownUpTo(sentence, MAX_PROSE_LENGTH).trim()))
    append(words, { isPlain: isPlain(word), text: word });

  // Harmless words may mean something together.
  const parts: Part[] = [];
  for (const { isPlain: areWords, text } of words)
    append(parts, { isPlain: areWords && isPlain(text), text });
  return parts.map(({ isPlain: isText, text }) => (isText ? text : codeWord(text))).join("");
}

/** Neighbours of a kind become one: of two pieces of code side by side, the fences would be taken for one. */
function append(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (last?.isPlain === part.isPlain) last.text += part.text;
  else parts.push(part);
}

/** Words, what is between quotes as one, the punctuation after them and the blanks between them. */
function wordsOf(text: string): string[] {
  return text.match(/"[^"]*"|\s+|[^\s"]+?(?=[.,;:]*(?:[\s"]|$))|[.,;:]+|"/g) ?? [];
}

/** Blanks at its ends stay outside. */
function codeWord(text: string): string {
  const inner = text.trim();
  return text.replace(inner, () => code(inner));
}

/** Always as code: names of columns, expressions, addresses. */
export function code(value: string): string {
  const text = shownUpTo(value, MAX_PROSE_LENGTH);
  const fence = "`".repeat(longestRun(text) + 1);
  const padding = /^`|`$|^ .* $/.test(text) || text === "" ? " " : "";
  return `${fence}${padding}${text}${padding}${fence}`;
}

/** Markdown for one cell of a table: in there a pipe ends the cell, in code, too. */
export function cell(markdown: string): string {
  return markdown.replaceAll(/\\+(?=\|)/g, (slashes) => "∖".repeat(slashes.length)).replaceAll("|", "\\|");
}

/** A value between the tags of raw HTML, where no Markdown is read. A quote ends nothing there. */
export function htmlText(value: string): string {
  const text = shownText(value).trim();
  const escaped = text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return isPlain(text) ? escaped : `<code>${escaped}</code>`;
}

/** A link to a page of the workspace, or of the CI run. */
export function link(markdown: string, url: string | undefined): string {
  if (url === undefined) return markdown;
  // encodeURI leaves what would end the link.
  const address = encodeURI(url).replaceAll(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `[${markdown}](${address})`;
}

/** The longest run of backticks. */
export function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !NOT_PLAIN.test(text);
}

const MOST_LINES = 25;
const MOST_CHARACTERS = 10_000;

/** A list that stays short: so many lines of so many characters in all, and the number of the others. */
export function list(lines: readonly string[], mostLines = MOST_LINES): string {
  let used = 0;
  const shown = lines.slice(0, mostLines).filter((line) => (used += line.length) <= MOST_CHARACTERS);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].map((line) => `- ${line}`).join("\n");
}
