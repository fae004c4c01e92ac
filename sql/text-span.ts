import type { Position } from "./tree";

/** A part of a text, as offsets for `slice`. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** The parser's positions in `text` as offsets. It counts code points and lines that end with \n. */
export class TextPositions {
  readonly #lines: readonly string[];
  readonly #starts: readonly number[];
  /** Of a line with characters of two code units: where each character begins. */
  readonly #wideLines = new Map<number, readonly number[]>();

  constructor(text: string) {
    this.#lines = text.split("\n");
    let start = 0;
    this.#starts = this.#lines.map((line) => {
      const at = start;
      start += line.length + 1;
      return at;
    });
  }

  offset({ line, column }: Position): number {
    const text = this.#lines[line - 1] ?? "";
    const inLine = this.#beginnings(line, text)?.[column - 1] ?? column - 1;
    return (this.#starts[line - 1] ?? 0) + Math.min(inLine, text.length);
  }

  #beginnings(line: number, text: string): readonly number[] | undefined {
    const known = this.#wideLines.get(line);
    if (known !== undefined || !/[\uD800-\uDBFF]/.test(text)) return known;
    let at = 0;
    const beginnings = Array.from(text, (character) => {
      const beginning = at;
      at += character.length;
      return beginning;
    });
    const all = [...beginnings, at];
    this.#wideLines.set(line, all);
    return all;
  }
}
