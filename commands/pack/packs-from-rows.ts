import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Document, isMap, isSeq, parseDocument } from "yaml";
import { canonicalJson } from "../../alerting/fields/alert-field";
import { readChannels } from "../../alerting/channels";
import { type PlannedAlert, readCandidate } from "../../alerting/planned-alert";
import { formatFaults } from "../../alerting/row-faults";
import { alertIdOf } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { ExpectedError } from "../../messages/expected-error";
import { counted, shownText, someOf } from "../../messages/words";
import {
  ALERT_KEY_NAMES,
  alertKey,
  type AlertKeyName,
  isDefaultValue,
  valueOfRow,
} from "../../rows/packs/alert-keys";
import { layOver, packOf, type RowWrite } from "../../rows/packs/lay-over";
import { PACK_NAME } from "../../rows/packs/pack-shape";
import { PACKS_FOLDER } from "../../rows/packs/pack-reader";
import { placeOfPack, readPacks } from "../../rows/packs/read-packs";
import { refuseFaults } from "../../rows/packs/yaml-file";
import { writePackedRows } from "../../rows/statements/write-packed-rows";
import type { FromRowsOptions } from "../pack";
import { onPackedRows } from "./pack-cells";
import { writeFileWhole } from "../whole-file";

/** `npm run pack -- from-rows COST-* --into packs/team`. The files are whole before a row says whose it is. */
export async function packRows(patterns: readonly string[], options: FromRowsOptions): Promise<void> {
  const name = basename(options.into);
  if (!PACK_NAME.test(name)) {
    throw new ExpectedError(
      `--into ${shownText(options.into)} must be packs/<name>, lower-case words with hyphens.`,
    );
  }
  await onPackedRows(options, async ({ connection, settings, rows }) => {
    const chosen = chosenRows(rows.storedRows, patterns);
    const context = {
      settings,
      warehouseId: connection.warehouseId,
      channels: readChannels(rows.destinationRows),
    };
    const read = chosen.map((raw) => readCandidate(raw, alertIdOf(raw), context));
    const faults = read.flatMap(({ notes }) => notes.faults);
    if (faults.length > 0) throw new ExpectedError(formatFaults(faults));
    const folder = mkdtempSync(join(tmpdir(), "pack-"));
    try {
      const files = draftPack(
        folder,
        name,
        read.flatMap(({ alert }) => alert ?? []),
      );
      const choice = { names: [name], stack: options.stack, runbookBaseUrl: settings.runbookBaseUrl };
      const signed = signedRows(folder, chosen, choice);
      takeOver(folder, name, files);
      await connection.sql.execute(writePackedRows(settings, signed), { idempotent: true });
      const isTaken = settings.packs.includes(name);
      console.log(
        `${placeOfPack(name)} has ${counted(chosen.length, "row")} of the table now: ${someOf(chosen.map((raw) => shownText(alertIdOf(raw))))}.`,
      );
      console.log(
        isTaken
          ? "They are the pack's from now on, and nothing is to be deployed."
          : `They are the pack's as soon as the stack takes it, with the setting packs: ${[...settings.packs, name].join(", ")}.`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
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
  for (const raw of chosen) {
    const pack = packOf(raw);
    if (pack !== undefined)
      problems.push(`${shownText(alertIdOf(raw))} is of the pack ${shownText(pack)} already.`);
  }
  if (problems.length > 0) throw new ExpectedError(problems.join("\n"));
  return [...chosen];
}

/** Writes the pack into a project of its own, beside what there is of it; the files that are new or other. */
function draftPack(root: string, name: string, alerts: readonly PlannedAlert[]): string[] {
  const folder = join(root, PACKS_FOLDER, name);
  const existing = join(process.cwd(), PACKS_FOLDER);
  if (existsSync(existing)) cpSync(existing, join(root, PACKS_FOLDER), { recursive: true });
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "pack.yaml");
  const isThere = existsSync(path);
  const document = isThere
    ? parseDocument(readFileSync(path, "utf8"))
    : new Document({ pack: name, version: "1.0.0", alerts: [] });
  const taken = new Set(readdirSync(folder));
  const files: string[] = [];
  for (const alert of alerts) {
    const file = freeName(alert.row.alert_name, taken);
    writeFileSync(join(folder, file), alert.row.alert_query_template);
    files.push(file);
    const list = document.get("alerts");
    if (!isSeq(list)) throw new ExpectedError(`${placeOfPack(name)} has no list of alerts.`);
    list.add(document.createNode(entryOf(alert, file, document)));
  }
  if (!isThere) shareCells(document);
  writeFileSync(path, document.toString({ lineWidth: 0 }));
  return [...files, "pack.yaml"];
}

/** What all alerts say alike is said once. */
function shareCells(document: Document): void {
  const list = document.get("alerts");
  const alerts = isSeq(list) ? list.items.filter((item) => isMap(item)) : [];
  if (alerts.length < 2) return;
  for (const key of ALERT_KEY_NAMES.filter((name) => !alertKey(name).isOwn)) {
    const values = new Set(alerts.map((alert) => JSON.stringify(alert.get(key))));
    const value = alerts[0]?.get(key, true);
    if (values.size > 1 || value === undefined) continue;
    document.setIn(["defaults", key], value);
    for (const alert of alerts) alert.delete(key);
  }
  // In the order in which people read it.
  document.delete("alerts");
  document.set("alerts", list);
}

/** `daily-cost-spike.sql`. */
function freeName(alertName: string, taken: Set<string>): string {
  const slug =
    alertName
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "") || "query";
  const names = [slug, ...Array.from({ length: taken.size + 1 }, (_, index) => `${slug}-${index + 2}`)];
  const file = names.map((name) => `${name}.sql`).find((name) => !taken.has(name)) ?? `${slug}.sql`;
  taken.add(file);
  return file;
}

/** What the row says that is not the same without saying it. */
function entryOf(
  { alertId, row, definition }: PlannedAlert,
  file: string,
  document: Document,
): Record<string, unknown> {
  const said = ALERT_KEY_NAMES.flatMap((key): [AlertKeyName, unknown][] => {
    if (key === "query") return [[key, file]];
    const value = valueOfRow(key, row, definition);
    const shared = document.getIn(["defaults", key]);
    if (shared !== undefined)
      return canonicalJson(shared) === canonicalJson(value) || value === undefined ? [] : [[key, value]];
    const isNeeded = alertKey(key).isRequired ?? !isDefaultValue(key, value);
    return value === undefined || !isNeeded ? [] : [[key, value]];
  });
  return { id: alertId, ...Object.fromEntries(said) };
}

/** The rows as the pack's own. A row that it does not describe to the letter is a fault, and nothing is written. */
function signedRows(
  root: string,
  chosen: readonly RawRow[],
  choice: Parameters<typeof readPacks>[1],
): RowWrite[] {
  const { packs, faults } = readPacks(root, choice);
  refuseFaults(faults);
  const byId = new Map(packs.flatMap(({ alerts }) => alerts).map((alert) => [alert.alertId, alert]));
  const laid = chosen.map((raw) => {
    const alert = byId.get(alertIdOf(raw));
    return [alertIdOf(raw), alert && layOver(raw, alert)?.write] as const;
  });
  const unsaid = laid.flatMap(([alertId, write]) => (write === undefined ? [alertId] : []));
  if (unsaid.length > 0) {
    throw new ExpectedError(
      `No pack can say all that these rows say: ${someOf(unsaid.map(shownText))}. Nothing was written.`,
    );
  }
  return laid.flatMap(([, write]) => write ?? []);
}

function takeOver(root: string, name: string, files: readonly string[]): void {
  const folder = join(process.cwd(), PACKS_FOLDER, name);
  mkdirSync(folder, { recursive: true });
  // pack.yaml comes last: it names the others.
  for (const file of files)
    writeFileWhole(join(folder, file), readFileSync(join(root, PACKS_FOLDER, name, file), "utf8"));
}
