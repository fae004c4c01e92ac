import { shownText, shownValue } from "../../messages/words";
import { quotedParts } from "../../sql/scan-text";
import type { PackFile, Parameter, ParameterType } from "./pack-shape";
import { type Place, type PlacedFault, unknownKey } from "./yaml-file";

export type ParameterValue = number | string | boolean;

/** What a stack gives a pack's parameter. */
export interface GivenValue {
  readonly value: ParameterValue;
  readonly place: Place;
}

interface ReadParameters {
  readonly values: ReadonlyMap<string, ParameterValue>;
  readonly faults: readonly PlacedFault[];
}

/** `${other}`: the value of another parameter. */
const REFERENCE = /^\$\{([^}]*)\}$/;

/** The values that a pack's parameters have in a stack. */
export function readParameters(
  parameters: PackFile["parameters"],
  given: ReadonlyMap<string, GivenValue>,
  placeOf: (name: string) => Place,
): ReadParameters {
  const values = new Map<string, ParameterValue>();
  const faults: PlacedFault[] = [];
  const names = Object.keys(parameters);
  for (const [name, { place }] of given)
    if (!names.includes(name)) faults.push({ ...place, rule: `parameter ${unknownKey(name, names)}` });

  for (const [name, parameter] of Object.entries(parameters)) {
    const place = given.get(name)?.place ?? placeOf(name);
    const found = valueOf(name, parameters, given, []);
    const rule = "rule" in found ? found.rule : brokenRule(parameter, found.value);
    if (rule !== undefined) faults.push({ ...place, rule: `parameter ${shownText(name)} ${rule}` });
    // One with a fault is there all the same: what names it has none of its own.
    values.set(name, rule === undefined && "value" in found ? found.value : STAND_INS[parameter.type]);
  }
  return { values, faults };
}

function valueOf(
  name: string,
  parameters: PackFile["parameters"],
  given: ReadonlyMap<string, GivenValue>,
  on: readonly string[],
): { readonly value: ParameterValue } | { readonly rule: string } {
  const value = given.get(name)?.value ?? parameters[name]?.default;
  if (value === undefined)
    return { rule: "has no default: say its value in packs/overrides/<stack>.yaml, with the reason" };
  const other = typeof value === "string" ? REFERENCE.exec(value)?.[1] : undefined;
  if (other === undefined) return { value };
  const way = [...on, name];
  if (way.includes(other)) return { rule: `goes in a circle: ${[...way, other].join(" → ")}` };
  if (!Object.hasOwn(parameters, other))
    return { rule: `is that of another one, and ${unknownKey(other, Object.keys(parameters))}` };
  return valueOf(other, parameters, given, way);
}

const KINDS: Readonly<
  Record<ParameterType, readonly [words: string, isOne: (value: ParameterValue) => boolean]>
> = {
  DOUBLE: ["a number", (value) => Number.isFinite(value)],
  INT: ["a whole number", (value) => Number.isSafeInteger(value)],
  STRING: ["a text", (value) => typeof value === "string"],
  BOOLEAN: ["true or false", (value) => typeof value === "boolean"],
};

const STAND_INS: Readonly<Record<ParameterType, ParameterValue>> = {
  DOUBLE: 1,
  INT: 1,
  STRING: "",
  BOOLEAN: true,
};

function brokenRule({ type, min, max }: Parameter, value: ParameterValue): string | undefined {
  const [words, isOne] = KINDS[type];
  if (!isOne(value)) return `is ${shownValue(value)}, and must be ${words} (${type})`;
  if (typeof value !== "number") {
    return min === undefined && max === undefined
      ? undefined
      : `has bounds, which are for numbers, and is ${type}`;
  }
  if (min !== undefined && value < min) return `is ${value}, below its least value ${min}`;
  if (max !== undefined && value > max) return `is ${value}, above its greatest value ${max}`;
  return undefined;
}

/** What is wrong with a placeholder, and at which character of the text, from 0. */
interface PlaceholderFault {
  readonly offset: number;
  readonly rule: string;
}

interface FilledText {
  readonly text: string;
  readonly faults: readonly PlaceholderFault[];
}

const PLACEHOLDER = /\$\{([^}]*)\}?/g;

/** What the row's own reading fills in. */
const OF_ROWS: readonly string[] = ["catalog", "gold_schema", "feature_schema"];

/** Each `${parameter}` of a text for people. */
export function fillText(text: string, values: ReadonlyMap<string, ParameterValue>): FilledText {
  const faults: PlaceholderFault[] = [];
  const filled = text.replaceAll(PLACEHOLDER, (placeholder: string, name: string, offset: number) => {
    const value = values.get(name);
    if (value === undefined)
      faults.push({ offset, rule: unknownPlaceholder(placeholder, name, [...values.keys()]) });
    return value === undefined ? placeholder : String(value);
  });
  return { text: filled, faults };
}

/** Each `${parameter}` of a query becomes the literal of its value. Those of rows stay. */
export function fillQuery(query: string, values: ReadonlyMap<string, ParameterValue>): FilledText {
  const faults: PlaceholderFault[] = [];
  const quoted = quotedParts(query);
  const filled = query.replaceAll(PLACEHOLDER, (placeholder: string, name: string, offset: number) => {
    if (placeholder.endsWith("}") && OF_ROWS.includes(name)) return placeholder;
    const value = values.get(name);
    const inside = quoted.find((part) => offset > part.offset && offset < part.offset + part.text.length);
    if (value === undefined) {
      faults.push({ offset, rule: unknownPlaceholder(placeholder, name, [...values.keys(), ...OF_ROWS]) });
      return placeholder;
    }
    if (inside !== undefined) {
      const where = /^(?:--|\/\*)/.test(inside.text) ? "a comment" : "quotes";
      faults.push({
        offset,
        rule: `${placeholder} stands in ${where}: it becomes a literal with quotes of its own`,
      });
    }
    return literal(value);
  });
  return { text: filled, faults };
}

function literal(value: ParameterValue): string {
  if (typeof value === "string") return textLiteral(value);
  return typeof value === "number" && value < 0 ? `(${value})` : String(value).toUpperCase();
}

/** Without any escape: parsers do not agree on those (`'it\'s'`, `'it''s'`). */
function textLiteral(text: string): string {
  const parts = text.split(/(['\\\p{Cc}])/u).filter((part) => part !== "");
  const literals = parts.map((part) =>
    /^['\\\p{Cc}]$/u.test(part) ? `chr(${part.codePointAt(0)})` : `'${part}'`,
  );
  return literals.length < 2 && !literals[0]?.startsWith("chr") ? `'${text}'` : `(${literals.join(" || ")})`;
}

function unknownPlaceholder(placeholder: string, name: string, known: readonly string[]): string {
  if (!placeholder.endsWith("}")) return `${shownText(placeholder)} has no end: a } is missing`;
  return `placeholder ${unknownKey(name, known)}`;
}
