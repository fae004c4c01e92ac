import type { Step } from "../../report/events";
import type { DifferenceKind } from "../../values/differences";
import { visibleDifferences } from "./visible-differences";

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
