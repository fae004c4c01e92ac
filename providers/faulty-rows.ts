import "../loading/kept-modules.cjs";
import { shownText } from "../messages/words";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { ExpectedError, inOneLine } from "../messages/expected-error";
import { resourceProvider } from "./resource-provider";

const TABLE = ALERT_CONFIGURATIONS.name;

/** What the program declares where rows have faults and hold up no other (setting `faultyRows`). */
export interface DeclaredFaults {
  /** Row → its faults. */
  readonly rows: Readonly<Record<string, string>>;
  /** Those of the rows that say so already. */
  readonly told: readonly string[];
}

/**
 * Says in the rows what is wrong with them, and fails: the run did not do all that it was to do. It comes last, so that it holds up
 * nothing, and no state has it.
 */
export const provider = resourceProvider<DeclaredFaults, Record<string, never>>({
  diff: () => ({ changes: true }),

  async create({ rows, told: known }, workspace) {
    const told = await workspace.syncLog.refused(rows, known).then(
      () => "last_sync_error says it to whoever looks at a row.",
      (error: unknown) => `It could not be written into last_sync_error: ${inOneLine(error)}`,
    );
    const lines = Object.entries(rows).map(([alertId, error]) => `  ${shownText(alertId)}: ${error}`);
    const sentence =
      lines.length === 1
        ? `1 row of ${TABLE} has faults: mend it, until then nothing is done with its alert.`
        : `${lines.length} rows of ${TABLE} have faults: mend them, until then nothing is done with their alerts.`;
    throw new ExpectedError([`${sentence} ${told}`, ...lines].join("\n"));
  },

  update: () => Promise.resolve({ outs: {} }),

  delete: () => Promise.resolve(),
});
