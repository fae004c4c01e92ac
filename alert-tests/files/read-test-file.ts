import type { Place, PlacedFault } from "../../rows/packs/yaml-file";
import type { Settings } from "../../settings/settings";
import { unknownName } from "../fixtures/cell-sql";
import { parseColumnType } from "../fixtures/column-type";
import { fixtureQuery, type FixtureQuery, type NotTestable, type Situation } from "../fixtures/fixture-query";
import { absoluteMoment, momentFrom } from "../fixtures/moments";
import { filledName, type TableSchemas } from "../fixtures/table-schemas";
import type { TestedAlert, TestedAlerts } from "../tested-alerts";
import { checkChannel, type Expected, readExpectation } from "./expectation";
import { TestFile } from "./test-shape";
import { WrittenFixtures } from "./written-fixtures";
import { type YamlPath, YamlSource } from "./yaml-source";

/** The moment at which alerts are evaluated where a file says none: a Thursday, far from the ends of months and years. */
export const DEFAULT_CLOCK = new Date("2026-01-15T12:00:00Z");

/** One evaluation, and what is expected of it. */
export interface TestCase {
  readonly name: string;
  readonly line: number;
  readonly situation: Situation;
  readonly expected: Expected;
  /** As by a row of alert_silences. */
  readonly isSilenced: boolean;
}

/** A mutant that no test can notice, by its words. */
export interface EquivalentMutant {
  readonly mutant: string;
  readonly because: string;
  readonly place: Place;
}

/** The tests of one file. */
export interface AlertTest {
  readonly file: string;
  readonly tested: TestedAlert;
  readonly query: FixtureQuery | NotTestable;
  readonly cases: readonly TestCase[];
  /** Evaluations that follow each other: what one told counts for the next. */
  readonly timeline: readonly TestCase[];
  readonly equivalent: readonly EquivalentMutant[];
}

export interface TestContext {
  readonly alerts: TestedAlerts;
  readonly schemas: TableSchemas;
  readonly settings: Pick<Settings, "catalog" | "goldSchema" | "featureSchema">;
}

/** Reads a file of tests; with faults there is no test, and all of them are told. */
export function readTestFile(
  file: string,
  text: string,
  context: TestContext,
): { readonly test?: AlertTest; readonly faults: readonly PlacedFault[] } {
  const source = new YamlSource(file, text);
  const shape = source.read(TestFile);
  const test = shape && new TestReader(source, shape, context).read();
  return { ...(test && source.faults.length === 0 && { test }), faults: source.faults };
}

class TestReader {
  readonly #source: YamlSource;
  readonly #shape: TestFile;
  readonly #context: TestContext;

  constructor(source: YamlSource, shape: TestFile, context: TestContext) {
    this.#source = source;
    this.#shape = shape;
    this.#context = context;
  }

  read(): AlertTest | undefined {
    const { alert, cases, timeline = [], equivalent = [] } = this.#shape;
    const tested = this.#tested(alert);
    if (cases.length + timeline.length === 0)
      this.#source.fault([], "has neither cases nor a timeline: write one");
    const clock = this.#clock(this.#shape.clock, ["clock"]) ?? DEFAULT_CLOCK;
    const schemas = this.#schemas();
    if (tested === undefined) return undefined;
    const query = fixtureQuery(tested.alert.authored.queryText);
    const fixtures = new WrittenFixtures(this.#source, {
      read:
        "reason" in query ? Object.keys(this.#shape.tables).map((name) => this.#nameOf(name)) : query.tables,
      schemaOf: (table) => schemas.get(table) ?? this.#context.schemas.get(table),
      nameOf: (name) => this.#nameOf(name),
    });
    fixtures.checkTables(this.#shape);
    return {
      file: this.#source.file,
      tested,
      query,
      cases: this.#cases(fixtures, clock, tested),
      timeline: this.#timeline(fixtures, clock, tested),
      equivalent: equivalent.map((one, index) => ({
        ...one,
        place: this.#source.placeOf(["equivalent", index]),
      })),
    };
  }

  #tested(id: string): TestedAlert | undefined {
    const { byId, unreadable } = this.#context.alerts;
    const reason = unreadable.get(id);
    const what =
      reason === undefined
        ? `there is ${unknownName("alert", id, [...byId.keys()])}`
        : `the alert ${id} cannot be read: ${reason}`;
    return byId.get(id) ?? this.#source.fault(["alert"], what);
  }

  #nameOf(written: string): string {
    return filledName(written, this.#context.settings);
  }

  #clock(text: string | undefined, path: YamlPath): Date | undefined {
    if (text === undefined) return undefined;
    return (
      absoluteMoment(text) ?? this.#source.fault(path, "clock must be a moment, such as 2026-11-02T08:00:00Z")
    );
  }

  #schemas(): TableSchemas {
    const tables = Object.entries(this.#shape.schema ?? {}).map(([table, columns]) => {
      const types = Object.entries(columns).flatMap(([column, text]) => {
        const type = parseColumnType(text);
        if (type === undefined) {
          this.#source.fault(
            ["schema", table, column],
            `${text} is no type: write one such as string, decimal(38,18) or array<string>`,
          );
        }
        return type ? [[column, type] as const] : [];
      });
      return [this.#nameOf(table), new Map(types)] as const;
    });
    return new Map(tables);
  }

  #cases(fixtures: WrittenFixtures, fileClock: Date, tested: TestedAlert): TestCase[] {
    const names = new Set<string>();
    return this.#shape.cases.map((own, index) => {
      const path = ["cases", index];
      if (names.has(own.name))
        this.#source.fault([...path, "name"], `another case is called ${own.name}, too: name it otherwise`);
      names.add(own.name);
      const clock = this.#clock(own.clock, [...path, "clock"]) ?? fileClock;
      const written = fixtures.changed(fixtures.base(this.#shape, clock), own, path, clock);
      return {
        name: own.name,
        line: this.#source.placeOf(path).line,
        situation: fixtures.situation(written, clock),
        expected: readExpectation(own.expect, [...path, "expect"], this.#source, tested.channels),
        isSilenced: this.#silenced(own.silenced, [...path, "silenced"], tested),
      };
    });
  }

  /** The rows stay where they are, and the clock goes on; what a step changes stays so. */
  #timeline(fixtures: WrittenFixtures, fileClock: Date, tested: TestedAlert): TestCase[] {
    const { channels } = tested;
    let written = fixtures.base(this.#shape, fileClock);
    let before = Number.NEGATIVE_INFINITY;
    return (this.#shape.timeline ?? []).map((own, index) => {
      const path = ["timeline", index];
      const clock = momentFrom(String(own.at), fileClock);
      if (clock === undefined)
        this.#source.fault([...path, "at"], "at must be a time from the clock on, such as +24h");
      else if (clock.getTime() <= before)
        this.#source.fault([...path, "at"], "at must be later than that of the step before");
      const now = clock ?? fileClock;
      before = now.getTime();
      written = fixtures.changed(written, own, path, now);
      const expected = readExpectation(own.expect, [...path, "expect"], this.#source, channels);
      return {
        name: `at ${String(own.at)}`,
        line: this.#source.placeOf(path).line,
        situation: fixtures.situation(written, now),
        isSilenced: this.#silenced(own.silenced, [...path, "silenced"], tested),
        expected: { ...expected, ...this.#told(own.told, [...path, "told"], channels) },
      };
    });
  }

  /** An alert that heeds no silences is not quiet, whatever rows there are. */
  #silenced(silenced = false, path: YamlPath, { alert }: TestedAlert): boolean {
    if (silenced && alert.authored.silences === undefined) {
      this.#source.fault(
        path,
        "the alert heeds no row of alert_silences: set liveSilences to true, or test the row's own silenced_until by the clock",
      );
    }
    return silenced;
  }

  #told(told: string[] | number | bigint | undefined, path: YamlPath, channels: readonly string[]) {
    if (told === undefined) return {};
    if (!Array.isArray(told)) return { messages: Number(told) };
    for (const [index, channel] of told.entries())
      checkChannel(channel, [...path, index], this.#source, channels);
    return { told };
  }
}
