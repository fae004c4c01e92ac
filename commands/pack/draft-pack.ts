import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Document, isMap, isSeq, parseDocument } from "yaml";
import { readChannels } from "../../alerting/channels";
import { canonicalJson } from "../../alerting/fields/alert-field";
import { type PlannedAlert, readCandidate } from "../../alerting/planned-alert";
import { formatFaults } from "../../alerting/row-faults";
import { alertIdOf } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { ExpectedError } from "../../messages/expected-error";
import { shownText, someOf } from "../../messages/words";
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
import type { Settings } from "../../settings/settings";
import { freeName } from "../free-name";

/** What rows come to in a pack, before anything of it is written. */
export interface DraftedPack {
  readonly name: string;
  /** Name → text, pack.yaml last: it names the others. */
  readonly files: readonly (readonly [name: string, text: string])[];
  /** The rows as the pack's own. */
  readonly signed: readonly RowWrite[];
  /** Rows that are the pack's already. */
  readonly there: readonly string[];
}

/** Where the rows are, and whose. */
export interface PackContext {
  readonly settings: Settings;
  readonly stack: string;
  readonly warehouseId: string;
  readonly destinationRows: readonly RawRow[];
}

/** `packs/<name>`. */
export function packNamed(into: string): string {
  const name = basename(into);
  if (PACK_NAME.test(name)) return name;
  throw new ExpectedError(`--into ${shownText(into)} must be packs/<name>, lower-case words with hyphens.`);
}

/**
 * Drafts the pack with the rows in it, beside what it has. What a run that was cut off has written of it already is found there, and
 * taken as it is.
 *
 * @throws ExpectedError where no pack can say a row, or another pack has it
 */
export function draftPack(name: string, chosen: readonly RawRow[], context: PackContext): DraftedPack {
  const { settings, stack, warehouseId, destinationRows } = context;
  const others = chosen.filter((raw) => (packOf(raw) ?? name) !== name);
  if (others.length > 0) {
    throw new ExpectedError(
      others
        .map((raw) => `${shownText(alertIdOf(raw))} is of the pack ${shownText(packOf(raw) ?? "")} already.`)
        .join("\n"),
    );
  }
  const fresh = chosen.filter((raw) => packOf(raw) === undefined);
  const rowContext = { settings, warehouseId, channels: readChannels(destinationRows) };
  const read = fresh.map((raw) => readCandidate(raw, alertIdOf(raw), rowContext));
  const faults = read.flatMap(({ notes }) => notes.faults);
  if (faults.length > 0) throw new ExpectedError(formatFaults(faults));
  // Read as any pack is, in a project of its own.
  const root = mkdtempSync(join(tmpdir(), "pack-"));
  try {
    const { files, added } = writeDraft(
      root,
      name,
      read.flatMap(({ alert }) => alert ?? []),
    );
    const choice = { names: [name], stack, runbookBaseUrl: settings.runbookBaseUrl };
    return {
      name,
      signed: signedRows(root, fresh, choice, added),
      files: files.map((file) => [file, readFileSync(join(root, PACKS_FOLDER, name, file), "utf8")]),
      there: chosen.filter((raw) => packOf(raw) === name).map(alertIdOf),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Writes the pack into a project of its own, beside what there is of it; the files that are new or other, and whose they are. */
function writeDraft(
  root: string,
  name: string,
  alerts: readonly PlannedAlert[],
): { readonly files: readonly string[]; readonly added: ReadonlySet<string> } {
  const folder = join(root, PACKS_FOLDER, name);
  const existing = join(process.cwd(), PACKS_FOLDER);
  if (existsSync(existing)) cpSync(existing, join(root, PACKS_FOLDER), { recursive: true });
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "pack.yaml");
  const isThere = existsSync(path);
  const document = isThere
    ? parseDocument(readFileSync(path, "utf8"))
    : new Document({ pack: name, version: "1.0.0", alerts: [] });
  const list = document.get("alerts");
  if (!isSeq(list)) throw new ExpectedError(`${placeOfPack(name)} has no list of alerts.`);
  const entries = list.items.filter((item) => isMap(item));
  const known = new Set(entries.map((entry) => entry.get("id")));
  const named = new Set(entries.map((entry) => String(entry.get("query"))));
  const added = alerts.filter(({ alertId }) => !known.has(alertId));
  const files: string[] = [];
  for (const alert of added) {
    const text = alert.row.alert_query_template;
    const file = queryFile(folder, alert.row.alert_name, text, named);
    named.add(file);
    writeFileSync(join(folder, file), text);
    files.push(file);
    list.add(document.createNode(entryOf(alert, file, document)));
  }
  if (added.length === 0) return { files, added: new Set() };
  if (!isThere) shareCells(document);
  writeFileSync(path, document.toString({ lineWidth: 0 }));
  return { files: [...files, "pack.yaml"], added: new Set(added.map(({ alertId }) => alertId)) };
}

/** `daily-cost-spike.sql`. One that no alert names and that has this very text is of a run that was cut off. */
function queryFile(folder: string, alertName: string, text: string, named: ReadonlySet<string>): string {
  const isTaken = (file: string) =>
    named.has(file) || (existsSync(join(folder, file)) && readFileSync(join(folder, file), "utf8") !== text);
  const form = { separator: "-", otherwise: "query" } as const;
  return `${freeName(alertName, form, (slug) => isTaken(`${slug}.sql`))}.sql`;
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
  added: ReadonlySet<string>,
): RowWrite[] {
  const { packs, faults } = readPacks(root, choice);
  refuseFaults(faults);
  const byId = new Map(packs.flatMap(({ alerts }) => alerts).map((alert) => [alert.alertId, alert]));
  const laid = chosen.map((raw) => {
    const alert = byId.get(alertIdOf(raw));
    return [alertIdOf(raw), alert && layOver(raw, alert)?.write] as const;
  });
  const unsaid = laid.flatMap(([alertId, write]) => (write === undefined ? [alertId] : []));
  const [unsayable, other] = [true, false].map((isNew) => unsaid.filter((id) => added.has(id) === isNew));
  const problems = [
    { ids: unsayable ?? [], why: "No pack can say all that these rows say" },
    { ids: other ?? [], why: "The pack has alerts of these ids, and says something else of them" },
  ].filter(({ ids }) => ids.length > 0);
  if (problems.length > 0) {
    const lines = problems.map(({ ids, why }) => `${why}: ${someOf(ids.map(shownText))}.`);
    throw new ExpectedError([...lines, "Nothing was written."].join(" "));
  }
  return laid.flatMap(([, write]) => write ?? []);
}
