import type { Fault } from "../../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { groupBy } from "../../messages/group-by";
import { packCommand, type Place as Stack } from "../../messages/advised-commands";
import { counted, shownText, shownValue, someOf } from "../../messages/words";
import { type PackedRows } from "./overlay";
import type { ChangedCell } from "./lay-over";
import type { PackedTableRows, PassedOverPack } from "./packed-rows";
import { placeOfPack } from "./read-packs";
import type { PackedAlert } from "./pack-reader";
import { type Place, type PlacedFault, placeText } from "./yaml-file";

/** What to say of packs beside their rows, a line each. */
export function packWarnings(
  { packed, passedOver }: Pick<PackedTableRows, "packed" | "passedOver">,
  place: Stack,
): string[] {
  const conflicts = packed.changedCells.filter(({ isConflict }) => isConflict);
  const byPack = groupBy(packed.leaving, ({ pack }) => pack);
  const gone = new Set(packed.leaving.filter(({ isOfTakenPack }) => isOfTakenPack).map(({ pack }) => pack));
  return [
    ...passedOver.map(lackingText),
    ...conflicts.map((cell) => {
      const { message, fix } = conflictText(cell, place);
      return `${placeText(cell.alert.placeOf(cell.column))}: ${message} ${fix}`;
    }),
    ...[...byPack].map(([pack, leaving]) => {
      const ids = leaving.map(({ alertId }) => alertId);
      const rows = `${ids.length} of its rows, and the alerts that no other row takes over: ${someOf(ids.map(shownText))}`;
      return gone.has(pack)
        ? `${placeOfPack(pack)} has left out what it had before. An up deletes ${rows}.`
        : `The pack ${shownText(pack)} is switched off. An up deletes ${rows}.`;
    }),
  ];
}

export function lackingText({ pack, lacking }: PassedOverPack): string {
  return `${placeOfPack(pack)} is passed over: the stack lacks ${lacking.map(shownText).join(", ")}. Its rows, if there are any, stay as they are.`;
}

/** All three values, and how to settle it. */
export function conflictText({ alert, column, base, table, pack }: ChangedCell, place: Stack) {
  const { alertId } = alert;
  const command = (verb: string) => packCommand(`${verb} ${shownText(alertId)} ${column}`, place);
  return {
    message:
      `${shownText(alertId)} ${column} was changed in the table and in the pack: it was ${shownValue(base)}, the table has ` +
      `${shownValue(table)}, the pack ${shownValue(pack)}. The row stays as it is until that is settled.`,
    fix: `${command("take")} keeps the table's, ${command("put")} writes the pack's.`,
  };
}

/** What people should know and need not act on. */
export function packNotes({ changedCells, orphans }: PackedRows, place: Stack): string[] {
  const kept = changedCells.filter(({ isConflict }) => !isConflict);
  const cells = kept.map(({ alert, column }) => `${shownText(alert.alertId)} ${column}`);
  const [were, stay] = kept.length === 1 ? ["was", "stays"] : ["were", "stay"];
  const packs = new Set(orphans.map(({ pack }) => shownText(pack)));
  return [
    ...(kept.length === 0
      ? []
      : [
          `${counted(kept.length, "cell")} of packs' rows ${were} changed in the table and ${stay}: ${someOf(cells)} ` +
            `(${packCommand("diff", place)} shows them).`,
        ]),
    ...(orphans.length === 0
      ? []
      : [
          `${counted(orphans.length, "row")} of ${[...packs].join(", ")}, which the stack does not take and no up has written from, ` +
            `${orphans.length === 1 ? "stays" : "stay"}: ${someOf(orphans.map(({ alertId }) => shownText(alertId)))}.`,
        ]),
  ];
}

/** A fault of a row, and where in a pack what is wrong is said, if it is there. */
interface OriginatedFault {
  readonly fault: Fault;
  readonly origin?: Place;
}

/** Without those of cells that could not be read from the pack: these have a fault of their own there. */
export function faultsOfOrigins(
  faults: readonly Fault[],
  origins: PackedRows["origins"],
  ofFiles: readonly PlacedFault[],
): OriginatedFault[] {
  return faults.flatMap((fault) => {
    const { table, row, column } = fault;
    const alert = table === ALERT_CONFIGURATIONS.name ? origins.get(row) : undefined;
    if (alert === undefined) return [{ fault }];
    if (isUnread(alert, column, ofFiles)) return [];
    return [{ fault, origin: column === undefined ? alert.place : alert.placeOf(column) }];
  });
}

/** Only where the file says so: what is dropped here must have a fault there. */
function isUnread(alert: PackedAlert, column: string | undefined, ofFiles: readonly PlacedFault[]): boolean {
  const isSaid = column === undefined || Boolean(new Map(Object.entries(alert.cells)).get(column));
  if (isSaid) return false;
  const { file, line } = alert.placeOf(column);
  return ofFiles.some((fault) => fault.file === file && fault.line === line);
}

/** The same with the places as messages show them. */
export function withPlaces(
  faults: readonly Fault[],
  origins: PackedRows["origins"],
  ofFiles: readonly PlacedFault[],
): Fault[] {
  return faultsOfOrigins(faults, origins, ofFiles).map(({ fault, origin }) =>
    origin === undefined ? fault : { ...fault, place: placeText(origin) },
  );
}
