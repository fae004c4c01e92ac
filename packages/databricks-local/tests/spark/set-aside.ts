import { type Answer, type Failure, isFailure } from "./answers";
import { type Canonical, canonicalRows } from "./canonical";
import { asJson } from "./as-json";
import type { Category } from "./compare";
import type { JudgedProbe } from "./golden";
import type { LocalAnswer, LocalRows } from "./local-answers";

interface Difference extends JudgedProbe {
  readonly ours: LocalAnswer;
  readonly category: Category;
}

/** A difference that is no fault: Databricks is known to answer otherwise than Spark, or both answers are right. */
interface AsideRule {
  readonly name: string;
  readonly why: string;
  /** Where Databricks documents it. */
  readonly page: string;
  /** As narrow as can be: a rule that takes one difference too many hides a fault. */
  readonly holds: (difference: Difference) => boolean;
}

const MANUAL = "https://docs.databricks.com/aws/en/sql/language-manual";

export const ASIDE_RULES: readonly AsideRule[] = [
  {
    name: "functions of Databricks",
    why: "Databricks documents `iff`, `charindex`, `insert` and `getdate`; Spark has them not.",
    page: `${MANUAL}/sql-ref-functions-builtin-alpha`,
    holds: ({ category, answer }) =>
      category === "ACCEPTS" &&
      /^Cannot resolve routine `(iff|charindex|insert|getdate)`/.test(failureOf(answer)?.message ?? ""),
  },
  {
    name: "paths into JSON texts",
    why: "`column:path` reads a STRING on Databricks; in Spark only a VARIANT.",
    page: `${MANUAL}/sql-ref-json-path-expression`,
    holds: ({ category, answer }) =>
      category === "ACCEPTS" && failureOf(answer)?.errorClass === "COLUMN_IS_NOT_VARIANT_TYPE",
  },
  {
    name: "aggregates in QUALIFY",
    why: "Databricks lets the window function of QUALIFY order by an aggregate; Spark does not find its column.",
    page: `${MANUAL}/sql-ref-syntax-qry-select-qualify`,
    holds: ({ category, answer, sql }) =>
      category === "ACCEPTS" &&
      failureOf(answer)?.errorClass === "UNRESOLVED_COLUMN.WITH_SUGGESTION" &&
      /\bQUALIFY\b.*\bOVER \(.*\b(sum|count|avg|min|max)\(/i.test(sql),
  },
  {
    name: "order of what is collected",
    why: "The order of the elements is not said, where an ARRAY collects what is DISTINCT.",
    page: `${MANUAL}/functions/collect_set`,
    holds: ({ category, sql, answer, ours }) =>
      category === "VALUE" &&
      /\bcollect_set\(|\b(array_agg|collect_list)\(DISTINCT/i.test(sql) &&
      differsOnlyBy(sql, answer, ours, (theirs, mine) => asJson(sorted(theirs)) === asJson(sorted(mine))),
  },
  {
    name: "NULL IN (subquery) in a select list",
    why: "Spark answers false there, and NULL in a WHERE; Databricks documents NULL.",
    page: `${MANUAL}/functions/in`,
    holds: ({ category, sql, answer, ours }) =>
      category === "VALUE" &&
      /^SELECT (?:x, )?\S+ (?:NOT )?IN \(SELECT/i.test(sql) &&
      differsOnlyBy(sql, answer, ours, (theirs, mine) => theirs === "false" && mine === null),
  },
  {
    name: "e() = exp(1)",
    why: "Each computes exp(1) by a library of its own: the last digit differs, and so does whether both are equal.",
    page: `${MANUAL}/functions/exp`,
    holds: ({ category, sql }) => category === "VALUE" && sql === "SELECT e() = exp(1)",
  },
  {
    name: "several generators in one SELECT",
    why: "Spark crosses them since 4.0; Databricks documents that a select list has one, and so it is refused here.",
    page: `${MANUAL}/functions/explode`,
    holds: ({ ours, sql }) =>
      "errorClass" in ours &&
      ours.errorClass.startsWith("UNSUPPORTED_GENERATOR") &&
      /explode\(.*explode\(/i.test(sql.replace(/\bFROM\b.*/is, "")),
  },
  {
    name: "TIMESTAMP_NTZ of convert_timezone",
    why: "Databricks documents a TIMESTAMP_NTZ, which the local workspace has not: it gives a TIMESTAMP with the same digits.",
    page: `${MANUAL}/functions/convert_timezone`,
    holds: ({ category, answer, ours, sql }) =>
      category === "TYPE" &&
      /^SELECT convert_timezone\(/.test(sql) &&
      asJson(typesOf(answer)) === '["timestamp_ntz"]' &&
      "columns" in ours &&
      ours.columns[0]?.type === "timestamp",
  },
  {
    name: "what INSERT answers",
    why: "Databricks answers with the numbers of rows, Delta Lake with nothing.",
    page: `${MANUAL}/sql-ref-syntax-dml-insert-into`,
    holds: ({ kind, category, answer, ours, sql }) =>
      kind === "story" &&
      category === "VALUE" &&
      /^(WITH|INSERT)\b/.test(sql) &&
      asJson(typesOf(answer)) === "[]" &&
      "columns" in ours &&
      asJson(ours.columns.map(({ name }) => name)) === '["num_affected_rows","num_inserted_rows"]',
  },
  {
    name: "failures without a class",
    why: "Spark and Delta Lake throw some as exceptions of Java or under a name for the time being, where the class that Databricks documents is not to be seen.",
    page: "https://docs.databricks.com/aws/en/error-messages/error-classes",
    holds: ({ category, answer, ours }) =>
      category === "ERROR-CLASS" &&
      /^(java|org|com)\.|^_LEGACY_|^INTERNAL_ERROR$|^TASK_WRITE_FAILED$/.test(
        failureOf(answer)?.errorClass ?? "",
      ) &&
      "errorClass" in ours &&
      !/^DEFECT$|^UNSUPPORTED_FEATURE\.LOCAL_WORKSPACE$/.test(ours.errorClass),
  },
  {
    name: "subqueries in UPDATE and DELETE",
    why: "Databricks documents subqueries in the condition; Delta Lake has them not.",
    page: `${MANUAL}/delta-update`,
    holds: ({ category, answer }) =>
      category === "ACCEPTS" && failureOf(answer)?.errorClass === "DELTA_UNSUPPORTED_SUBQUERY",
  },
  {
    name: "TRUNCATE TABLE",
    why: "Databricks documents it; Delta Lake's tables do not support it.",
    page: `${MANUAL}/sql-ref-syntax-ddl-truncate-table`,
    holds: ({ category, sql, answer }) =>
      category === "ACCEPTS" &&
      /^TRUNCATE TABLE/.test(sql) &&
      failureOf(answer)?.errorClass === "_LEGACY_ERROR_TEMP_1121",
  },
  {
    name: "DEFAULT in MERGE",
    why: "Databricks documents DEFAULT as a value of both clauses; Delta Lake looks for a column of that name.",
    page: `${MANUAL}/delta-merge-into`,
    holds: ({ category, answer }) =>
      category === "ACCEPTS" && /^Cannot resolve DEFAULT in /.test(failureOf(answer)?.message ?? ""),
  },
  {
    name: "CHAR and VARCHAR",
    why: "Databricks keeps them in the table's definition, and the drivers' own tests have no blanks added; Delta Lake alone tells STRING.",
    page: `${MANUAL}/data-types/string-type`,
    holds: ({ family, of, category, sql, answer }) =>
      (of === "texts of a length" && family === "Inserts" && !category.startsWith("REFUSES")) ||
      (category === "VALUE" && sql === "DESCRIBE t" && /"v","string"/.test(asJson(answer))) ||
      failureOf(answer)?.errorClass === "DELTA_EXCEED_CHAR_VARCHAR_LIMIT",
  },
  {
    name: "UNSET of a property that is not there",
    why: "Databricks documents an error where IF EXISTS is not said; Delta Lake takes it.",
    page: `${MANUAL}/sql-ref-syntax-ddl-tblproperties`,
    holds: ({ sql, ours }) =>
      / UNSET TBLPROPERTIES \(/.test(sql) &&
      "errorClass" in ours &&
      ours.errorClass === "DELTA_UNSET_NON_EXISTENT_PROPERTY",
  },
  {
    name: "SET NOT NULL",
    why: "Databricks documents it for a column that holds no NULL; Delta Lake has it not.",
    page: `${MANUAL}/sql-ref-syntax-ddl-alter-table-manage-column`,
    holds: ({ category, sql, answer }) =>
      category === "ACCEPTS" &&
      / SET NOT NULL$/.test(sql) &&
      failureOf(answer)?.errorClass === "_LEGACY_ERROR_TEMP_2330",
  },
  {
    name: "columns of INTERVALs",
    why: "The Node driver's own tests make tables with them on Databricks; Delta Lake alone has them not.",
    page: `${MANUAL}/data-types/interval-type`,
    holds: ({ category, answer }) =>
      category === "ACCEPTS" && failureOf(answer)?.errorClass === "DELTA_UNSUPPORTED_DATA_TYPES",
  },
  {
    name: "table@version",
    why: "Databricks documents `t@v2`; Delta Lake has only VERSION AS OF.",
    page: "https://docs.databricks.com/aws/en/delta/history",
    holds: ({ category, sql, answer }) =>
      category === "ACCEPTS" &&
      /\bt@v\d+\b/.test(sql) &&
      failureOf(answer)?.message === "Syntax error at or near '@'.",
  },
];

export function asideOf(difference: Difference): string | undefined {
  return ASIDE_RULES.find(({ holds }) => holds(difference))?.name;
}

/** Whether both have the same types, and each cell in which they differ is one of those. */
function differsOnlyBy(
  sql: string,
  answer: Answer,
  ours: LocalAnswer,
  isAllowed: (theirs: Canonical, mine: Canonical) => boolean,
): boolean {
  if (isFailure(answer) || "errorClass" in ours) return false;
  const types = typesOf(answer);
  const theirs = canonicalRows(sql, answer.rows, types);
  const mine = canonicalRows(sql, ours.rows, types);
  return (
    asJson(types) === asJson(typesOfLocal(ours)) &&
    theirs.length === mine.length &&
    theirs.every((row, at) => {
      const other = cellsOf(mine[at]);
      return cellsOf(row).every((cell, index) => {
        const mineHere = other[index] ?? null;
        return asJson(cell) === asJson(mineHere) || isAllowed(cell, mineHere);
      });
    })
  );
}

function cellsOf(row: Canonical | undefined): readonly Canonical[] {
  return Array.isArray(row) ? (row as readonly Canonical[]) : [];
}

function sorted(list: Canonical): readonly string[] {
  return cellsOf(list).map(asJson).sort();
}

function typesOf(answer: Answer): readonly string[] {
  return isFailure(answer) ? [] : answer.columns.map(([, type]) => type);
}

function typesOfLocal({ columns }: LocalRows): readonly string[] {
  return columns.map(({ type }) => type.toLowerCase());
}

function failureOf(answer: Answer): Failure | undefined {
  return isFailure(answer) ? answer : undefined;
}
