import cronstrue from "cronstrue";
import {
  type Aggregation,
  aggregationOf,
  type AlertBody,
  type AlertColumn,
  type ComparisonOperator,
} from "../alerts/alert-shape";

const RELATIONS: Readonly<Record<ComparisonOperator, string>> = {
  EQUAL: "is equal to",
  NOT_EQUAL: "is not",
  GREATER_THAN: "is above",
  GREATER_THAN_OR_EQUAL: "is at least",
  LESS_THAN: "is below",
  LESS_THAN_OR_EQUAL: "is at most",
  IS_NULL: "is NULL",
  IS_NOT_NULL: "is not NULL",
};

const AGGREGATIONS: Readonly<Record<Aggregation, string>> = {
  AVG: "the average of",
  COUNT: "the count of",
  COUNT_DISTINCT: "the number of different",
  MAX: "the largest",
  MEDIAN: "the median of",
  MIN: "the smallest",
  STDDEV: "the standard deviation of",
  SUM: "the sum of",
};

/** When an alert triggers, as a person says it: "tag_coverage_pct is below 80". */
export function conditionInWords({
  source,
  comparison_operator,
  threshold,
}: AlertBody["evaluation"]): string {
  const limit = threshold?.column === undefined ? valueInWords(threshold?.value) : inWords(threshold.column);
  return [inWords(source), RELATIONS[comparison_operator], limit].filter((part) => part !== "").join(" ");
}

function inWords(column: AlertColumn): string {
  const aggregation = aggregationOf(column);
  return aggregation === undefined ? column.name : `${AGGREGATIONS[aggregation]} ${column.name}`;
}

type StaticThreshold = NonNullable<AlertBody["evaluation"]["threshold"]>["value"];

function valueInWords({ double_value, string_value, bool_value }: NonNullable<StaticThreshold> = {}): string {
  if (string_value !== undefined) return `"${string_value}"`;
  return String(double_value ?? bool_value ?? "");
}

/** When a schedule runs, as a person says it: "At 08:00, only on Monday". An expression without words stands for itself. */
export function scheduleInWords(quartzCron: string): string {
  try {
    return cronstrue.toString(quartzCron, {
      dayOfWeekStartIndexZero: false,
      use24HourTimeFormat: true,
      verbose: false,
    });
  } catch {
    return quartzCron;
  }
}
