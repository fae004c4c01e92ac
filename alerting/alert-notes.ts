import type { RowNotes } from "./row-notes";
import type { AlertColumnName } from "./tables/alert-configurations";
import type { ReservedColumn } from "./tables/reserved-columns";

/** Notes on a row of alert_configurations. */
export type AlertNotes = RowNotes<AlertColumnName | ReservedColumn>;
