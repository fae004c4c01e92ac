import type { RawRow } from "../../alerting/tables/row-reader";
import { readAlertRow } from "../../alerting/planned-alert";

/** The tag that says which alert of the first version a row is to take the place of. */
export const LEGACY_TAG = "legacy_alert";

/** The alert of the first version that the row says it takes the place of. */
export function legacyIdOf(raw: RawRow): string | undefined {
  const { tags } = readAlertRow(raw).row;
  return tags?.[LEGACY_TAG] ?? undefined;
}

/** The alerts that rows take the place of. */
export function legacyIdsOf(rows: readonly RawRow[]): ReadonlySet<string> {
  return new Set(rows.flatMap((raw) => legacyIdOf(raw) ?? []));
}
