import { type TExecuteStatementReq, TSparkRowSetType } from "@databricks/sql/thrift/TCLIService_types";
import type { SqlColumn } from "../sql/sql-engine";
import { hasLz4, lz4Frame } from "./arrow/lz4";
import { type ArrowType, parseSqlType } from "./arrow/sql-type";

/** How a client wants to have its rows. */
export interface ResultForm {
  readonly rowSet: TSparkRowSetType;
  /** Whether each Arrow batch is compressed, as an LZ4 frame. */
  readonly isCompressed: boolean;
  /** Types whose values are text in Arrow. The schema beside the rows still names the type. */
  readonly texts: ReadonlySet<ArrowType["kind"]>;
}

type Wishes = Partial<
  Pick<TExecuteStatementReq, "canReadArrowResult" | "canDecompressLZ4Result" | "useArrowNativeTypes">
>;

/** @see https://github.com/databricks/databricks-sql-nodejs/blob/main/thrift/TCLIService.thrift */
export function resultFormOf({
  canReadArrowResult,
  canDecompressLZ4Result,
  useArrowNativeTypes: native,
}: Wishes): ResultForm {
  if (!canReadArrowResult) return COLUMNS;
  return {
    rowSet: TSparkRowSetType.ARROW_BASED_SET,
    isCompressed: canDecompressLZ4Result === true && hasLz4(),
    texts: new Set([
      ...(native?.decimalAsArrow ? [] : (["decimal"] as const)),
      ...(native?.timestampAsArrow ? [] : (["timestamp", "timestamp_ntz"] as const)),
      ...(native?.nullTypeAsArrow ? [] : (["void"] as const)),
      ...(native?.complexTypesAsArrow ? [] : (["array", "map", "struct"] as const)),
    ]),
  };
}

/** Lists of values, column by column. */
export const COLUMNS: ResultForm = {
  rowSet: TSparkRowSetType.COLUMN_BASED_SET,
  isCompressed: false,
  texts: new Set(),
};

/** A column as Arrow has it. */
export function arrowColumn(column: SqlColumn, { texts }: ResultForm): SqlColumn {
  return texts.has(parseSqlType(column.type).kind) ? { name: column.name, type: "string" } : column;
}

export function compressed(batch: Buffer, { isCompressed }: ResultForm): Buffer {
  return isCompressed ? lz4Frame(batch) : batch;
}
