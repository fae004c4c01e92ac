import { counted, shownText } from "../messages/words";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { ExpectedError, inOneLine } from "../messages/expected-error";
import { resourceProvider } from "./resource-provider";

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

  async create({ rows, told }, workspace) {
    const unwritten = await workspace.syncLog.refused(rows, told).then(
      () => "",
      (error: unknown) => `It could not be written into last_sync_error: ${inOneLine(error)}`,
    );
    const lines = Object.entries(rows).map(([alertId, error]) => `  ${shownText(alertId)}: ${error}`);
    throw new ExpectedError(
      [
        `${counted(lines.length, "row")} of ${ALERT_CONFIGURATIONS.name} ${lines.length === 1 ? "has" : "have"} faults: ` +
          `mend ${lines.length === 1 ? "it" : "them"}, until then nothing is done with ${lines.length === 1 ? "its alert" : "their alerts"}. ` +
          `${unwritten === "" ? "last_sync_error says it to whoever looks at a row." : unwritten}`,
        ...lines,
      ].join("\n"),
    );
  },

  update: () => Promise.resolve({ outs: {} }),

  delete: () => Promise.resolve(),
});
