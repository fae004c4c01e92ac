import { existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";
import { z } from "zod";
import { canonicalJson } from "../../alerting/fields/alert-field";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { type ColumnSpec, NOW } from "../../alerting/tables/column-spec";
import type { RawRow } from "../../alerting/tables/row-reader";
import { ExpectedError } from "../../messages/expected-error";
import { shownText } from "../../messages/words";
import { knowing, type Place, type PlacedFault, YamlFile } from "../../rows/packs/yaml-file";
import type { PlainDestination } from "../../rows/statements/delete-rows";
import { freeName } from "../free-name";
import { writeFileWhole } from "../whole-file";
import { BLANK } from "./row-of-alert";

/** Where an import is kept until it is applied, in the project's folder. */
export const IMPORT_FOLDER = "import";
export const IMPORT_FILE = `${IMPORT_FOLDER}/rows.yaml`;
const QUERIES = "queries";

/** Columns that people write; the others are the program's. */
const OWN = /^(?:last_sync|created_|updated_|managed_by|pack_base|databricks_display_name)/;
const COLUMNS: readonly ColumnSpec[] = ALERT_CONFIGURATIONS.columns.filter(
  ({ name }) => !OWN.test(name) && name !== "alert_query_template",
);

const text = z.string("must be a text");
const rowKeys = {
  ...Object.fromEntries(COLUMNS.map(({ name }) => [name, z.unknown().optional()])),
  alert_id: text.min(1, "must name the row"),
  databricks_alert_id: text.optional(),
  query: text.regex(/^[\w./-]+\.sql$/, `must be a .sql file of ${IMPORT_FOLDER}`),
};
const destinationKeys = {
  destination_id: text.min(1, "must name the channel"),
  destination_name: text,
  destination_type: text,
  databricks_destination_id: text,
  owner: text,
};
const fileKeys = {
  destinations: z
    .array(z.strictObject(destinationKeys, knowing(Object.keys(destinationKeys))))
    .nullish()
    .transform((list) => list ?? []),
  rows: z
    .array(z.strictObject(rowKeys, knowing(Object.keys(rowKeys))))
    .nullish()
    .transform((list) => list ?? []),
};
const fileShape = z.strictObject(fileKeys, knowing(Object.keys(fileKeys)));

/** A row of the file, and where it says what. */
export interface ImportRow {
  readonly alertId: string;
  /** The alert that it is made of; none, where it comes from a file that did not know. */
  readonly databricksAlertId?: string;
  /** The file of its query. */
  readonly query: string;
  readonly raw: RawRow;
  readonly placeOf: (column?: string) => Place;
}

export interface ImportFile {
  readonly rows: readonly ImportRow[];
  readonly destinations: readonly PlainDestination[];
}

/** What `plan` adds to the file. */
export interface NewRow {
  readonly raw: RawRow;
  /** Columns that nobody could tell → what to write there. */
  readonly blanks: ReadonlyMap<string, string>;
  /** Lines above it. */
  readonly notes: readonly string[];
}

/**
 * Reads the file with the queries beside it; an empty one where there is none.
 *
 * @returns all that is wrong with it, blanks among it
 */
export function readImportFile(root = process.cwd()): {
  readonly file: ImportFile;
  readonly blanks: readonly PlacedFault[];
  readonly faults: readonly PlacedFault[];
} {
  if (!existsSync(join(root, IMPORT_FILE)))
    return { file: { rows: [], destinations: [] }, blanks: [], faults: [] };
  const yaml = YamlFile.read(root, IMPORT_FILE);
  const { value, faults } = yaml.parse(fileShape);
  if (value === undefined) return { file: { rows: [], destinations: [] }, blanks: [], faults };
  const blanks: PlacedFault[] = [];
  const others: PlacedFault[] = [];
  const rows = value.rows.map(({ query, alert_id, databricks_alert_id, ...cells }, index): ImportRow => {
    const placeOf = (column?: string) =>
      yaml.placeOf([
        "rows",
        index,
        ...(column === undefined ? [] : [column === "alert_query_template" ? "query" : column]),
      ]);
    const text = queryText(root, query);
    if (text === undefined)
      others.push({ ...placeOf("query"), rule: `query ${shownText(query)} is no file of ${IMPORT_FOLDER}` });
    const given: RawRow = {
      alert_id,
      ...(databricks_alert_id !== undefined && { databricks_alert_id }),
      ...cells,
    };
    for (const [column, cell] of Object.entries(given)) {
      if (cell === BLANK)
        blanks.push({ ...placeOf(column), rule: `${shownText(alert_id)}: ${column} is still blank` });
    }
    return {
      alertId: alert_id,
      ...(databricks_alert_id !== undefined && { databricksAlertId: databricks_alert_id }),
      query,
      raw: { ...given, alert_query_template: text ?? "" },
      placeOf,
    };
  });
  return { file: { rows, destinations: value.destinations }, blanks, faults: [...others, ...doubles(rows)] };
}

function doubles(rows: readonly ImportRow[]): PlacedFault[] {
  const ids = new Set<string>();
  const alerts = new Set<string>();
  return rows.flatMap(({ alertId, databricksAlertId = "", placeOf }) => {
    const same = ids.has(alertId)
      ? { column: "alert_id", value: alertId }
      : alerts.has(databricksAlertId)
        ? { column: "databricks_alert_id", value: databricksAlertId }
        : undefined;
    ids.add(alertId);
    if (databricksAlertId !== "") alerts.add(databricksAlertId);
    return same === undefined
      ? []
      : [{ ...placeOf(same.column), rule: `${same.column} ${shownText(same.value)} is in the file twice` }];
  });
}

/** No link, and no way up, leads out of the folder. */
function queryText(root: string, name: string): string | undefined {
  const folder = join(root, IMPORT_FOLDER);
  const path = join(folder, name);
  if (!existsSync(path) || !realpathSync(path).startsWith(realpathSync(folder) + sep)) return undefined;
  return readFileSync(path, "utf8");
}

const HEAD = ` Alerts of the workspace as rows of alert_configurations, by \`npm run import -- plan\`. Change what you like, fill in each
 "${BLANK}", take out what is not to come along; then \`npm run import -- apply\` writes the rows. docs/import.md`;

/**
 * Adds rows to the file, whose text stays as people left it: a plan that was cut off is made again, and one that people worked on is
 * only added to. The queries are there before the file names them.
 */
export function addToImportFile(
  rows: readonly NewRow[],
  destinations: readonly RawRow[],
  known: readonly ImportRow[],
  root = process.cwd(),
): void {
  const path = join(root, IMPORT_FILE);
  mkdirSync(join(root, IMPORT_FOLDER, QUERIES), { recursive: true });
  const document = existsSync(path)
    ? parseDocument(readFileSync(path, "utf8"))
    : new Document({ rows: [] }, { aliasDuplicateObjects: false });
  if (!existsSync(path)) document.commentBefore = HEAD;
  for (const destination of destinations) {
    if (!isSeq(document.get("destinations"))) document.set("destinations", document.createNode([]));
    document.addIn(["destinations"], document.createNode(destination));
  }
  if (!isSeq(document.get("rows"))) document.set("rows", document.createNode([]));
  const taken = new Set(known.map(({ query }) => query));
  for (const row of rows) document.addIn(["rows"], entryOf(document, row, root, taken));
  writeFileWhole(path, document.toString({ lineWidth: 0 }));
}

function entryOf(
  document: Document,
  { raw, blanks, notes }: NewRow,
  root: string,
  taken: Set<string>,
): YAMLMap {
  const alertId = String(raw["alert_id"]);
  const query = freeFile(alertId, taken);
  writeFileWhole(join(root, IMPORT_FOLDER, query), String(raw["alert_query_template"]));
  const said = COLUMNS.flatMap(({ name, default: fallback }): [string, unknown][] => {
    const usual = fallback === NOW ? null : (fallback ?? null);
    const cell = blanks.has(name) ? BLANK : (raw[name] ?? usual);
    const isUnsaid = cell === null || canonicalJson(cell) === canonicalJson(usual);
    return isUnsaid && !blanks.has(name) && !ALWAYS.has(name) ? [] : [[name, cell]];
  });
  const node = document.createNode({
    alert_id: alertId,
    ...(raw["databricks_alert_id"] !== undefined && { databricks_alert_id: raw["databricks_alert_id"] }),
    ...Object.fromEntries(said),
    query,
  });
  if (!isMap(node)) throw new TypeError("A map is made of a map.");
  for (const [column, words] of blanks) {
    const scalar = node.get(column, true);
    if (isScalar(scalar)) scalar.comment = ` ${words}`;
  }
  if (notes.length > 0) node.commentBefore = notes.map((note) => ` ${shownText(note)}`).join("\n");
  return node;
}

/** What people look for, whether it is a default or not. */
const ALWAYS: ReadonlySet<string> = new Set(["severity", "schedule_cron", "schedule_timezone"]);

function freeFile(alertId: string, taken: Set<string>): string {
  const fileOf = (name: string) => `${QUERIES}/${name}.sql`;
  const form = { separator: "-", otherwise: "query" } as const;
  const file = fileOf(freeName(alertId, form, (name) => taken.has(fileOf(name))));
  taken.add(file);
  return file;
}

/** @throws ExpectedError where there is nothing to work with */
export function requireImportFile(root = process.cwd()): void {
  if (!existsSync(join(root, IMPORT_FILE)))
    throw new ExpectedError(`There is no ${IMPORT_FILE}: \`npm run import -- plan\` writes it.`);
}
