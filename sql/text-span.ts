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
    const before = Array.from(this.#lines[line - 1] ?? "").slice(0, column - 1);
    return (this.#starts[line - 1] ?? 0) + before.join("").length;
  }
}
