import type { AlertRow } from "../tables/alert-configurations";

/** Cells of one row, as they would be written. */
export type Cells = Partial<AlertRow>;
