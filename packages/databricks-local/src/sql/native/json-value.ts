import { doubleText } from "./value-texts";

/** A JSON value that knows how its numbers are written, and of which keys may come twice. */
export type JsonValue =
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "array"; readonly items: readonly JsonValue[] }
  | { readonly kind: "object"; readonly fields: readonly (readonly [name: string, value: JsonValue])[] };

/**
 * The first value of a text, as Databricks reads JSON: what follows it is not read. Undefined: it is malformed.
 *
 * @param isStrict whether single quotes, NaN and the infinities are no JSON
 */
export function parseJson(text: string, isStrict = false): JsonValue | undefined {
  const reader = new JsonReader(text, isStrict);
  try {
    return reader.value();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

class Malformed extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]?(?:Infinity|INF)|NaN/y;
const PLAIN = { '"': /[^"\\\x00-\x1f]*/y, "'": /[^'\\\x00-\x1f]*/y } as const;
const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

class JsonReader {
  #at = 0;
  #depth = 0;

  readonly #text: string;
  readonly #isStrict: boolean;

  constructor(text: string, isStrict: boolean) {
    this.#text = text;
    this.#isStrict = isStrict;
  }

  value(): JsonValue {
    this.#skip();
    const next = this.#text[this.#at] ?? "";
    switch (next) {
      case "{":
        return this.#nested(() => this.#object());
      case "[":
        return this.#nested(() => this.#array());
      case '"':
      case "'":
        return { kind: "string", text: this.#string() };
      default: {
        const [word] = this.#match(/(?:true|false|null)(?![\w$])/y) ?? [];
        if (word !== undefined)
          return word === "null" ? { kind: "null" } : { kind: "boolean", value: word === "true" };
        const [number] = this.#match(NUMBER) ?? [];
        // Digits end where the number does.
        if (number === undefined || /[\w.$]/.test(this.#text[this.#at] ?? "")) throw new Malformed();
        if (this.#isStrict && /[a-z]{2}/i.test(number)) throw new Malformed();
        return { kind: "number", text: number };
      }
    }
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > 1000) throw new Malformed();
    this.#at += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #object(): JsonValue {
    const fields: [string, JsonValue][] = [];
    if (this.#accept("}")) return { kind: "object", fields };
    do {
      this.#skip();
      if (!/["']/.test(this.#text[this.#at] ?? "")) throw new Malformed();
      const name = this.#string();
      if (!this.#accept(":")) throw new Malformed();
      fields.push([name, this.value()]);
    } while (this.#accept(","));
    if (!this.#accept("}")) throw new Malformed();
    return { kind: "object", fields };
  }

  #array(): JsonValue {
    const items: JsonValue[] = [];
    if (this.#accept("]")) return { kind: "array", items };
    do items.push(this.value());
    while (this.#accept(","));
    if (!this.#accept("]")) throw new Malformed();
    return { kind: "array", items };
  }

  #string(): string {
    const quote = this.#text[this.#at] === "'" ? "'" : '"';
    if (this.#isStrict && quote === "'") throw new Malformed();
    this.#at += 1;
    let result = "";
    for (;;) {
      const [plain = ""] = this.#match(PLAIN[quote]) ?? [];
      result += plain;
      const next = this.#text[this.#at];
      this.#at += 1;
      if (next === quote) return result;
      if (next !== "\\") throw new Malformed();
      result += this.#escape();
    }
  }

  #escape(): string {
    const [code, hex] = this.#match(/u([0-9a-fA-F]{4})/y) ?? [];
    if (code !== undefined) return String.fromCharCode(Number.parseInt(hex ?? "", 16));
    const letter = this.#text[this.#at] ?? "";
    this.#at += 1;
    const known = ESCAPES[letter] ?? (/["'\\/]/.test(letter) ? letter : undefined);
    if (known === undefined) throw new Malformed();
    return known;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    const sticky = pattern;
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text);
    if (match) this.#at += match[0].length;
    return match;
  }

  #skip(): void {
    this.#match(/[ \t\r\n]*/y);
  }

  #accept(character: string): boolean {
    this.#skip();
    const isThere = this.#text[this.#at] === character;
    if (isThere) this.#at += 1;
    return isThere;
  }
}

/** As Databricks writes it anew: fractions as DOUBLEs, which JSON has no infinite ones of. */
export function jsonText(value: JsonValue): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "boolean":
      return String(value.value);
    case "number":
      return numberText(value.text);
    case "string":
      return quotedText(value.text);
    case "array":
      return `[${value.items.map(jsonText).join(",")}]`;
    case "object":
      return `{${value.fields.map(([name, field]) => `${quotedText(name)}:${jsonText(field)}`).join(",")}}`;
  }
}

export function isWhole(number: string): boolean {
  return /^-?\d+$/.test(number);
}

/** Of a number as it is written in JSON. */
export function doubleOf(number: string): number {
  return Number(number.replace(/^([+-]?)INF$/, "$1Infinity"));
}

function numberText(number: string): string {
  if (isWhole(number)) return String(BigInt(number));
  const double = doubleOf(number);
  return Number.isFinite(double) ? doubleText(double) : `"${doubleText(double)}"`;
}

/** Only quotes, backslashes and control characters are escaped. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replace(/\\u([0-9a-f]{4})/g, (written, hex: string) =>
    /^d[89a-f]/.test(hex) ? written : `\\u${hex.toUpperCase()}`,
  );
}
