import { shownUpTo } from "../../messages/words";

/** A piece of a page. Only `html` makes one, so that no value comes into a page unescaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | readonly Html[];

const MAX_TEXT = 2_000;

/** Values are escaped and bidi and control characters made visible; pieces stay as they are. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literals.reduce((text, literal, index) => text + partText(parts[index - 1]) + literal));
}

/** Nothing. */
export const NOTHING = new Html("");

function partText(part: Part): string {
  if (part instanceof Html) return part.text;
  if (part === undefined) return "";
  if (typeof part === "object") return part.map(({ text }) => text).join("\n");
  const text = shownUpTo(String(part), MAX_TEXT);
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
