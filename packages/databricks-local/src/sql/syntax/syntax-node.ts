import { unsupported } from "../sql-faults";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Fields that say how a thing was written, not what it means. */
const COSMETIC =
  /comments$|^(span|alias_explicit_as|alias_keyword|alias_first|original_name|double_colon_syntax|inferred_type|nesting_group|kind_text|start_side_text|end_side_text|use_plural|unit_after_size|sql_standard_syntax|position_explicit|no_parens|use_bracket_syntax|was_nested|explicit_null_order|explicit_asc)$/;

/**
 * One node of the parser's tree: `{ "kind": { fields } }`. It knows which of its fields were read, so that `finish` refuses a
 * clause that nobody translated: what is not understood is never dropped.
 */
export class SyntaxNode {
  readonly #read = new Set<string>();
  /** By their record: a second look at a part marks the same one. */
  readonly #parts = new Map<Json, SyntaxNode>();
  readonly #fields: { readonly [key: string]: Json };

  constructor(
    readonly kind: string,
    value: Json,
  ) {
    this.#fields = isRecord(value) ? value : {};
  }

  static of(json: Json): SyntaxNode {
    const [entry, more] = isRecord(json) ? Object.entries(json) : [];
    if (!entry || more) throw new TypeError("The parser's tree has a node with no or with several kinds.");
    return new SyntaxNode(...entry);
  }

  /** The same node, for a second look that leaves no mark. */
  copy(): SyntaxNode {
    return new SyntaxNode(this.kind, this.#fields);
  }

  /** What it is in the tree: the same object for each look at it. */
  get record(): WeakKey {
    return this.#fields;
  }

  /** All of it, for a look that leaves no mark. */
  toJSON(): Json {
    return this.#fields;
  }

  get fields(): string[] {
    return Object.keys(this.#fields);
  }

  has(field: string): boolean {
    return !isEmpty(this.#fields[field]);
  }

  /** Marks a field as read whose value makes no difference. */
  ignore(...fields: string[]): this {
    for (const field of fields) this.#read.add(field);
    return this;
  }

  node(field: string): SyntaxNode {
    return SyntaxNode.of(this.#take(field));
  }

  optionalNode(field: string): SyntaxNode | undefined {
    return this.has(field) ? this.node(field) : undefined;
  }

  nodes(field: string): SyntaxNode[] {
    return this.#array(field).map((json) => SyntaxNode.of(json));
  }

  /** Nodes as they are, for a look that leaves no mark. */
  rawNodes(field: string): readonly Json[] {
    const value = this.#fields[field];
    return Array.isArray(value) ? (value as readonly Json[]) : [];
  }

  /** A record that is no node of its own, such as an identifier or an ORDER BY element. */
  part(field: string): SyntaxNode {
    return this.#own(field, this.#take(field));
  }

  optionalPart(field: string): SyntaxNode | undefined {
    return this.has(field) ? this.part(field) : undefined;
  }

  partsOf(field: string): SyntaxNode[] {
    return this.#array(field).map((json) => this.#own(field, json));
  }

  /** Pairs such as CASE's `[condition, value]`. */
  pairs(field: string): (readonly [Json, Json])[] {
    return this.#array(field).map((pair) => {
      const [first = null, second = null] = Array.isArray(pair) ? (pair as readonly Json[]) : [];
      return [first, second] as const;
    });
  }

  rows(field: string): (readonly Json[])[] {
    return this.#array(field).map((row) => (Array.isArray(row) ? (row as readonly Json[]) : []));
  }

  text(field: string): string {
    const value = this.#take(field);
    if (typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    throw unsupported(`${this.kind} with ${field} ${JSON.stringify(value)}`);
  }

  optionalText(field: string): string | undefined {
    return this.has(field) ? this.text(field) : undefined;
  }

  flag(field: string): boolean {
    return this.#take(field) === true;
  }

  /** The field as it is; for the few that have several shapes. */
  raw(field: string): Json {
    return this.#take(field);
  }

  /** Refuses what was not read. */
  finish(): void {
    for (const [field, value] of Object.entries(this.#fields)) {
      if (this.#read.has(field) || COSMETIC.test(field) || isEmpty(value)) continue;
      throw unsupported(
        `${field.replaceAll("_", " ").toUpperCase()} in ${this.kind.replaceAll("_", " ").toUpperCase()}`,
      );
    }
    for (const part of this.#parts.values()) part.finish();
  }

  #own(kind: string, json: Json): SyntaxNode {
    const part = this.#parts.get(json) ?? new SyntaxNode(kind, json);
    this.#parts.set(json, part);
    return part;
  }

  #array(field: string): readonly Json[] {
    const value = this.#take(field);
    return Array.isArray(value) ? (value as readonly Json[]) : [];
  }

  #take(field: string): Json {
    this.#read.add(field);
    return this.#fields[field] ?? null;
  }
}

function isRecord(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  return Array.isArray(value) && value.length === 0;
}
