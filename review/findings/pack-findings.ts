import { conflictText, lackingText } from "../../rows/packs/describe-packs";
import type { PackedTableRows } from "../../rows/packs/packed-rows";
import { placeOfPack } from "../../rows/packs/read-packs";
import { packCommand, type Place } from "../../messages/advised-commands";
import { shownText, shownValue } from "../../messages/words";
import type { PlacedFinding } from "../report/make-report";

/** What a review finds in packs beside their alerts. None can be waived: each is about this change. */
export type PackRule = "pack/conflict" | "pack/kept" | "pack/passed-over";

/** What there is to know of the stack's packs. */
export function packFindings(
  { packed, passedOver }: Pick<PackedTableRows, "packed" | "passedOver">,
  stack: Place,
): PlacedFinding[] {
  return [
    ...packed.changedCells.map((cell): PlacedFinding => {
      const { alert, column, table, pack, isConflict } = cell;
      const about = { alertId: alert.alertId, column, place: alert.placeOf(column) };
      if (isConflict) {
        const { message, fix } = conflictText(cell, stack);
        return { rule: "pack/conflict", severity: "error", ...about, message, fix };
      }
      return {
        rule: "pack/kept",
        severity: "info",
        ...about,
        message: `${shownText(alert.alertId)} ${column} stays ${shownValue(table)}, which somebody wrote into the table; the pack says ${shownValue(pack)}.`,
        fix: `${packCommand(`put ${shownText(alert.alertId)} ${column}`, stack)} writes the pack's.`,
      };
    }),
    ...passedOver.map((one): PlacedFinding => ({
      rule: "pack/passed-over",
      severity: "warning",
      alertId: "",
      place: { file: placeOfPack(one.pack), line: 1, column: 1 },
      message: lackingText(one),
      fix: "Make the tables readable, or take the pack out of the setting packs.",
    })),
  ];
}
