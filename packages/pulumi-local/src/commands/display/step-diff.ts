import type { Step } from "../../report/events";
import { type Difference, differences } from "../../values/differences";
import type { PropertyMap, PropertyValue } from "../../values/property-value";
import { nameOf, typeOf } from "../../urn";
import type { Painter } from "./painter";
import { STEP_WORDS } from "./step-words";
import { valueText } from "./value-text";
import { visibleDifferences } from "./visible-differences";

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
  if (isText(before) && isText(after) && (before.includes("\n") || after.includes("\n"))) {
    return [paint.yellow(`      ~ ${path}:`), ...lineChanges(before.split("\n"), after.split("\n"), paint)];
  }
  return [paint.yellow(`      ~ ${path}: ${text(before)} => ${text(after)}`)];
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

function text(value: PropertyValue | undefined): string {
  return value === undefined ? "" : valueText(value);
}

function isText(value: PropertyValue | undefined): value is string {
  return typeof value === "string";
}
