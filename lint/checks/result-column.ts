/** A column of a query's result. */
export interface ResultColumn {
  readonly name: string;
  /** As the warehouse writes it: `decimal(18,6)`. */
  readonly type: string;
}
