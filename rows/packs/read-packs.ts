import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { readConditionLine } from "../../alerting/condition-line";
import type { Cells } from "../../alerting/fields/alert-field";
import { readScheduleWords } from "../../alerting/quartz/schedule-words";
import { nearestWord, shownText } from "../../messages/words";
import { ALERT_KEY_NAMES, alertKey, type AlertKeyName, USES_TEMPLATES } from "./alert-keys";
import {
  type Overrides,
  overridesShape,
  PACK_NAME,
  type PackFile,
  packShape,
  type SaidAlert,
} from "./pack-shape";
import { fillQuery, fillText, type GivenValue, type ParameterValue, readParameters } from "./parameters";
import {
  inOrderOfPlaces,
  type Place,
  placeIn,
  placeText,
  type PlacedFault,
  unknownKey,
  YamlFile,
} from "./yaml-file";

/** Where packs are, in a project's folder. */
export const PACKS_FOLDER = "packs";
const OVERRIDES_FOLDER = "overrides";

/** An alert of a pack, as a stack has it. */
export interface PackedAlert {
  readonly pack: string;
  readonly version: string;
  readonly alertId: string;
  /** The cells that the pack says, the stack's own values among them. */
  readonly cells: Cells;
  /** Where its id stands. */
  readonly place: Place;
  /** Where a column is said; where the alert is, for one that is not. */
  readonly placeOf: (column: string) => Place;
  /** Key → why the stack says it otherwise. */
  readonly because: ReadonlyMap<AlertKeyName, string>;
}

export interface Pack extends Pick<PackFile, "version" | "description" | "needs" | "parameters"> {
  readonly name: string;
  readonly file: string;
  readonly values: ReadonlyMap<string, ParameterValue>;
  readonly alerts: readonly PackedAlert[];
}

export interface Packs {
  readonly packs: readonly Pack[];
  /** Names of those that the project has, whether the stack takes them or not. */
  readonly available: readonly string[];
  /** With any of these nothing may be written. */
  readonly faults: readonly PlacedFault[];
}

/** What of a stack its packs depend on. */
export interface PackChoice {
  /** Names of packs; all that there are, for who looks at them whatever the stack takes. */
  readonly names: readonly string[] | "all";
  readonly stack: string;
  /** In front of runbooks that are files. */
  readonly runbookBaseUrl?: string | undefined;
}

export const NO_PACKS: Packs = { packs: [], available: [], faults: [] };

/** Names of the packs in the project's folder. */
export function packNames(root: string): string[] {
  const folder = join(root, PACKS_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== OVERRIDES_FOLDER)
    .map(({ name }) => name)
    .filter((name) => existsSync(join(folder, name, "pack.yaml")))
    .sort();
}

/** The file that says what a pack is. */
export function placeOfPack(name: string): string {
  return `${PACKS_FOLDER}/${shownText(name)}/pack.yaml`;
}

export function overridesFile(stack: string): string {
  return `${PACKS_FOLDER}/${OVERRIDES_FOLDER}/${stack}.yaml`;
}

/**
 * Reads packs with what the stack says otherwise. All faults of all files are found at once, each with its place.
 *
 * @param root the project's folder
 */
export function readPacks(root: string, { names, stack, runbookBaseUrl }: PackChoice): Packs {
  const available = packNames(root);
  const wanted = names === "all" ? available : [...new Set(names)];
  if (wanted.length === 0) return { ...NO_PACKS, available };
  const overrides = readOverrides(root, stack, available);
  const faults = [...overrides.faults];
  const packs: Pack[] = [];
  for (const name of wanted) {
    const file = placeOfPack(name);
    if (!available.includes(name)) {
      const near = nearestWord(name, available);
      const advice = near === undefined ? "" : `; did you mean ${near}?`;
      faults.push({
        ...{ file, line: 1, column: 1 },
        rule: `does not exist, and the setting packs names ${shownText(name)}${advice}`,
      });
      continue;
    }
    const yaml = YamlFile.read(root, file);
    const parsed = yaml.parse(packShape);
    faults.push(...parsed.faults);
    if (parsed.value === undefined) continue;
    const reader = new PackReader(root, yaml, parsed.value, name, overrides, runbookBaseUrl);
    packs.push(reader.read());
    faults.push(...reader.faults);
  }
  faults.push(...doubleIds(packs));
  return { packs, available, faults: inOrderOfPlaces(faults) };
}

interface ReadOverrides {
  readonly yaml?: YamlFile;
  readonly value: Overrides;
  readonly faults: readonly PlacedFault[];
}

function readOverrides(root: string, stack: string, available: readonly string[]): ReadOverrides {
  const file = overridesFile(stack);
  if (!existsSync(join(root, file))) return { value: {}, faults: [] };
  const yaml = YamlFile.read(root, file);
  const { value = {}, faults } = yaml.parse(overridesShape);
  const unknown = Object.keys(value).filter((name) => !available.includes(name));
  const others = unknown.map((name) => ({
    ...yaml.placeOfKey([name]),
    rule: `pack ${unknownKey(name, available)}`,
  }));
  return { yaml, value, faults: [...faults, ...others] };
}

/** One pack in one stack. */
class PackReader {
  readonly faults: PlacedFault[] = [];
  readonly #root: string;
  readonly #yaml: YamlFile;
  readonly #pack: PackFile;
  readonly #name: string;
  readonly #overrides: ReadOverrides;
  readonly #runbookBaseUrl: string | undefined;

  constructor(
    root: string,
    yaml: YamlFile,
    pack: PackFile,
    name: string,
    overrides: ReadOverrides,
    runbookBaseUrl: string | undefined,
  ) {
    this.#root = root;
    this.#yaml = yaml;
    this.#pack = pack;
    this.#name = name;
    this.#overrides = overrides;
    this.#runbookBaseUrl = runbookBaseUrl;
  }

  read(): Pack {
    const { version, description, needs, parameters, alerts } = this.#pack;
    if (this.#pack.pack !== this.#name || !PACK_NAME.test(this.#name)) {
      const rule = `pack ${shownText(this.#pack.pack)} lies in the folder ${shownText(this.#name)}: both must be the same`;
      this.faults.push({ ...this.#yaml.placeOf(["pack"]), rule });
    }
    const own = this.#overrides.value[this.#name];
    const given = Object.entries(own?.parameters ?? {}).map(
      ([name, { value }]) =>
        [name, { value: value as ParameterValue, place: this.#overridePlace("parameters", name) }] as const,
    );
    const read = readParameters(parameters, new Map<string, GivenValue>(given), (name) =>
      this.#yaml.placeOfKey(["parameters", name]),
    );
    this.faults.push(...read.faults);
    const ids = alerts.map(({ id }) => id);
    for (const id of Object.keys(own?.alerts ?? {}).filter((id) => !ids.includes(id)))
      this.faults.push({ ...this.#overridePlace("alerts", id), rule: `alert ${unknownKey(id, ids)}` });

    return {
      name: this.#name,
      file: this.#yaml.file,
      version,
      needs,
      parameters,
      ...(description !== undefined && { description }),
      values: read.values,
      alerts: alerts.map((alert, index) => this.#alert(alert, index, read.values)),
    };
  }

  #overridePlace(...path: readonly string[]): Place {
    const { yaml } = this.#overrides;
    return yaml ? yaml.placeOfKey([this.#name, ...path]) : this.#yaml.placeOf([]);
  }

  #alert(alert: SaidAlert, index: number, values: ReadonlyMap<string, ParameterValue>): PackedAlert {
    const own = this.#overrides.value[this.#name]?.alerts[alert.id];
    const places = new Map<string, Place>();
    const because = new Map<AlertKeyName, string>();
    let cells: Cells = { alert_id: alert.id };
    for (const name of ALERT_KEY_NAMES) {
      const override = own?.[name];
      const said = override?.value ?? alert[name] ?? this.#pack.defaults[name];
      if (said === undefined) continue;
      if (override) because.set(name, override.because);
      const source: Source = override
        ? { yaml: this.#overrides.yaml ?? this.#yaml, path: [this.#name, "alerts", alert.id, name, "value"] }
        : {
            yaml: this.#yaml,
            path: alert[name] === undefined ? ["defaults", name] : ["alerts", index, name],
          };
      const place = source.yaml.placeOf(source.path);
      for (const column of alertKey(name).columns) places.set(column, place);
      if (name === "query") {
        const query = this.#query(String(said), source, values);
        places.set("alert_query_template", query.place);
        cells = { ...cells, alert_query_template: query.text };
      } else {
        cells = { ...cells, ...this.#cells(name, said, source, values) };
      }
    }
    const place = this.#yaml.placeOf(["alerts", index, "id"]);
    const hasTemplates = "custom_subject_template" in cells || "custom_body_template" in cells;
    return {
      pack: this.#name,
      version: this.#pack.version,
      alertId: alert.id,
      cells: { ...cells, ...(hasTemplates && { [USES_TEMPLATES]: true }) },
      place,
      placeOf: (column) => places.get(column) ?? place,
      because,
    };
  }

  #cells(
    name: AlertKeyName,
    said: unknown,
    source: Source,
    values: ReadonlyMap<string, ParameterValue>,
  ): Cells {
    const { columns, takesParameters } = alertKey(name);
    const fault = (rule: string, offset = 0) =>
      this.faults.push({ ...source.yaml.placeWithin(source.path, offset), rule });
    if (name === "condition") {
      const read = readConditionLine(String(said), (parameter) => values.get(parameter));
      if (read.fault) fault(`condition: ${read.fault.rule}`, read.fault.offset);
      return read.cells ?? {};
    }
    if (name === "schedule") {
      const read = readScheduleWords(String(said));
      if ("rule" in read) fault(`schedule ${read.rule}`);
      return "cron" in read ? { schedule_cron: read.cron } : {};
    }
    if (name === "runbook") return this.#runbook(String(said), fault);
    if (!takesParameters) return { [columns[0]]: said };
    const { text, faults } = fillText(String(said), values);
    for (const { rule, offset } of faults) fault(rule, offset);
    return { [columns[0]]: text };
  }

  /** A file is told by its address; without a base there is none. */
  #runbook(said: string, fault: (rule: string) => void): Cells {
    if (/^https?:\/\//i.test(said)) return { runbook_url: said };
    if (this.#fileWithin(this.#root, said) === undefined)
      fault(`runbook ${shownText(said)} is no file of the project`);
    const base = this.#runbookBaseUrl;
    return base === undefined ? {} : { runbook_url: `${base.replace(/\/*$/, "/")}${said}` };
  }

  #query(said: string, source: Source, values: ReadonlyMap<string, ParameterValue>) {
    const file = `${PACKS_FOLDER}/${this.#name}/${said}`;
    const path = this.#fileWithin(join(this.#root, PACKS_FOLDER, this.#name), said);
    if (path === undefined) {
      const place = source.yaml.placeOf(source.path);
      this.faults.push({ ...place, rule: `query ${shownText(said)} is no file in the pack's folder` });
      return { text: "", place };
    }
    const query = readFileSync(path, "utf8");
    const { text, faults } = fillQuery(query, values);
    for (const { rule, offset } of faults) this.faults.push({ ...placeIn(file, query, offset), rule });
    return { text, place: { file, line: 1, column: 1 } };
  }

  /** The path of a file below the folder: no link, and no way up, leads out of it. */
  #fileWithin(folder: string, name: string): string | undefined {
    const path = join(folder, name);
    if (!existsSync(path)) return undefined;
    const real = realpathSync(path);
    return real.startsWith(realpathSync(folder) + sep) && statSync(real).isFile() ? real : undefined;
  }
}

/** What said something: a part of a file. */
interface Source {
  readonly yaml: YamlFile;
  readonly path: readonly (string | number)[];
}

function doubleIds(packs: readonly Pack[]): PlacedFault[] {
  const alerts = packs.flatMap((pack) => pack.alerts);
  return alerts.flatMap(({ alertId, place }, index) => {
    const other = alerts.find((one, at) => at !== index && one.alertId === alertId);
    if (other === undefined) return [];
    const rule = `id ${shownText(alertId)} is also that of ${placeText(other.place)}: one alert_id names one row`;
    return [{ ...place, rule }];
  });
}
