import type { Painter } from "./painter";
import type { RunModel } from "./run-model";
import { treeLines } from "./tree";

const REDRAW_MS = 100;
/** For a terminal that does not say how large it is. */
const COLUMNS = 80;
const ROWS = 24;
const ESC = "\u001b[";

/** The tree on a terminal, drawn over itself while the run goes on. */
export class LiveTree {
  #drawn = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly model: RunModel,
    private readonly dryRun: boolean,
    private readonly paint: Painter,
    private readonly out: NodeJS.WriteStream,
  ) {
    this.#timer = setInterval(() => this.#draw(this.#fitting()), REDRAW_MS);
    this.#timer.unref();
  }

  /** Something to read, above the tree. */
  print(line: string): void {
    this.#draw([]);
    this.out.write(`${line}\n`);
    this.#draw(this.#fitting());
  }

  /** Leaves the whole tree on the screen. */
  finish(): void {
    clearInterval(this.#timer);
    this.#draw(this.#cutLines());
  }

  /** As much as the screen holds: the lines above it could not be drawn over. */
  #fitting(): string[] {
    const lines = this.#cutLines();
    const room = Math.max(3, (this.out.rows || ROWS) - 2);
    if (lines.length <= room) return lines;
    const [heading = "", ...rows] = lines;
    const hidden = rows.length - (room - 2);
    return [heading, ...rows.slice(hidden), this.paint.dim(`    … and ${hidden} above`)];
  }

  #cutLines(): string[] {
    const columns = this.out.columns || COLUMNS;
    return treeLines(this.model, this.dryRun, this.paint).map((line) => cut(line, columns));
  }

  #draw(lines: readonly string[]): void {
    const back = this.#drawn > 0 ? `${ESC}${this.#drawn}A` : "";
    this.out.write(`${back}\r${ESC}0J${lines.map((line) => `${line}\n`).join("")}`);
    this.#drawn = lines.length;
  }
}

const COLOUR = new RegExp(`(${ESC.replace("[", "\\[")}\\d+m)`);

/** Cuts to a width, not counting the colours. */
function cut(line: string, columns: number): string {
  let width = 0;
  const parts = line.split(COLOUR);
  return parts
    .map((part) => {
      if (part.startsWith(ESC)) return part;
      const kept = part.slice(0, Math.max(0, columns - width));
      width += kept.length;
      return kept;
    })
    .join("");
}
