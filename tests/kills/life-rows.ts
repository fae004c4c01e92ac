import { insertOf } from "../engine/alert-row";
import type { Phase } from "./kill-case";

/** What the rows of a life are, and what becomes of them. */
export interface LifeRows {
  /** Settings besides those of a bare stack. */
  readonly config: Readonly<Record<string, string>>;
  /** Of the second phase, on the table of the rows. */
  readonly changes: (table: string) => readonly string[];
  /** Row → name of its alert, at the end of each phase. */
  readonly deployed: Readonly<Record<Phase, Readonly<Record<string, string>>>>;
  /** Row → what the query of its alert has, at the end of each phase. */
  readonly queries: Readonly<Record<Phase, Readonly<Record<string, RegExp>>>>;
}

const [DROP, TEST] = ["Tag Coverage Drop", "Custom Template Test"];

/** The name of the row that goes is the next one's, and that one's name is a new row's. */
function swapNames(table: string): string[] {
  return [
    `DELETE FROM ${table} WHERE alert_id = 'TEST-001'`,
    `UPDATE ${table} SET severity = 'INFO', alert_name = '${TEST}' WHERE alert_id = 'COST-012'`,
  ];
}

const ADDED = { alert_name: `'${DROP}'`, severity: "'WARNING'" };

/** Rows that are sent as they are. */
const PLAIN: LifeRows = {
  config: {},
  changes: (table) => [...swapNames(table), insertOf("NEW-001", ADDED, table)],
  deployed: {
    up: { "COST-012": `[WARNING] ${DROP}`, "TEST-001": `[INFO] ${TEST}` },
    change: { "COST-012": `[INFO] ${TEST}`, "NEW-001": `[WARNING] ${DROP}` },
    destroy: {},
  },
  queries: { up: { "TEST-001": /^SELECT 1 AS test_value$/ }, change: {}, destroy: {} },
};

const HEEDS = "quiet where `\\S+alert_silences_in_force` has";
const compiled = (condition: string) => new RegExp(`^/\\* databricks-alerts \\d+: ${condition}`);
const WATCHDOG = { "SILENCES-001": "[WARNING] Silences cannot be read" };
const WATCHED = { "SILENCES-001": /^SELECT 1 - count\(\*\) AS missing_view/ };

/**
 * Rows that are compiled, all but the watchdog: silences of a table, noise rules, a silence of its own, a range, a score. Table, view
 * and function come with them.
 */
const COMPILED: LifeRows = {
  config: { liveSilences: "true" },
  changes: (table) => [
    ...swapNames(table),
    `UPDATE ${table} SET fires_for = '2 of 3', recover_value_double = 90, silenced_until = TIMESTAMP '2099-12-31 00:00:00', ` +
      "silence_reason = 'the move' WHERE alert_id = 'COST-012'",
    insertOf(
      "NEW-001",
      {
        ...ADDED,
        threshold_operator: "'BETWEEN'",
        threshold_value_min: "0",
        threshold_value_max: "7",
        ml_model_enabled: "TRUE",
        ml_model_name: "'usual_range'",
        ml_threshold: "0.5",
      },
      table,
    ),
  ],
  deployed: {
    up: { "COST-012": `[WARNING] ${DROP}`, ...WATCHDOG, "TEST-001": `[INFO] ${TEST}` },
    change: { "COST-012": `[INFO] ${TEST}`, "NEW-001": `[WARNING] ${DROP}`, ...WATCHDOG },
    destroy: {},
  },
  queries: {
    up: {
      "COST-012": compiled(`tag_coverage_pct < 80; ${HEEDS}`),
      "TEST-001": compiled(`test_value > 0; ${HEEDS}`),
      ...WATCHED,
    },
    change: {
      "COST-012": compiled(
        `tag_coverage_pct < 80 in 2 of (?:the last )?3(?: checks)?, clears above 90; quiet until 2099-12-31T00:00:00\\.000Z; ${HEEDS}`,
      ),
      "NEW-001": compiled(
        `value BETWEEN 0 AND 7; ${HEEDS} 'NEW-001'; held back where \`\\S+usual_range\` of 'NEW-001' is below 0\\.5`,
      ),
      ...WATCHED,
    },
    destroy: {},
  },
};

export const LIFE_ROWS = { plain: PLAIN, compiled: COMPILED } as const;
export type LifeRowsName = keyof typeof LIFE_ROWS;
