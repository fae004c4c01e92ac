import { literalOf } from "./literal";
import { nodesOf } from "./nodes-of";
import { MARKER } from "./parameter-markers";
import { type ParsedQuery, parseQuery } from "./parse-query";
import { firstEscape, quotedParts } from "./scan-text";
import { type TextEdit, withEdits } from "./table-references";
import { TextPositions } from "./text-span";
import type { Expression } from "./tree";

/** A query whose parameters have their values. */
interface FilledQuery {
  /** The length of the text. */
  readonly bytes: number;
  /** Made only when it is asked for: a short query can become a very long one. */
  text(): string;
  /** Of the names in `parameters`, those that the query does not have. */
  readonly unused: readonly string[];
  /** Names that the query has, and that nothing gives a value. */
  readonly unbound: readonly string[];
}

/** The query with the literal of each name in the place of `:name`. Names are told apart by case, as the service does. */
export function withParameters(text: string, parameters: ReadonlyMap<string, string>): FilledQuery {
  const parsed = parseQuery(text);
  const markers = parsed.outcome === "query" ? markersIn(parsed) : markersOutsideOfTexts(text);
  const names = new Set(markers.map(({ name }) => name));
  const edits: TextEdit[] = markers.flatMap(({ name, start }) => {
    const literal = parameters.get(name);
    return literal === undefined ? [] : [{ span: { start, end: start + name.length + 1 }, text: literal }];
  });
  const added = new Map([...parameters].map(([name, literal]) => [name, Buffer.byteLength(literal)]));
  const bytes = markers.reduce(
    (sum, { name }) => sum + (added.get(name) ?? name.length + 1) - name.length - 1,
    Buffer.byteLength(text),
  );
  return {
    bytes,
    text: () => withEdits(text, edits),
    unused: [...parameters.keys()].filter((name) => !names.has(name)),
    unbound: [...names].filter((name) => !parameters.has(name)),
  };
}

interface Marker {
  readonly name: string;
  readonly start: number;
}

function markersIn({ text, query }: ParsedQuery): Marker[] {
  const positions = new TextPositions(text);
  return nodesOf(query, "Value").flatMap(({ value, span }) =>
    value.Placeholder?.startsWith(":")
      ? [{ name: value.Placeholder.slice(1), start: positions.offset(span.start) }]
      : [],
  );
}

/** Of a text that the parser cannot read: what looks like one, outside of texts, quoted names and comments. */
function markersOutsideOfTexts(text: string): Marker[] {
  const blank = quotedParts(text).reduce(
    (code, { offset, text: part }) =>
      code.slice(0, offset) + "'".repeat(part.length) + code.slice(offset + part.length),
    text,
  );
  return [...blank.matchAll(MARKER)].map(({ index, 0: whole, 1: marker = "" }) => ({
    name: marker.slice(1),
    start: index + whole.length - marker.length,
  }));
}

/** Whether the text is one value that is written out, and nothing else: a number, a text, a truth value, a time, an interval. */
export function isLiteral(text: string): boolean {
  const hasComment = quotedParts(text).some(({ text: part }) => /^(?:--|\/\*)/.test(part));
  if (hasComment || firstEscape(text) !== undefined || text.trim() === "") return false;
  const parsed = parseQuery(`SELECT ${text}`);
  const { Select } = parsed.outcome === "query" ? parsed.query.body : {};
  const [only, ...others] = Select?.projection ?? [];
  const isAlone = others.length === 0 && Select?.from.length === 0 && parsed.outcome === "query";
  return isAlone && only?.UnnamedExpr !== undefined && isWrittenOut(only.UnnamedExpr);
}

function isWrittenOut(expression: Expression): boolean {
  const { TypedString, Interval } = expression;
  return TypedString !== undefined || literalOf(Interval ? Interval.value : expression) !== undefined;
}
