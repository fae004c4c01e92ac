import { z } from "zod";
import { knowing } from "../../rows/packs/yaml-file";

/** What an evaluation can end in, as a test expects it. */
export const EXPECTED_STATES = ["OK", "TRIGGERED", "ERROR"] as const;

const row = z.record(z.string(), z.unknown(), "must be a map of columns and values");
const rows = z.array(row, "must be a list of rows ([] for none)");
const tables = z.record(z.string(), rows, "must be a map of tables and their rows");
const moment = z.string("must be a moment, such as 2026-11-02T08:00:00Z");
const text = z.string("must be a text");

/** Which keys it has, and what it must be besides. */
function shaped<Shape extends z.ZodRawShape>(shape: Shape, rule: string) {
  const known = knowing(Object.keys(shape));
  return z.strictObject(shape, { error: (issue) => known.error(issue) ?? rule });
}

const Expectation = z.preprocess(
  (value) => (EXPECTED_STATES.some((state) => state === value) ? { state: value } : value),
  shaped(
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

const silenced = z
  .boolean("must be true or false")
  .exactOptional()
  .describe("Whether a row of alert_silences covers the alert then.");

const Case = shaped(
  {
    name: z.string("must be a name").min(1, "must be a name"),
    clock: moment.exactOptional(),
    ...ownFixtures,
    silenced,
    expect: Expectation,
  },
  "must be { name, expect } and what is other than in the file's own rows",
);

const Step = shaped(
  {
    at: z.union([z.string(), z.literal(0), z.literal(0n)], "must be a time from the clock on, such as +24h"),
    ...ownFixtures,
    silenced,
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

const Equivalent = shaped(
  {
    mutant: text.describe("Its words, as the report has them."),
    because: z.string("must say why").min(1, "must say why"),
  },
  "must be { mutant, because }",
);

/** One file of tests, for one alert. */
export const TestFile = shaped(
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
