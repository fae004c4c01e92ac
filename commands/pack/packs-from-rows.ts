import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { alertIdOf } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { ExpectedError } from "../../messages/expected-error";
import { counted, shownText, someOf, thereAlready } from "../../messages/words";
import { PACKS_FOLDER } from "../../rows/packs/pack-reader";
import { placeOfPack } from "../../rows/packs/read-packs";
import { writePackedRows } from "../../rows/statements/write-packed-rows";
import { type DraftedPack, draftPack, packNamed } from "./draft-pack";
import type { FromRowsOptions } from "../pack";
import { onPackedRows } from "./pack-cells";
import { writeFileWhole } from "../whole-file";

/**
 * `npm run pack -- from-rows COST-* --into packs/team`. The files are whole before a row says whose it is, and a run that was cut off
 * is made again.
 */
export async function packRows(patterns: readonly string[], options: FromRowsOptions): Promise<void> {
  const name = packNamed(options.into);
  await onPackedRows(options, async ({ connection, settings, rows }) => {
    const pack = draftPack(name, chosenRows(rows.storedRows, patterns), {
      settings,
      stack: options.stack,
      warehouseId: connection.warehouseId,
      destinationRows: rows.destinationRows,
    });
    writeFiles(pack);
    if (pack.signed.length > 0)
      await connection.sql.execute(writePackedRows(settings, pack.signed), { idempotent: true });
    console.log(describePacked(pack));
    const isTaken = settings.packs.includes(name);
    console.log(
      isTaken
        ? "They are the pack's from now on, and nothing is to be deployed."
        : `They are the pack's as soon as the stack takes it, with the setting packs: ${[...settings.packs, name].join(", ")}.`,
    );
  });
}

/** `*` stands for any letters. All that is wrong with the choice is told at once. */
function chosenRows(stored: readonly RawRow[], patterns: readonly string[]): RawRow[] {
  const problems: string[] = [];
  const chosen = new Set<RawRow>();
  for (const pattern of patterns) {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const matching = stored.filter((raw) => new RegExp(`^${parts.join(".*")}$`, "s").test(alertIdOf(raw)));
    if (matching.length === 0) problems.push(`alert_configurations has no row ${shownText(pattern)}.`);
    for (const raw of matching) chosen.add(raw);
  }
  if (problems.length > 0) throw new ExpectedError(problems.join("\n"));
  return [...chosen];
}

function describePacked({ name, signed, there }: DraftedPack): string {
  const ids = signed.map(({ alertId }) => shownText(alertId));
  return signed.length === 0
    ? `${placeOfPack(name)} has these rows already: ${someOf(there.map(shownText))}.`
    : `${placeOfPack(name)} has ${counted(signed.length, "row")} of the table now: ${someOf(ids)}.${thereAlready(there)}`;
}

function writeFiles({ name, files }: DraftedPack): void {
  const folder = join(process.cwd(), PACKS_FOLDER, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of files) writeFileWhole(join(folder, file), text);
}
