import type { AlertNotes } from "./alert-notes";
import { AGGREGATIONS, type Aggregation } from "./definition";
import { shownText } from "./shown-value";
import type { AlertRow } from "./tables/alert-configurations";

/** How the rows of the result become one value; `undefined` also for NONE, the first row's value. */
export function aggregation(
  row: Pick<AlertRow, "aggregation_type">,
  notes: AlertNotes,
): Aggregation | undefined {
  const written = row.aggregation_type?.trim().toUpperCase() ?? "";
  if (written === "" || written === "NONE") {
    return undefined;
  }
  const advice =
    written === "FIRST"
      ? "use NONE for the first row's value"
      : `use NONE or one of ${AGGREGATIONS.join(", ")}`;
  return (
    AGGREGATIONS.find((name) => name === written) ??
    notes.fault("aggregation_type", `Unsupported aggregation_type: ${shownText(written)}; ${advice}`)
  );
}
