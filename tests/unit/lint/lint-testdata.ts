import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { planAlerts } from "../../../alerting/plan-alerts";
import { readSilence } from "../../../alerting/silences/silence";
import type { Finding } from "../../../lint/finding";
import type { TestCoverage, TestsOfAlerts } from "../../../lint/test-coverage";
import { lintAlerts } from "../../../lint/lint-alerts";
import type { LintSettings } from "../../../settings/lint-settings";
import { PLAN_SETTINGS, WAREHOUSE_ID } from "../alerting/read-testdata";

type Row = Record<string, unknown>;

/** Rows of one rule's folder: each says what is other than in `base-row.json`. */
export interface RuleExample {
  readonly rows: readonly Row[];
  /** What is known of the rows' tests: of an alert that is not among them there is none. @default nothing */
  readonly tests?: Readonly<Record<string, TestCoverage>>;
  /** Rows of alert_silences: what is other than in `SILENCE`. */
  readonly silences?: readonly Row[];
  /** What the rule finds, in the bad example. */
  readonly findings?: readonly ExpectedFinding[];
}

export interface ExpectedFinding {
  readonly alertId: string;
  readonly column?: string;
  readonly message: string;
  readonly fix: string;
}

const FOLDER = join(__dirname, "../../testdata/lint");

function readJson<Content>(path: string): Content {
  // The files are ours: a wrong shape fails the test that uses it.
  return JSON.parse(readFileSync(join(FOLDER, path), "utf8")) as Content;
}

export const BASE_ROW = readJson<Row>("base-row.json");
export const DESTINATIONS = readJson<Row[]>("destinations.json");

/** All testdata is looked at as of this moment. */
export const NOW = new Date("2026-11-25T00:00:00Z");

/** The path of a rule's example, from the root of the repository. */
export function examplePath(rule: string, which: "good" | "bad"): string {
  return `tests/testdata/lint/rules/${rule.replace("/", "-")}/${which}.json`;
}

export function readExample(rule: string, which: "good" | "bad"): RuleExample {
  return readJson(`rules/${rule.replace("/", "-")}/${which}.json`);
}

/** A silence with nothing to find. */
const SILENCE: Row = {
  silence_id: "1f0c5a2e",
  starts_at: "2026-11-24T20:00:00Z",
  ends_at: "2026-11-25T02:00:00Z",
  reason: "billing migration",
};

/** Whole rows, by the file's name. */
export function readGoodAlerts(): [name: string, row: Row][] {
  return readdirSync(join(FOLDER, "good-alerts")).map((file) => [
    basename(file, ".json"),
    readJson<Row>(`good-alerts/${file}`),
  ]);
}

/** What lint says of rows that differ from the base row as given. */
export function lintRows(
  rows: readonly Row[],
  lint: LintSettings = new Map(),
  only?: string[],
  { tests, silences = [] }: Pick<RuleExample, "tests" | "silences"> = {},
): Finding[] {
  const alertRows = rows.map((row) => ({ ...BASE_ROW, ...row }));
  const { alerts, channels, faults } = planAlerts({
    alertRows,
    destinationRows: DESTINATIONS,
    settings: PLAN_SETTINGS,
    warehouseId: WAREHOUSE_ID,
  });
  return lintAlerts({
    alerts,
    channels,
    faults,
    settings: { ...PLAN_SETTINGS, lint },
    now: NOW,
    ...(only && { only }),
    ...(tests && { tests: testsOf(tests) }),
    silences: silences.map((row) => readSilence({ ...SILENCE, ...row })),
  });
}

function testsOf(coverage: Readonly<Record<string, TestCoverage>>): TestsOfAlerts {
  return {
    areWritten: true,
    hasTests: ({ alertId }) => Object.hasOwn(coverage, alertId),
    coverageOf: ({ alertId }) => coverage[alertId],
  };
}
