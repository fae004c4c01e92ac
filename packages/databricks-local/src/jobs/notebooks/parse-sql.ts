import { unescapeString } from "../../sql/text/tokenize";

/** A piece of a statement: text, or a widget whose value stands there, as a string literal or as it is. */
export type SqlPart = string | { readonly widget: string; readonly quoted: boolean };

/** What a SQL cell or file does, one after the other. */
export type SqlItem =
  | {
      readonly kind: "statement";
      readonly parts: readonly SqlPart[];
      /** The `:name`s in it: bound values. */
      readonly markers: readonly string[];
    }
  | { readonly kind: "create-widget"; readonly name: string; readonly value: string }
  | { readonly kind: "remove-widget"; readonly name: string };

interface Options {
  /** Whether `{{name}}` stands for a value, as in the files of SQL tasks. */
  readonly mustache?: boolean;
}

const STRING = String.raw`'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"`;
/** What ends a statement or stands for a value, and what hides such things. */
const LEXEMES = new RegExp(
  [
    String.raw`(?<comment>--[^\n]*|/\*[\s\S]*?\*/)`,
    String.raw`getArgument\(\s*(?:'(?<argument>\w+)'|"(?<argument2>\w+)")\s*\)`,
    `(?<hidden>${STRING}|\`(?:[^\`]|\`\`)*\`)`,
    String.raw`(?<![:\w)\]])(?<marker>:[A-Za-z_]\w*)`,
    String.raw`(?<end>;)`,
    String.raw`\$\{(?<dollar>[\w.-]+)\}`,
    String.raw`\{\{\s*(?<mustache>[\w.-]+)\s*\}\}`,
  ].join("|"),
  "gi",
);

const CREATE_WIDGET = new RegExp(
  String.raw`^\s*CREATE\s+WIDGET\s+(?:TEXT|DROPDOWN|COMBOBOX|MULTISELECT)\s+\`?(\w+)\`?\s+DEFAULT\s+(${STRING})`,
  "i",
);
const REMOVE_WIDGET = /^\s*REMOVE\s+WIDGET\s+`?(\w+)`?\s*$/i;

/**
 * Splits the text at its semicolons and finds what stands for the values of widgets.
 *
 * @see https://docs.databricks.com/aws/en/notebooks/widgets
 */
export function parseSql(text: string, { mustache = false }: Options = {}): SqlItem[] {
  const items: SqlItem[] = [];
  let draft = new Draft();
  let previousEnd = 0;
  for (const match of text.matchAll(LEXEMES)) {
    const {
      comment,
      argument,
      argument2,
      hidden,
      marker,
      end,
      dollar,
      mustache: braces,
    } = match.groups ?? {};
    draft.add(text.slice(previousEnd, match.index));
    previousEnd = match.index + match[0].length;
    if (end !== undefined) {
      items.push(...draft.finish());
      draft = new Draft();
    } else if (argument !== undefined || argument2 !== undefined) {
      draft.addWidget(argument ?? argument2 ?? "", true);
    } else if (dollar !== undefined) {
      draft.addWidget(dollar, false);
    } else if (braces !== undefined && mustache) {
      draft.addWidget(braces, false);
    } else if (hidden !== undefined) {
      draft.addString(hidden, mustache);
    } else if (comment === undefined) {
      draft.add(match[0], marker);
    } else {
      draft.add(" ");
    }
  }
  draft.add(text.slice(previousEnd));
  return [...items, ...draft.finish()];
}

/** One statement on its way. */
class Draft {
  readonly #parts: SqlPart[] = [];
  readonly #markers = new Set<string>();

  add(text: string, marker?: string): void {
    if (text !== "") this.#parts.push(text);
    if (marker !== undefined) this.#markers.add(marker.slice(1));
  }

  addWidget(widget: string, quoted: boolean): void {
    this.#parts.push({ widget, quoted });
  }

  /** Values are replaced in strings, too: that is what people use them for. */
  addString(text: string, mustache: boolean): void {
    const widget = mustache ? /\$\{([\w.-]+)\}|\{\{\s*([\w.-]+)\s*\}\}/g : /\$\{([\w.-]+)\}/g;
    let previousEnd = 0;
    for (const match of text.matchAll(widget)) {
      this.add(text.slice(previousEnd, match.index));
      this.addWidget(match[1] ?? match[2] ?? "", false);
      previousEnd = match.index + match[0].length;
    }
    this.add(text.slice(previousEnd));
  }

  finish(): SqlItem[] {
    const text = this.#parts.map((part) => (typeof part === "string" ? part : "")).join("");
    const isEmpty = text.trim() === "" && this.#parts.every((part) => typeof part === "string");
    if (isEmpty) return [];
    const [, created, value] = CREATE_WIDGET.exec(text) ?? [];
    if (created !== undefined && value !== undefined)
      return [{ kind: "create-widget", name: created, value: unescapeString(value) }];

    const [, removed] = REMOVE_WIDGET.exec(text) ?? [];
    if (removed !== undefined) return [{ kind: "remove-widget", name: removed }];
    return [{ kind: "statement", parts: this.#parts, markers: [...this.#markers] }];
  }
}
