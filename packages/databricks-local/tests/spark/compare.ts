import { KNOWN_FUNCTIONS } from "../../src/sql/functions/known-functions";
import { type Answer, isFailure, type Rows } from "./answers";
import { canonicalRows, isSame } from "./canonical";
import type { JudgedProbe } from "./golden";
import type { LocalAnswer, LocalFailure, LocalRows } from "./local-answers";
import { asideOf } from "./set-aside";

/** What two answers can be to each other. */
export const CATEGORIES = {
  SAME: "the same columns, types and rows; or the same error class",
  "SAME-LENIENT": "the same but for the last digits of a DOUBLE",
  VALUE: "other rows",
  ACCEPTS: "answered here, refused by Spark",
  "REFUSES-KNOWN": "refused here by name: this workspace cannot do it, and says so",
  "REFUSES-WRONG": "refused here although it can be done, or in words of DuckDB",
  TYPE: "the same rows, another type",
  "ERROR-CLASS": "refused by both, for other reasons",
  "BOTH-REFUSE": "refused by Spark; the local workspace says that it cannot do it",
} as const;
export type Category = keyof typeof CATEGORIES;

export interface Comparison extends JudgedProbe {
  readonly ours: LocalAnswer;
  readonly category: Category;
  /** The rule that sets the difference aside. */
  readonly aside: string | undefined;
  /** Whether the columns are called otherwise; compared apart from all else. */
  readonly hasOtherNames: boolean;
}

const UNSUPPORTED = "UNSUPPORTED_FEATURE.LOCAL_WORKSPACE";
/** How much two DOUBLEs may differ: sums are added up in another order. */
const TOLERANCE = 1e-12;

export function compare(probe: JudgedProbe, ours: LocalAnswer): Comparison {
  const category = categoryOf(probe.sql, probe.answer, ours);
  const aside = category.startsWith("SAME") ? undefined : asideOf({ ...probe, ours, category });
  return { ...probe, ours, category, aside, hasOtherNames: hasOtherNames(probe.answer, ours) };
}

export function isLocalFailure(answer: LocalAnswer): answer is LocalFailure {
  return "errorClass" in answer;
}

function categoryOf(sql: string, spark: Answer, ours: LocalAnswer): Category {
  if (isFailure(spark)) {
    if (!isLocalFailure(ours)) return "ACCEPTS";
    if (isRefusedByName(ours)) return "BOTH-REFUSE";
    return ours.errorClass === spark.errorClass ? "SAME" : "ERROR-CLASS";
  }
  if (isLocalFailure(ours)) return isRefusedByName(ours) ? "REFUSES-KNOWN" : "REFUSES-WRONG";
  return categoryOfRows(sql, spark, ours);
}

/** Not in words of DuckDB or of the parser, and not for a function that is documented as known. */
function isRefusedByName({ errorClass, message }: LocalFailure): boolean {
  if (errorClass !== UNSUPPORTED || /: this statement \(|LINE 1:/.test(message)) return false;
  const [, expression = ""] = /: the expression (\w+)\./.exec(message) ?? [];
  return !Object.hasOwn(KNOWN_FUNCTIONS, expression.toLowerCase());
}

function categoryOfRows(sql: string, spark: Rows, ours: LocalRows): Category {
  const theirs = canonicalRows(
    sql,
    spark.rows,
    spark.columns.map(([, type]) => type),
  );
  const mine = canonicalRows(
    sql,
    ours.rows,
    ours.columns.map(({ type }) => type),
  );
  if (spark.columns.length !== ours.columns.length || !isSame(theirs, mine, TOLERANCE)) return "VALUE";
  const isSameType = spark.columns.every(([, type], index) => type === ours.columns[index]?.type);
  if (!isSameType) return "TYPE";
  return isSame(theirs, mine) ? "SAME" : "SAME-LENIENT";
}

function hasOtherNames(spark: Answer, ours: LocalAnswer): boolean {
  if (isFailure(spark) || isLocalFailure(ours)) return false;
  return spark.columns.some(([name], index) => name !== ours.columns[index]?.name);
}
