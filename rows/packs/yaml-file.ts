import { readFileSync } from "node:fs";
import { join } from "node:path";
import { visit, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import { ExpectedError } from "../../messages/expected-error";
import { counted, nearestWord, shownText, shownValue } from "../../messages/words";

/** A place in a file of the project. */
export interface Place {
  /** From the project's folder on, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** What is wrong there, and what to do. */
export interface PlacedFault extends Place {
  readonly rule: string;
}

/** `packs/cost/pack.yaml:14:5`. */
export function placeText({ file, line, column }: Place): string {
  return `${shownText(file)}:${line}:${column}`;
}

/** By file and line, each once: what alerts share is read for each of them. */
export function inOrderOfPlaces(faults: readonly PlacedFault[]): PlacedFault[] {
  const distinct = new Map(faults.map((fault) => [`${placeText(fault)}: ${fault.rule}`, fault]));
  return [...distinct.values()].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  );
}

/** All of them in one message, a line each. */
export function describeFaults(faults: readonly PlacedFault[]): string[] {
  if (faults.length === 0) return [];
  const files = new Set(faults.map(({ file }) => file));
  const head = `${counted(faults.length, "fault")} in ${counted(files.size, "file")}; nothing was changed.`;
  return [[head, ...faults.map((fault) => `  ${placeText(fault)}: ${fault.rule}`)].join("\n")];
}

/** What is wrong in the project's files, all of it. */
export class FileFaultsError extends ExpectedError {
  override readonly name = "FileFaultsError";
  constructor(readonly faults: readonly PlacedFault[]) {
    super(describeFaults(faults).join("\n"));
  }
}

/** @throws FileFaultsError unless there is none */
export function refuseFaults(faults: readonly PlacedFault[]): void {
  if (faults.length > 0) throw new FileFaultsError(inOrderOfPlaces(faults));
}

/** The place of the character at `offset`, from 0. */
export function placeIn(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** More no file that people keep by hand needs. */
const MAX_BYTES = 2_000_000;

/** Keys and indexes on the way to a part of a document. */
export type YamlPath = readonly (string | number)[];

/** A YAML file that remembers where what it says stands. */
export class YamlFile {
  readonly file: string;
  readonly faults: readonly PlacedFault[];
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;

  /** `intAsBigInt`: whole numbers keep all their digits. */
  constructor(file: string, text: string, { intAsBigInt = false } = {}) {
    this.file = file;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, intAsBigInt });
    this.faults =
      text.length > MAX_BYTES
        ? [{ ...this.#placeAt(0), rule: `is larger than ${MAX_BYTES.toLocaleString("en")} bytes` }]
        : [
            ...this.#document.errors.map(({ pos, message }) => ({
              ...this.#placeAt(pos[0]),
              rule: `is no YAML: ${shownText(message)}`,
            })),
            ...this.#reservedKeys(),
          ];
  }

  /** @param root the project's folder */
  static read(root: string, file: string): YamlFile {
    return new YamlFile(file, readFileSync(join(root, file), "utf8"));
  }

  /** What it says by the shape, and all that is wrong with it; nothing where there is anything wrong. */
  parse<Shape>(shape: z.ZodType<Shape>): { readonly value?: Shape; readonly faults: readonly PlacedFault[] } {
    if (this.faults.length > 0) return { faults: this.faults };
    const plain = this.#plain();
    if ("fault" in plain) return { faults: [plain.fault] };
    const result = shape.safeParse(plain.value);
    if (result.success) return { value: result.data, faults: [] };
    return { faults: result.error.issues.flatMap((issue) => this.#faultsOf(issue, plain.value)) };
  }

  /** Where the value at the path begins, or, where there is none, what it would stand in. */
  placeOf(path: YamlPath): Place {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = this.#nodeAt(path.slice(0, length));
      if (node?.range) return this.#placeAt(node.range[0]);
    }
    return this.#placeAt(0);
  }

  /** Where the last key of the path stands. */
  placeOfKey(path: YamlPath): Place {
    const [key, map] = [path.at(-1), this.#nodeAt(path.slice(0, -1))];
    const pair = isMap(map)
      ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    return isPair(pair) && isScalar(pair.key) && pair.key.range
      ? this.#placeAt(pair.key.range[0])
      : this.placeOf(path);
  }

  /** Where a character of the text at the path stands, as far as it stands in one piece. */
  placeWithin(path: YamlPath, offset: number): Place {
    const node = this.#nodeAt(path);
    const place = this.placeOf(path);
    if (!isScalar(node) || node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") return place;
    return { ...place, column: place.column + offset + (node.type === "PLAIN" ? 0 : 1) };
  }

  /** What JavaScript would not keep as a key. */
  #reservedKeys(): PlacedFault[] {
    const faults: PlacedFault[] = [];
    visit(this.#document, {
      Pair: (_index, { key }) => {
        if (isScalar(key) && key.value === "__proto__") {
          faults.push({
            ...this.#placeAt(key.range?.[0] ?? 0),
            rule: "__proto__ is a reserved word: choose another name",
          });
        }
      },
    });
    return faults;
  }

  /** Aliases are counted, so that a small file cannot become a large one. */
  #plain(): { readonly value: unknown } | { readonly fault: PlacedFault } {
    try {
      return { value: this.#document.toJS({ maxAliasCount: 100 }) };
    } catch (error) {
      // The library tells of too many aliases by a ReferenceError and nothing more specific.
      if (!(error instanceof ReferenceError)) throw error;
      return { fault: { ...this.#placeAt(0), rule: shownText(error.message) } };
    }
  }

  /** The same without a shape. */
  plain(): { readonly value: unknown } | { readonly fault: PlacedFault } {
    const [fault] = this.faults;
    return fault ? { fault } : this.#plain();
  }

  #faultsOf(issue: z.core.$ZodIssue, root: unknown): PlacedFault[] {
    const path = issue.path.filter((key) => typeof key !== "symbol");
    if (issue.code === "unrecognized_keys") {
      const known = knownKeysOf(issue);
      return issue.keys.map((key) => ({
        ...this.placeOfKey([...path, key]),
        rule: unknownKey(key, known),
      }));
    }
    const name = shownText(path.findLast((key) => typeof key === "string") ?? "the file");
    if (issue.code === "invalid_key") {
      const rules = issue.issues.map(({ message }) => message).join(", ");
      return [{ ...this.placeOfKey(path), rule: `${name}: ${rules}` }];
    }
    const value = valueAt(root, path);
    const said =
      value === undefined ? `${name} is required` : `${name} ${shownValue(value)}: ${ruleOf(issue)}`;
    return [{ ...this.placeOf(path), rule: said }];
  }

  #nodeAt(path: YamlPath): Node | undefined {
    let node: unknown = this.#document.contents;
    for (const key of path) {
      if (!isMap(node) && !isSeq(node)) return undefined;
      node = node.get(key, true);
    }
    return isNode(node) ? node : undefined;
  }

  #placeAt(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** `alert_name is not known; did you mean name?` */
export function unknownKey(key: string, known: readonly string[]): string {
  const near = nearestWord(key, known) ?? known.find((name) => key.endsWith(name) || name.endsWith(key));
  const advice = near === undefined ? `; known are ${known.join(", ")}` : `; did you mean ${near}?`;
  return `${shownText(key)} is not known${advice}`;
}

/** A shape says which keys it has in the message that it gives for others: `knowing`. */
function knownKeysOf({ message }: z.core.$ZodIssue): readonly string[] {
  return message.startsWith(KNOWN) ? message.slice(KNOWN.length).split(",") : [];
}

/** A shape that has no words of its own for another type. */
function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_type" || !issue.message.startsWith("Invalid input")) return issue.message;
  return issue.expected === "object" || issue.expected === "record"
    ? "must be a map"
    : `must be of the type ${issue.expected}`;
}

const KNOWN = "known: ";

/** For `z.strictObject`: what is told of a key that is not among these. */
export function knowing(keys: readonly string[]) {
  return {
    error: (issue: { readonly code?: string }) =>
      issue.code === "unrecognized_keys" ? KNOWN + keys.join(",") : undefined,
  };
}

function valueAt(root: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null
        ? (part as Readonly<Record<string | number, unknown>>)[key]
        : undefined,
    root,
  );
}
