import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { groupBy } from "../../messages/group-by";
import { nearestWord, shownText } from "../../messages/words";
import { type Pack, PackReader, PACKS_FOLDER, type ReadOverrides } from "./pack-reader";
import { overridesShape, packShape } from "./pack-shape";
import { inOrderOfPlaces, placeText, type PlacedFault, unknownKey, YamlFile } from "./yaml-file";

const OVERRIDES_FOLDER = "overrides";

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
  /** Without what the stack says otherwise, but for parameters that have no default: for tests of the pack itself. */
  readonly ownValues?: boolean;
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
export function readPacks(
  root: string,
  { names, stack, runbookBaseUrl, ownValues = false }: PackChoice,
): Packs {
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
        file,
        line: 1,
        column: 1,
        rule: `does not exist, and the setting packs names ${shownText(name)}${advice}`,
      });
      continue;
    }
    const yaml = YamlFile.read(root, file);
    const parsed = yaml.parse(packShape);
    faults.push(...parsed.faults);
    if (parsed.value === undefined) continue;
    const reader = new PackReader(root, yaml, parsed.value, name, {
      overrides,
      runbookBaseUrl,
      ownValues,
    });
    packs.push(reader.read());
    faults.push(...reader.faults);
  }
  faults.push(...doubleIds(packs));
  return { packs, available, faults: inOrderOfPlaces(faults) };
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

function doubleIds(packs: readonly Pack[]): PlacedFault[] {
  const all = packs.flatMap((pack) => pack.alerts);
  const byId = groupBy(all, ({ alertId }) => alertId);
  return [...byId].flatMap(([alertId, alerts]) =>
    alerts.flatMap(({ place }, index) => {
      const other = alerts.find((_, at) => at !== index);
      if (other === undefined) return [];
      const rule = `id ${shownText(alertId)} is also that of ${placeText(other.place)}: one alert_id names one row`;
      return [{ ...place, rule }];
    }),
  );
}
