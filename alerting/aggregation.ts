import { shownText } from "../messages/words";
import type { AlertNotes } from "./alert-notes";
import { type Aggregation, AGGREGATIONS } from "./definition";
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
  if (written === "FIRST") {
    // The earlier framework's word, in nearly all of its own rows.
    notes.warning("aggregation_type", "is read as NONE, which is the first row's value: write NONE");
    return undefined;
  }
  return (
    AGGREGATIONS.find((name) => name === written) ??
    notes.fault(
      "aggregation_type",
      `Unsupported aggregation_type: ${shownText(written)}; use NONE or one of ${AGGREGATIONS.join(", ")}`,
    )
  );
}
