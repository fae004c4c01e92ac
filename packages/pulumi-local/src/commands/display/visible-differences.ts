import type { Step } from "../../report/events";
import type { Difference } from "../../values/differences";
import { containsPath, parsePath } from "../../values/property-path";

/** What differs, without what the resource's option `hideDiffs` keeps from being shown. */
export function visibleDifferences(step: Step): Difference[] {
  const hidden = ((step.new ?? step.old)?.hideDiff ?? []).flatMap((text) => {
    const path = parsePath(text);
    return path ? [path] : [];
  });
  return step.differences.filter(({ path: text }) => {
    const path = parsePath(text);
    return path === undefined || !hidden.some((one) => containsPath(one, path));
  });
}
