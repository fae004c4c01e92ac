import type { Diagnostic, StepOp } from "../../report/reporter";
import type { RunCommand, RunResult } from "../../run-options";
import { nameOf, typeOf } from "../../urn";
import { changedKeys } from "../../values/differences";
import type { PropertyMap, PropertyValue } from "../../values/property-value";
import type { Painter } from "./painter";
import { seconds } from "./row-text";
import { valueText } from "./step-diff";
import { isRetained, STEP_WORDS } from "./step-words";

/** Everything below the tree: diagnostics, outputs, counts, duration. */
export function summaryLines(
  command: RunCommand,
  result: RunResult,
  outputs: { before: PropertyMap; after: PropertyMap } | undefined,
  paint: Painter,
): string[] {
  const sections = [
    section("Diagnostics:", diagnosticLines(result.diagnostics, paint), paint),
    // After a failure they are still those of the last run that went well.
    section("Outputs:", outputs && result.ok ? outputLines(outputs.before, outputs.after, paint) : [], paint),
    section("Resources:", countLines(command, result, paint), paint),
    [`${paint.bold("Duration:")} ${seconds(result.durationMs)}`],
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines) => ["", ...lines]);
}

function section(title: string, lines: string[], paint: Painter): string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines];
}

/** Of more failures than these the rest is counted: `--json` has all of them. */
const MOST_FAILURES = 25;

function diagnosticLines(diagnostics: readonly Diagnostic[], paint: Painter): string[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const urn = diagnostic.urn ?? "";
    groups.set(urn, [...(groups.get(urn) ?? []), diagnostic]);
  }
  const untold = failedResources(diagnostics).slice(MOST_FAILURES);
  return [
    ...[...groups]
      .filter(([urn]) => !untold.includes(urn))
      .flatMap(([urn, group]) => groupLines(urn, group, paint)),
    ...(untold.length > 0
      ? [`  and ${untold.length} more that failed: --json names all of them, as do the rows' last_sync_error`]
      : []),
  ];
}

/** Not the stack itself: an error of the program says nothing of resources. */
function failedResources(diagnostics: readonly Diagnostic[]): string[] {
  const urns = diagnostics.flatMap(({ severity, urn }) => (severity === "error" && urn ? [urn] : []));
  return [...new Set(urns)].filter((urn) => typeOf(urn) !== "pulumi:pulumi:Stack");
}

function groupLines(urn: string, diagnostics: readonly Diagnostic[], paint: Painter): string[] {
  return [
    `  ${urn ? `${typeOf(urn)} (${nameOf(urn)})` : "the run"}:`,
    ...diagnostics.flatMap(({ severity, message }) => {
      const colour = { info: paint.cyan, warning: paint.yellow, error: paint.red }[severity];
      const [first = "", ...rest] = message.split("\n");
      return [`    ${colour(`${severity}:`)} ${first}`, ...rest.map((line) => `    ${line}`)];
    }),
  ];
}

function outputLines(before: PropertyMap, after: PropertyMap, paint: Painter): string[] {
  const changes = new Map(changedKeys(before, after).map((change) => [change.path, change]));
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().map((key) => {
    const change = changes.get(key);
    const [old, next] = [before[key], after[key]];
    const was = short(old);
    const is = short(next);
    if (!change) return `    ${key}: ${is}`;
    if (change.kind === "add") return paint.green(`  + ${key}: ${is}`);
    if (change.kind === "delete") return paint.red(`  - ${key}: ${was}`);
    return paint.yellow(`  ~ ${key}: ${was} => ${is}`);
  });
}

const LONGEST_OUTPUT = 200;

function short(value: PropertyValue | undefined): string {
  const text = value === undefined ? "" : valueText(value);
  return text.length > LONGEST_OUTPUT ? `${text.slice(0, LONGEST_OUTPUT - 1)}…` : text;
}

const COUNTED: readonly StepOp[] = ["import", "create", "update", "replace", "delete"];

function countLines(
  command: RunCommand,
  { changes, steps, diagnostics, ok }: RunResult,
  paint: Painter,
): string[] {
  const isPreview = command === "preview";
  const lines = COUNTED.flatMap((op) => {
    const count = changes[op];
    if (!count) return [];
    const { symbol, planned, done, colour } = STEP_WORDS[op];
    const retained = op === "delete" ? steps.filter((step) => step.op === op && isRetained(step)).length : 0;
    const stay = retained > 0 ? `, ${retained} of them from the state only: they stay` : "";
    return [paint[colour](`    ${symbol} ${count} ${isPreview ? `to ${planned}` : done}${stay}`)];
  });
  const failed = failedResources(diagnostics).length;
  if (failed > 0) lines.push(paint.red(`    ${failed} failed`));
  const { same = 0 } = changes;
  if (same > 0) lines.push(`    ${same} unchanged`);
  if (ok && !hasChanges(changes)) lines.push(`    ${NO_CHANGES[command]}`);
  return lines;
}

const NO_CHANGES: Record<RunCommand, string> = {
  preview: "no changes: an update would do nothing",
  up: "no changes: everything is as the program wants it",
  refresh: "no changes: everything is as it was left",
  destroy: "no changes: there was nothing to delete",
};

export function hasChanges(changes: RunResult["changes"]): boolean {
  return COUNTED.some((op) => (changes[op] ?? 0) > 0);
}
