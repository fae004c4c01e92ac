import type { Step } from "../../report/reporter";
import { nameOf, typeOf } from "../../urn";
import { type Difference, type DifferenceKind, differences } from "../../values/differences";
import {
  containsPath,
  hasSignature,
  isInternal,
  isMap,
  parsePath,
  type PropertyMap,
  type PropertyValue,
  UNKNOWN,
} from "../../values/property-value";
import { isSecret } from "../../values/secrets";
import type { Painter } from "./painter";
import { STEP_WORDS } from "./step-words";

/** What `--diff` shows of a step: every property that changes, old → new. */
export function stepDiff(step: Step, paint: Painter): string[] {
  if (step.op === "same" || step.op === "create-replacement" || step.op === "delete-replaced") return [];
  const { symbol, colour } = STEP_WORDS[step.op];
  const heading = `  ${symbol.padEnd(2)} ${typeOf(step.urn)} (${nameOf(step.urn)})`;
  return [
    paint[colour](heading),
    ...changesOf(step).flatMap((difference) => differenceLines(difference, paint)),
  ];
}

function changesOf(step: Step): Difference[] {
  const { op, old, new: next } = step;
  if (op === "create") return leaves(next?.inputs, {});
  if (op === "delete") return leaves({}, old?.inputs);
  return visibleDifferences(step);
}

function leaves(after: PropertyMap = {}, before: PropertyMap = {}): Difference[] {
  return differences(before, after);
}

function differenceLines({ path, kind, before, after }: Difference, paint: Painter): string[] {
  if (kind === "add") return [paint.green(`      + ${path}: ${text(after)}`)];
  if (kind === "delete") return [paint.red(`      - ${path}: ${text(before)}`)];
  if (isText(before) && isText(after) && (before.includes("\n") || after.includes("\n")))
    return [paint.yellow(`      ~ ${path}:`), ...lineChanges(before.split("\n"), after.split("\n"), paint)];

  const from = isText(before) && isText(after) ? contextOf(before, after) : 0;
  return [paint.yellow(`      ~ ${path}: ${text(before, from)} => ${text(after, from)}`)];
}

/** Of a longer text so many characters are shown, and how many there are: nobody reads all of a notebook's base64. */
const MOST_CHARACTERS = 500;
/** Of what two texts have in common, before the first difference. */
const CONTEXT = 20;

/** Where the part of two texts begins that shows in what they differ. */
function contextOf(before: string, after: string): number {
  if (Math.max(before.length, after.length) <= MOST_CHARACTERS) return 0;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  return start > MOST_CHARACTERS - CONTEXT ? start - CONTEXT : 0;
}

/** The value with its long texts cut, each from that character on. */
function cut(value: PropertyValue, from: number): PropertyValue {
  if (typeof value === "string") {
    if (value.length <= MOST_CHARACTERS && from === 0) return value;
    const rest = value.length > from + MOST_CHARACTERS ? "…" : "";
    const part = value.slice(from, from + MOST_CHARACTERS);
    return `${from > 0 ? "…" : ""}${part}${rest} (${value.length} characters)`;
  }
  if (Array.isArray(value)) return value.map((member) => cut(member, from));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cut(member, from)]));
}

/** The lines between the first and the last that differ. */
function lineChanges(before: string[], after: string[], paint: Painter): string[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    ...before.slice(start, before.length - end).map((line) => paint.red(`          - ${line}`)),
    ...after.slice(start, after.length - end).map((line) => paint.green(`          + ${line}`)),
  ];
}

function text(value: PropertyValue | undefined, from = 0): string {
  return value === undefined ? "" : valueText(cut(shown(value), from));
}

function isText(value: PropertyValue | undefined): value is string {
  return typeof value === "string";
}

/** What differs, without what the resource's option `hideDiffs` keeps from being shown. */
function visibleDifferences(step: Step): Difference[] {
  const hidden = ((step.new ?? step.old)?.hideDiff ?? []).flatMap((text) => {
    const path = parsePath(text);
    return path ? [path] : [];
  });
  return step.differences.filter(({ path: text }) => {
    const path = parsePath(text);
    return path === undefined || !hidden.some((one) => containsPath(one, path));
  });
}

const SIGNS: Record<DifferenceKind, string> = { add: "+", update: "~", delete: "-" };

/** `[diff: ~evaluation,+schedule]`: the top-level properties that change; what forces a replacement has `+-`. */
export function changedProperties(step: Step): string {
  const { replaceKeys } = step;
  const signs = new Map<string, string>();
  for (const { path, kind } of visibleDifferences(step)) {
    const key = path.split(/[.[]/, 1)[0] ?? path;
    const sign = replaceKeys.includes(key) ? "+-" : key === path ? SIGNS[kind] : "~";
    signs.set(key, sign);
  }
  if (signs.size === 0) return "";
  return `[diff: ${[...signs].map(([key, sign]) => `${sign}${key}`).join(",")}]`;
}

/** A value as a person reads it: JSON, with `[secret]`, `[unknown]` and resources by their id. */
export function valueText(value: PropertyValue): string {
  return JSON.stringify(shown(value)).replaceAll(`"${SECRET}"`, SECRET).replaceAll(`"${LATER}"`, LATER);
}

const SECRET = "[secret]";
const LATER = "[unknown]";

/** The value without what nobody may or wants to see. */
export function shown(value: PropertyValue): PropertyValue {
  if (value === UNKNOWN) return LATER;
  if (isSecret(value)) return SECRET;
  if (hasSignature(value, "resource")) return value["id"] ?? value["urn"] ?? null;
  if (Array.isArray(value)) return value.map(shown);
  if (!isMap(value)) return value;
  const members = Object.entries(value).filter(([key]) => !isInternal(key));
  return Object.fromEntries(members.map(([key, member]) => [key, shown(member)]));
}
