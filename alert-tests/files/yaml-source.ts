import type { z } from "zod";
import {
  inOrderOfPlaces,
  type Place,
  type PlacedFault,
  YamlFile,
  type YamlPath,
} from "../../rows/packs/yaml-file";

export type { YamlPath };

/** A YAML file that collects what is wrong with it, each thing at its place. */
export class YamlSource {
  readonly file: string;
  readonly #yaml: YamlFile;
  readonly #faults: PlacedFault[] = [];

  constructor(file: string, text: string) {
    this.file = file;
    this.#yaml = new YamlFile(file, text, { intAsBigInt: true });
  }

  /** In the order of the file, each once. */
  get faults(): readonly PlacedFault[] {
    return inOrderOfPlaces(this.#faults);
  }

  /** What it says, if it has the shape. */
  read<Shape>(shape: z.ZodType<Shape>): Shape | undefined {
    const { value, faults } = this.#yaml.parse(shape);
    this.#faults.push(...faults);
    return value;
  }

  /** Takes down what is wrong at `path`; of a key that is too much, at the key itself. */
  fault(path: YamlPath, rule: string, { atKey = false } = {}): undefined {
    const place = atKey ? this.#yaml.placeOfKey(path) : this.placeOf(path);
    this.#faults.push({ ...place, rule });
    return undefined;
  }

  placeOf(path: YamlPath): Place {
    return this.#yaml.placeOf(path);
  }
}

/** Which alert a file of tests is about, whatever else is wrong with it. */
export function testedIdOf(file: string, text: string): string | undefined {
  const plain = new YamlFile(file, text).plain();
  const value = "value" in plain ? plain.value : undefined;
  const id = typeof value === "object" && value !== null && "alert" in value ? value.alert : undefined;
  return typeof id === "string" ? id : undefined;
}
