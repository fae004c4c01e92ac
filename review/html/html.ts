import { shownUpTo } from "../../messages/words";

/** A piece of a page. Only `html` makes one, so that no value comes into a page unescaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | readonly Html[];

const MAX_TEXT = 2_000;

/** Values are escaped and bidi and control characters made visible; pieces stay as they are. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    literals.reduce((text, literal, index) => text + partText(parts[index - 1], text) + literal),
  );
}

/** Nothing. */
export const NOTHING = new Html("");

function partText(part: Part, before: string): string {
  if (part instanceof Html) return part.text;
  if (part === undefined) return "";
  if (typeof part === "object") return part.map(({ text }) => text).join("\n");
  const text = shownUpTo(String(part), MAX_TEXT);
  return isBreakable(before)
    ? text.replaceAll(LONG_WORD, (word) => pieces(word).join("<wbr>"))
    : escaped(text);
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Longer than any word of a language is in a sentence: names of tables, addresses, SQL. */
const LONG_WORD = /\S+/g;
const LONGEST = 24;
/** What joins the parts of a name: a line may end behind it. */
const PARTS = /[^_./:,;=&?@(){}[\]-]*[_./:,;=&?@(){}[\]-]+|[^_./:,;=&?@(){}[\]-]+/g;

/** A word in the pieces between which a browser may begin a line; one that fits is never broken. */
function pieces(word: string): string[] {
  if (word.length <= LONGEST) return [escaped(word)];
  const parts = word.match(PARTS) ?? [word];
  return parts.flatMap((part) => part.match(new RegExp(`.{1,${LONGEST}}`, "gsu")) ?? []).map(escaped);
}

/** An attribute, and what holds text alone (`<title>`, SVG's `<text>`), take no element. */
function isBreakable(before: string): boolean {
  const [, tag = "", inside = ""] = /<([^<>]*)(>?)[^<>]*$/.exec(before.slice(-MAX_TEXT)) ?? [];
  return tag === "" || (inside !== "" && !/^(?:title|text)\b/.test(tag));
}
