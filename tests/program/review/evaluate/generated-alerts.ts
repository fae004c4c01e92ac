import type {
  LiveColumn,
  Aggregation,
  ComparisonOperator,
  EmptyResultState,
  ThresholdValue,
} from "../../../../alerting/definition";
import type { EvaluatedAlert } from "../../../../review/evaluate/wrapper-query";
import { Random } from "../../../generated/random";

const CELLS = {
  INT: ["0", "-3", "80", "2147483647", "NULL"],
  BIGINT: ["9007199254740993", "-1", "80", "NULL"],
  "DECIMAL(10,2)": ["79.99", "80.00", "-0.01", "NULL"],
  "DECIMAL(38,0)": ["12345678901234567890123456789", "80", "NULL"],
  DOUBLE: ["80.5", "0.1", "'NaN'", "'Infinity'", "'-Infinity'", "1e21", "NULL"],
  FLOAT: ["0.1", "80", "'NaN'", "NULL"],
  STRING: ["'FAILED'", "'80'", "''", "'2026-11-23'", "' padded '", "NULL"],
  BOOLEAN: ["true", "false", "NULL"],
  DATE: ["'2026-11-23'", "'1999-12-31'", "NULL"],
  TIMESTAMP: ["'2026-11-23T10:00:00Z'", "'2026-11-23T10:00:00.123456Z'", "NULL"],
  "ARRAY<INT>": ["array(1, 2)", "NULL"],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;
type CellType = keyof typeof CELLS;

const TYPES: readonly [CellType, ...CellType[]] = [
  ...(["INT", "BIGINT", "DECIMAL(10,2)", "DECIMAL(38,0)", "DOUBLE", "FLOAT", "STRING"] as const),
  ...(["BOOLEAN", "DATE", "TIMESTAMP", "ARRAY<INT>"] as const),
];
const OPERATORS: readonly [ComparisonOperator, ...ComparisonOperator[]] = [
  ...(["EQUAL", "NOT_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN"] as const),
  ...(["LESS_THAN_OR_EQUAL", "IS_NULL", "IS_NOT_NULL"] as const),
];
const AGGREGATIONS: readonly [Aggregation, ...Aggregation[]] = [
  ...(["AVG", "COUNT", "COUNT_DISTINCT", "MAX", "MEDIAN", "MIN", "STDDEV", "SUM"] as const),
];
/** The service refuses the others of what is no number, and the local workspace answers some of them. */
const OF_ANYTHING: readonly [Aggregation, ...Aggregation[]] = ["COUNT", "COUNT_DISTINCT", "MAX", "MIN"];
const NUMBERS = /^(INT|BIGINT|DECIMAL|DOUBLE|FLOAT)/;
const EMPTY_STATES: readonly [EmptyResultState, ...EmptyResultState[]] = ["OK", "TRIGGERED", "ERROR"];
const THRESHOLDS: readonly [ThresholdValue, ...ThresholdValue[]] = [
  ...[80, 0.1, 0, -1, 9007199254740992].map((doubleValue) => ({ doubleValue })),
  ...["FAILED", "80", "", "2026-11-23", "2026-11-23 10:00:00"].map((stringValue) => ({ stringValue })),
  ...[true, false].map((boolValue) => ({ boolValue })),
] as [ThresholdValue, ...ThresholdValue[]];

/** Alerts with every operator, aggregation, type, threshold and empty result, one after the other at random. */
export function generateAlerts(count: number, seed: number): EvaluatedAlert[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const [type, other] = [random.one(TYPES), random.one(TYPES)];
    const comparisonOperator = random.one(OPERATORS);
    const threshold = comparisonOperator.startsWith("IS_") ? {} : { threshold: thresholdOf(random, other) };
    return {
      queryText: queryOf(random, type, other),
      evaluation: {
        source: columnOf(random, "v", type),
        comparisonOperator,
        emptyResultState: random.one(EMPTY_STATES),
        ...threshold,
      },
    };
  });
}

function thresholdOf(random: Random, type: CellType): NonNullable<EvaluatedAlert["evaluation"]["threshold"]> {
  return random.chance(0.7) ? { value: random.one(THRESHOLDS) } : { column: columnOf(random, "other", type) };
}

function columnOf(random: Random, name: string, type: CellType): LiveColumn {
  return {
    // Names of columns know no case.
    name: random.chance(0.9) ? name : name.toUpperCase(),
    ...(random.chance(0.4) && { aggregation: random.one(NUMBERS.test(type) ? AGGREGATIONS : OF_ANYTHING) }),
    ...(random.chance(0.1) && { display: random.one(["", name, `shown ${name}`]) }),
  };
}

function queryOf(random: Random, type: CellType, other: CellType): string {
  const rows = Array.from(
    { length: 1 + random.below(3) },
    () => `(${cell(random, type)}, ${cell(random, other)})`,
  );
  const empty = random.chance(0.15) ? " WHERE v IS NULL AND v IS NOT NULL" : "";
  return `SELECT v, other FROM VALUES ${rows.join(", ")} AS t(v, other)${empty} -- generated`;
}

function cell(random: Random, type: CellType): string {
  return `CAST(${random.one<string>(CELLS[type])} AS ${type})`;
}
