import Mustache from "mustache";
import { ExpectedError } from "../messages/expected-error";

export type Variables = ReadonlyMap<string, string>;

export interface FilledTemplate {
  readonly text: string;
  /** Names outside of sections that are not among the variables, once each. */
  readonly others: readonly string[];
}

/** A token of `Mustache.parse`: kind, name, start and end of its tag; for a section its content and where that ends. */
type Token = [kind: string, name: string, start: number, end: number, content?: Token[], contentEnd?: number];

/**
 * Fills the given variables in and leaves every other tag as it stands, to be filled in later by somebody else.
 * A section over a given variable is kept or dropped here; within any other section names may mean columns of a
 * result row, so unknown ones are not told. Throws mustache's error for a broken template.
 */
export function fillTemplate(
  template: string,
  variables: Variables,
  escape: (value: string) => string,
): FilledTemplate {
  const others = new Set<string>();

  // Tags are cut out by position: what mustache would drop (a newline after a section's tag) stays for the service.
  const fill = (tokens: readonly Token[], from: number, to: number, inSection: boolean): string => {
    let text = "";
    let position = from;
    for (const [kind, name, start, end, content, contentEnd] of tokens) {
      const value = variables.get(name);
      if (kind === "=" || kind === ">") {
        throw new ExpectedError(
          kind === "=" ? "other delimiters are not supported" : "partials are not supported",
        );
      }
      if ((kind === "#" || kind === "^") && content && contentEnd !== undefined) {
        const isOurs = value !== undefined;
        const isShown = !isOurs || (value !== "") === (kind === "#");
        const opening = template.slice(position, isOurs ? start : end);
        text += opening + (isShown ? fill(content, end, contentEnd, inSection || !isOurs) : "");
        position = isOurs ? template.indexOf("}}", contentEnd) + 2 : contentEnd;
        tell(name, isOurs, inSection);
      } else if (kind === "name" || kind === "&") {
        if (value !== undefined) {
          text += template.slice(position, start) + (kind === "&" ? value : escape(value));
          position = end;
        }
        tell(name, value !== undefined, inSection);
      }
    }
    return text + template.slice(position, to);
  };
  const tell = (name: string, isOurs: boolean, inSection: boolean): void => {
    if (!isOurs && !inSection) {
      others.add(name);
    }
  };

  // The library's types leave tokens open (any): their shape is fixed by its documentation of `parse`.
  const tokens = Mustache.parse(template) as Token[];
  return { text: fill(tokens, 0, template.length, false), others: [...others] };
}
