import "../loading/kept-modules.cjs";
import { NOTIFICATION_DESTINATIONS } from "../alerting/tables/notification-destinations";
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
  /** Row of `notification_destinations` → its faults. @default the run has none */
  readonly destinations?: Readonly<Record<string, string>>;
}

/**
 * Says in the rows what is wrong with them, and fails: the run did not do all that it was to do. It comes last, so that it holds up
 * nothing, and no state has it.
 */
export const provider = resourceProvider<DeclaredFaults, Record<string, never>>({
  diff: () => ({ changes: true }),

  async create({ rows, told: known, destinations = {} }, workspace) {
    const told = await workspace.syncLog.refused(rows, known).then(
      () => "last_sync_error says it to whoever looks at a row.",
      (error: unknown) => `It could not be written into last_sync_error: ${inOneLine(error)}`,
    );
    const parts = [
      ...faultyOf(NOTIFICATION_DESTINATIONS.name, destinations, (isOne) =>
        isOne
          ? "until then nothing is done with it, nor with alerts that name it."
          : "until then nothing is done with them, nor with alerts that name them.",
      ),
      ...faultyOf(
        ALERT_CONFIGURATIONS.name,
        rows,
        (isOne) => `until then nothing is done with ${isOne ? "its alert" : "their alerts"}. ${told}`,
      ),
    ];
    throw new ExpectedError(parts.join("\n"));
  },

  update: () => Promise.resolve({ outs: {} }),

  delete: () => Promise.resolve(),
});

/** What is wrong with the rows of one table, a line a row; nothing where none has faults. */
function faultyOf(
  table: string,
  rows: Readonly<Record<string, string>>,
  outcome: (isOne: boolean) => string,
): string[] {
  const lines = Object.entries(rows).map(([row, error]) => `  ${shownText(row)}: ${error}`);
  if (lines.length === 0) return [];
  const isOne = lines.length === 1;
  const mend = isOne ? "has faults: mend it" : "have faults: mend them";
  return [`${counted(lines.length, "row")} of ${table} ${mend}, ${outcome(isOne)}`, ...lines];
}
