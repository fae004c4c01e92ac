import { isAlias, isCollection, isMap, LineCounter, type Node, parseDocument } from "yaml";
import { ExpectedError } from "../../messages/expected-error";
import { counted, visibleText } from "../../messages/words";

/** Keys and numbers of elements, from the top of a file to a place in it. */
export type YamlPath = readonly PropertyKey[];

/** Something that is wrong with a file, at its place. */
export interface FileFault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** What is the case, and what to do about it. */
  readonly what: string;
}

/** `tests/alerts/cost.yaml:3:5: unknown key clok; did you mean clock?` */
export function formatFileFault({ file, line, column, what }: FileFault): string {
  return `${visibleText(file)}:${line}:${column}: ${visibleText(what)}`;
}

/** All faults of all files; nothing was run. */
export class FileFaultsError extends ExpectedError {
  override readonly name = "FileFaultsError";

  constructor(faults: readonly FileFault[]) {
    const files = new Set(faults.map(({ file }) => file)).size;
    super(
      [
        `${counted(faults.length, "fault")} in ${counted(files, "file")}; nothing was run.`,
        ...faults.map(formatFileFault),
      ].join("\n"),
    );
  }
}

/** No file of a test needs more: whoever reads one must not be held up by it. */
const MOST_CHARACTERS = 1_000_000;

/** A YAML file as plain values, which knows where each of them stands. */
export class YamlSource {
  readonly value: unknown;
  readonly faults: FileFault[] = [];
  readonly #lines = new LineCounter();
  readonly #contents: Node | null;

  constructor(
    readonly file: string,
    text: string,
  ) {
    const isLong = text.length > MOST_CHARACTERS;
    const document = parseDocument(isLong ? "" : text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      stringKeys: true,
      intAsBigInt: true,
    });
    this.#contents = document.contents;
    if (isLong) this.fault([], `has ${text.length} characters: at most ${MOST_CHARACTERS} are read`);
    for (const { message, pos } of [...document.errors, ...document.warnings])
      this.faults.push({ file, ...this.#place(pos[0]), what: `no YAML: ${message}` });
    this.value =
      this.faults.length > 0 ? undefined : this.#plain(() => document.toJS({ maxAliasCount: 100 }));
  }

  /** Takes down what is wrong at `path`, once; of a key that is too much, at the key itself. */
  fault(path: YamlPath, what: string, { atKey = false } = {}): undefined {
    const fault = { file: this.file, ...this.#place(this.#offset(path, atKey)), what };
    const isTold = this.faults.some((told) => formatFileFault(told) === formatFileFault(fault));
    if (!isTold) this.faults.push(fault);
    return undefined;
  }

  /** Where the value at `path` stands. */
  placeOf(path: YamlPath): { readonly line: number; readonly column: number } {
    return this.#place(this.#offset(path, false));
  }

  /** Aliases that name each other many times over are refused by the parser when it makes values of them. */
  #plain(make: () => unknown): unknown {
    try {
      return make();
    } catch (error) {
      return this.fault([], `no YAML: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Of the nearest node around it, where there is none at `path`. */
  #offset(path: YamlPath, atKey: boolean): number {
    let node = this.#contents;
    let offset = node?.range?.[0] ?? 0;
    for (const [index, key] of path.entries()) {
      if (!isCollection(node) || isAlias(node)) break;
      const name = typeof key === "symbol" ? key.description : key;
      const pair = isMap(node)
        ? node.items.find((item) => String((item.key as { value?: unknown } | null)?.value) === String(name))
        : undefined;
      if (pair && atKey && index === path.length - 1) return (pair.key as Node).range?.[0] ?? offset;
      // The library's types leave open what a collection holds.
      const inner = node.get(isMap(node) ? name : Number(name), true) as Node | undefined;
      if (inner?.range === undefined || inner.range === null) break;
      node = inner;
      offset = inner.range[0];
    }
    return offset;
  }

  #place(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    // An empty file has no line yet.
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}
