import type { TableNames } from "../../alerting/table-names";
import type { LakeviewDataset } from "./lakeview";

/** A query of the dashboard over the config tables, and the columns that widgets may show. */
export interface Dataset<Column extends string = string> {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly sql: (names: TableNames) => string;
}

/** The dataset as the dashboard's file has it. */
export function lakeviewDataset({ name, title, sql }: Dataset, names: TableNames): LakeviewDataset {
  const queryLines = sql(names)
    .split("\n")
    .map((line) => `${line}\n`);
  return { name, displayName: title, queryLines };
}

/** How far back the figures reach. */
export const LAST_DAYS = 30;
