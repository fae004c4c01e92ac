import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { characterClass, escapedClass, literalCharacter, readEscape } from "./java-characters";
import { END, LINE_END, LINE_START, NO_WORD_EDGE, WORD_EDGE } from "./java-edges";

/** A regular expression of Java as JavaScript has it. */
export interface JavaRegex {
  readonly regex: RegExp;
  /** JavaScript's number of each of Java's groups; the first one is the whole match. */
  readonly groups: readonly number[];
  readonly names: ReadonlyMap<string, number>;
}

const CACHE = new Map<string, JavaRegex>();
const CACHED = 500;

/** @param name of the function that asks, for the error */
export function javaRegex(pattern: string, name: string): JavaRegex {
  const known = CACHE.get(pattern);
  if (known) return known;
  const made = compile(pattern, name);
  if (CACHE.size >= CACHED) CACHE.clear();
  CACHE.set(pattern, made);
  return made;
}

function compile(pattern: string, name: string): JavaRegex {
  const reader = new PatternReader(pattern, name);
  const source = reader.alternatives();
  reader.end();
  try {
    return { regex: new RegExp(source, "gv"), groups: reader.groups, names: reader.names };
  } catch {
    throw unsupported(`the regular expression ${pattern}`);
  }
}

export function invalidPattern(name: string, pattern: string): SqlError {
  return new SqlError(
    "INVALID_PARAMETER_VALUE.PATTERN",
    "22023",
    `The value of parameter(s) \`regexp\` in \`${name}\` is invalid: '${pattern}'.`,
  );
}

interface Flags {
  readonly i: boolean;
  readonly s: boolean;
  readonly m: boolean;
  readonly x: boolean;
}

/** Something that a quantifier may follow. */
interface Atom {
  readonly text: string;
  /** Whether it repeats without a bound in itself: repeated once more, it might run for ever. */
  readonly repeats: boolean;
}

class PatternReader {
  readonly groups: number[] = [0];
  readonly names = new Map<string, number>();
  #at = 0;
  #count = 0;
  #flags: Flags = { i: false, s: false, m: false, x: false };
  #repeats = false;

  readonly #pattern: string;
  readonly #name: string;

  constructor(pattern: string, name: string) {
    this.#pattern = pattern;
    this.#name = name;
  }

  end(): void {
    if (this.#at < this.#pattern.length) throw this.#invalid();
  }

  /** Up to a bracket that closes, or the end. */
  alternatives(): string {
    let text = "";
    for (;;) {
      if (this.#flags.x) this.#at += /^(?:\s|#.*)*/.exec(this.#pattern.slice(this.#at))?.[0].length ?? 0;
      if (this.#at >= this.#pattern.length || this.#pattern[this.#at] === ")") return text;
      if (this.#pattern[this.#at] === "|") {
        this.#at += 1;
        text += "|";
        continue;
      }
      const from = this.#count + 1;
      text += this.#quantified(this.#atom(), from);
    }
  }

  #quantified(atom: Atom | undefined, from: number): string {
    if (!atom) return "";
    const [given, quantifier = "", kind = ""] =
      /^([*+?]|\{\d+(?:,\d*)?\})([?+]?)/.exec(this.#pattern.slice(this.#at)) ?? [];
    if (given === undefined) {
      this.#repeats ||= atom.repeats;
      return atom.text;
    }
    this.#at += given.length;
    if (/^[*+]/.test(this.#pattern.slice(this.#at))) throw this.#invalid();
    const isOpen = /^(?:[*+]|\{\d+,\})$/.test(quantifier);
    if (isOpen && atom.repeats && kind !== "+")
      throw unsupported(`a regular expression that repeats a repetition (${this.#pattern})`);
    this.#repeats ||= isOpen || atom.repeats;
    return kind === "+" ? this.#atomic(atom.text + quantifier, from) : atom.text + quantifier + kind;
  }

  /** What has matched is kept: a group of our own in a look-ahead, and what that found. */
  #atomic(text: string, from: number): string {
    if (this.#count >= from || /\\k/.test(text))
      throw unsupported(`groups within what matches as a whole in ${this.#pattern}`);
    this.#count += 1;
    const name = `whole${this.#count}`;
    return `(?:(?=(?<${name}>${text}))\\k<${name}>)`;
  }

  #atom(): Atom | undefined {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    switch (character) {
      case "(":
        return this.#group();
      case "[": {
        const { text, at } = characterClass(this.#pattern, this.#at, this.#flags.i, () => this.#invalid());
        this.#at = at;
        return plain(text);
      }
      case ".":
        return plain(this.#flags.s ? "[^]" : `[^\\n\\r\\u{85}\\u{2028}\\u{2029}]`);
      case "^":
        return plain(this.#flags.m ? LINE_START : "(?:^)");
      case "$":
        return plain(this.#flags.m ? LINE_END : END);
      case "\\":
        return this.#escape();
      case "*":
      case "+":
      case "?":
      case "{":
        throw this.#invalid();
      default:
        return plain(literalCharacter(character, this.#flags.i));
    }
  }

  #group(): Atom | undefined {
    const outer = this.#flags;
    const before = this.#repeats;
    const [head = "", kind = ""] =
      /^\?(<\w+>|<=|<!|[:=!>]|[a-zA-Z]*(?:-[a-zA-Z]+)?[:)])?/.exec(this.#pattern.slice(this.#at)) ?? [];
    this.#at += head.length;
    if (head === "?") throw this.#invalid();
    if (/^[a-zA-Z-]*\)$/.test(kind) && kind !== "") {
      this.#flags = this.#changed(kind.slice(0, -1));
      return undefined;
    }
    let open = "(?:";
    const from = this.#count + 1;
    if (head === "" || /^<\w/.test(kind)) {
      this.#count += 1;
      this.groups.push(this.#count);
      if (kind !== "") this.names.set(kind.slice(1, -1), this.groups.length - 1);
      open = "(";
    } else if (/^[a-zA-Z-]+:$/.test(kind)) {
      this.#flags = this.#changed(kind.slice(0, -1));
    } else if (kind !== ">" && kind !== ":") {
      open = `(?${kind}`;
    }
    this.#repeats = false;
    const inner = this.alternatives();
    if (this.#pattern[this.#at] !== ")") throw this.#invalid();
    this.#at += 1;
    const atom = { text: `${open}${inner})`, repeats: this.#repeats };
    this.#flags = outer;
    this.#repeats = before;
    return kind === ">" ? { text: this.#atomic(inner, from), repeats: false } : atom;
  }

  #changed(letters: string): Flags {
    const [on = "", off = ""] = letters.split("-");
    if (/[^imsx]/.test(on + off)) throw unsupported(`the flags (?${letters}) in a regular expression`);
    const flag = (name: string, now: boolean) => (on.includes(name) || now) && !off.includes(name);
    const { i, s, m, x } = this.#flags;
    return { i: flag("i", i), s: flag("s", s), m: flag("m", m), x: flag("x", x) };
  }

  #escape(): Atom {
    const next = this.#pattern[this.#at];
    if (next === "Q") {
      const end = this.#pattern.indexOf("\\E", this.#at);
      const quoted = this.#pattern.slice(this.#at + 1, end < 0 ? undefined : end);
      this.#at = end < 0 ? this.#pattern.length : end + 2;
      const letters = [...quoted].map((character) => literalCharacter(character, this.#flags.i));
      // A quantifier behind \E is of the last letter alone.
      return plain(letters.length === 1 ? letters.join("") : `(?:${letters.join("")})`);
    }
    const rest = this.#pattern.slice(this.#at);
    const [reference, named = ""] = /^(?:[1-9]\d*|k<(\w+)>)/.exec(rest) ?? [];
    if (reference !== undefined) return this.#reference(reference, named);
    const simple = { A: "(?:^)", z: "(?:$)", Z: END, b: WORD_EDGE, B: NO_WORD_EDGE }[next ?? ""];
    if (simple !== undefined) {
      this.#at += 1;
      return plain(simple);
    }
    if (next === "R") {
      this.#at += 1;
      return plain("(?:\\r\\n|[\\n\\v\\f\\r\\u{85}\\u{2028}\\u{2029}])");
    }
    const found = escapedClass(rest);
    if (found) {
      this.#at += found.length;
      return plain(found.text);
    }
    const escape = readEscape(rest);
    if (!escape) throw this.#invalid();
    this.#at += escape.length;
    return plain(literalCharacter(escape.character, this.#flags.i));
  }

  /** As many digits as there is such a group; one that is not there matches nothing. */
  #reference(written: string, name: string): Atom {
    if (this.#flags.i) throw unsupported("a back-reference that ignores the case");
    let digits = written;
    while (name === "" && digits.length > 1 && Number(digits) >= this.groups.length)
      digits = digits.slice(0, -1);
    this.#at += digits.length;
    const number = name === "" ? Number(digits) : this.names.get(name);
    if (number === undefined) throw this.#invalid();
    const group = this.groups[number];
    return plain(group === undefined ? "(?!)" : `(?:\\${group})`);
  }

  #invalid(): SqlError {
    return invalidPattern(this.#name, this.#pattern);
  }
}

function plain(text: string): Atom {
  return { text, repeats: false };
}
