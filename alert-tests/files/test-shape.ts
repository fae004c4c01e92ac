import { z } from "zod";
import { nearestWord } from "../../messages/words";
import { isRecord } from "../fixtures/cell-sql";
import type { YamlSource } from "./yaml-source";

/** What an evaluation can end in, as a test expects it. */
export const EXPECTED_STATES = ["OK", "TRIGGERED", "ERROR"] as const;

const row = z.record(z.string(), z.unknown(), "must be a map of columns and values");
const rows = z.array(row, "must be a list of rows ([] for none)");
const tables = z.record(z.string(), rows, "must be a map of tables and their rows");
const moment = z.string("must be a moment, such as 2026-11-02T08:00:00Z");
const text = z.string("must be a text");

const Expectation = z.preprocess(
  (value) => (typeof value === "string" ? { state: value } : value),
  z.strictObject(
    {
      state: z
        .enum(EXPECTED_STATES, `must be one of ${EXPECTED_STATES.join(", ")}`)
        .describe("What the evaluation ends in."),
      value: z
        .union(
          [z.string(), z.number(), z.bigint(), z.boolean(), z.null()],
          "must be one value, such as 131.6 ± 0.1",
        )
        .exactOptional()
        .describe("What is compared: exact, or `131.6 ± 0.1`; null for NULL."),
      told: z
        .array(text, "must be a list of channels ([] for nobody)")
        .exactOptional()
        .describe("The channels that hear of it, where all was well before."),
      subject: text
        .exactOptional()
        .describe("The message's subject, word for word, or /a pattern/ that it has."),
      body: text.exactOptional().describe("The message's body, likewise."),
    },
    `must be one of ${EXPECTED_STATES.join(", ")}, or { state, value, told, subject, body }`,
  ),
);

/** What a case or a step has of its own. */
const ownFixtures = {
  tables: tables.exactOptional().describe("Tables whose rows are others, all of them."),
  empty: z.array(text, "must be a list of tables").exactOptional().describe("Tables without any row."),
  change: z
    .record(z.string(), z.unknown(), "must be a map of columns and values, or of tables and such maps")
    .exactOptional()
    .describe("Cells that are others: of the last row of the first table, or of the rows of named tables."),
};

const Case = z.strictObject(
  {
    name: z.string("must be a name").min(1, "must be a name"),
    clock: moment.exactOptional(),
    ...ownFixtures,
    expect: Expectation,
  },
  "must be { name, expect } and what is other than in the file's own rows",
);

const Step = z.strictObject(
  {
    at: z.union([z.string(), z.literal(0), z.literal(0n)], "must be a time from the clock on, such as +24h"),
    ...ownFixtures,
    expect: Expectation,
    told: z
      .union(
        [z.bigint(), z.number(), z.array(z.string())],
        "must be a number of messages, or a list of channels",
      )
      .exactOptional(),
  },
  "must be { at, expect, told }",
);

const Equivalent = z.strictObject({
  mutant: text.describe("Its words, as the report has them."),
  because: z.string("must say why").min(1, "must say why"),
});

/** One file of tests, for one alert. */
export const TestFile = z.strictObject(
  {
    alert: z.string("must be the id of an alert"),
    clock: moment.exactOptional().describe("The moment at which the alert is evaluated."),
    schema: z
      .record(
        z.string(),
        z.record(z.string(), text, "must be a map of columns and types"),
        "must be a map of tables",
      )
      .exactOptional()
      .describe("Columns and types of tables that no schema is recorded of."),
    tables: tables.default({}).describe("Table → its rows."),
    cases: z.array(Case, "must be a list of cases").default([]),
    timeline: z.array(Step, "must be a list of steps").exactOptional(),
    equivalent: z
      .array(Equivalent, "must be a list of { mutant, because }")
      .exactOptional()
      .describe("Mutants that no test can notice, and why."),
  },
  "must be a map with alert, tables and cases",
);

export type TestFile = z.output<typeof TestFile>;
export type Expectation = z.output<typeof Expectation>;
export type OwnFixtures = Pick<TestFile["cases"][number], "tables" | "empty" | "change">;

const KEYS: readonly (readonly [place: RegExp, keys: readonly string[]])[] = [
  [/^$/, Object.keys(TestFile.shape)],
  [/^cases\.\d+$/, Object.keys(Case.shape)],
  [/^timeline\.\d+$/, Object.keys(Step.shape)],
  [/expect$/, ["state", "value", "told", "subject", "body"]],
  [/^equivalent\.\d+$/, Object.keys(Equivalent.shape)],
];

/** The file's content, or `undefined`: the source knows then what is wrong with it, all of it. */
export function readShape(source: YamlSource): TestFile | undefined {
  if (source.faults.length > 0) return undefined;
  const parsed = TestFile.safeParse(source.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    if (issue.code === "unrecognized_keys") {
      const known = KEYS.find(([place]) => place.test(issue.path.join(".")))?.[1] ?? [];
      for (const key of issue.keys)
        source.fault([...issue.path, key], unknownKey(key, known), { atKey: true });
    } else {
      const name = issue.path.at(-1);
      const around = valueAt(source.value, issue.path.slice(0, -1));
      const isMissing = isRecord(around) && name !== undefined && !(name in around);
      source.fault(
        issue.path,
        isMissing ? `${String(name)} is missing: it ${issue.message}` : `${subjectOf(name)} ${issue.message}`,
      );
    }
  }
  return undefined;
}

function subjectOf(name: PropertyKey | undefined): string {
  return typeof name === "string" ? name : name === undefined ? "the file" : `element ${Number(name) + 1}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearestWord(key, known);
  return `unknown key ${key}${near === undefined ? `; there is ${known.join(", ")}` : `; did you mean ${near}?`}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
