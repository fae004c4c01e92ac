import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { readConditionLine } from "../../alerting/condition-line";
import type { Cells } from "../../alerting/fields/alert-field";
import { readScheduleWords } from "../../alerting/quartz/schedule-words";
import { shownText } from "../../messages/words";
import { SCORE, ALERT_KEY_NAMES, alertKey, type AlertKeyName, USES_TEMPLATES } from "./alert-keys";
import { type Overrides, PACK_NAME, type PackFile, type SaidAlert } from "./pack-shape";
import { fillQuery, fillText, type GivenValue, type ParameterValue, readParameters } from "./parameters";
import { type Place, placeIn, type PlacedFault, unknownKey, type YamlFile } from "./yaml-file";

/** Where packs are, in a project's folder. */
export const PACKS_FOLDER = "packs";

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
  /** What the stack says otherwise, a key or a parameter of the alert → why. */
  readonly because: ReadonlyMap<string, string>;
}

export interface Pack extends Pick<PackFile, "version" | "description" | "needs" | "parameters"> {
  readonly name: string;
  readonly file: string;
  readonly values: ReadonlyMap<string, ParameterValue>;
  readonly alerts: readonly PackedAlert[];
}

/** `packs/overrides/<stack>.yaml`. */
export interface ReadOverrides {
  readonly yaml?: YamlFile;
  readonly value: Overrides;
  readonly faults: readonly PlacedFault[];
}

/** What a stack has to say of a pack. */
interface StackValues {
  readonly overrides: ReadOverrides;
  readonly runbookBaseUrl: string | undefined;
  /** Nothing of it, but for parameters that have no default. */
  readonly ownValues: boolean;
}

/** One pack in one stack. */
export class PackReader {
  readonly faults: PlacedFault[] = [];
  readonly #root: string;
  readonly #yaml: YamlFile;
  readonly #pack: PackFile;
  readonly #name: string;
  readonly #overrides: ReadOverrides;
  readonly #runbookBaseUrl: string | undefined;
  readonly #ownValues: boolean;

  constructor(
    root: string,
    yaml: YamlFile,
    pack: PackFile,
    name: string,
    { overrides, runbookBaseUrl, ownValues }: StackValues,
  ) {
    this.#root = root;
    this.#yaml = yaml;
    this.#pack = pack;
    this.#name = name;
    this.#overrides = overrides;
    this.#runbookBaseUrl = runbookBaseUrl;
    this.#ownValues = ownValues;
  }

  read(): Pack {
    const { version, description, needs, parameters, alerts } = this.#pack;
    if (this.#pack.pack !== this.#name || !PACK_NAME.test(this.#name)) {
      const rule = `pack ${shownText(this.#pack.pack)} lies in the folder ${shownText(this.#name)}: both must be the same`;
      this.faults.push({ ...this.#yaml.placeOf(["pack"]), rule });
    }
    const own = this.#overrides.value[this.#name];
    const isGiven = (name: string) => !this.#ownValues || parameters[name]?.default === undefined;
    const stackValues = Object.entries(own?.parameters ?? {}).filter(([name]) => isGiven(name));
    const given = stackValues.map(
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
    const own = this.#ownValues ? undefined : this.#overrides.value[this.#name]?.alerts[alert.id];
    const places = new Map<string, Place>();
    const because = new Map<string, string>(this.#parameterReasons(alert));
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
      if (name === "query" && typeof said === "string") {
        const query = this.#query(said, source, values);
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

  /** Of the parameters that the alert names; its query may name others. */
  #parameterReasons(alert: SaidAlert): [string, string][] {
    const own = this.#ownValues ? {} : (this.#overrides.value[this.#name]?.parameters ?? {});
    const said = JSON.stringify(alert);
    return Object.entries(own).flatMap(([name, { because }]) =>
      said.includes(`\${${name}}`) ? [[name, because] as [string, string]] : [],
    );
  }

  #cells(
    name: AlertKeyName,
    said: unknown,
    source: Source,
    values: ReadonlyMap<string, ParameterValue>,
  ): Cells {
    const { columns, takesParameters } = alertKey(name);
    // What takes parameters is text by its shape.
    const text = typeof said === "string" ? said : "";
    const fault = (rule: string, offset = 0) =>
      this.faults.push({ ...source.yaml.placeWithin(source.path, offset), rule });
    if (name === "condition") {
      const read = readConditionLine(text, (parameter) => values.get(parameter));
      if (read.fault) fault(`condition: ${read.fault.rule}`, read.fault.offset);
      return read.cells ?? {};
    }
    if (name === "score") {
      const [, model = "", least = ""] = SCORE.exec(text) ?? [];
      return { ml_model_enabled: true, ml_model_name: model, ml_threshold: Number(least) };
    }
    if (name === "schedule") {
      const read = readScheduleWords(text);
      if ("rule" in read) fault(`schedule ${read.rule}`);
      return "cron" in read ? { schedule_cron: read.cron } : {};
    }
    if (name === "runbook") return this.#runbook(text, fault);
    if (!takesParameters) return { [columns[0]]: said };
    const filled = fillText(text, values);
    for (const { rule, offset } of filled.faults) fault(rule, offset);
    return { [columns[0]]: filled.text };
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
      this.faults.push({
        ...place,
        rule: `query ${shownText(said)} is no file in the pack's folder (links are not followed)`,
      });
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
