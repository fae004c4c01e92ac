import { type Failure, isFailure } from "./answers";
import { asJson } from "./as-json";
import type { Category } from "./compare";
import type { JudgedProbe } from "./golden";
import type { LocalAnswer } from "./local-answers";

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
  readonly holds: (difference: Difference) => boolean;
}

const MANUAL = "https://docs.databricks.com/aws/en/sql/language-manual";

export const ASIDE_RULES: readonly AsideRule[] = [
  {
    name: "functions of Databricks",
    why: "Databricks documents them, and Spark has them not: iff, charindex, insert, getdate.",
    page: `${MANUAL}/sql-ref-functions-builtin-alpha`,
    holds: (probe) =>
      failureOf(probe)?.errorClass === "UNRESOLVED_ROUTINE" &&
      /\b(iff|charindex|insert|getdate)\(/i.test(probe.sql),
  },
  {
    name: "paths into JSON texts",
    why: "`column:path` is Databricks' own syntax.",
    page: `${MANUAL}/sql-ref-json-path-expression`,
    holds: (probe) => isFailure(probe.answer) && /\w'?:[a-z]/.test(probe.sql.replaceAll(/::|"[^"]*"/g, "")),
  },
  {
    name: "QUALIFY and GROUP BY ()",
    why: "Databricks lets QUALIFY name an alias or an aggregate, and groups by nothing.",
    page: `${MANUAL}/sql-ref-syntax-qry-select-qualify`,
    holds: (probe) => isFailure(probe.answer) && /\bQUALIFY\b|GROUP BY \(\)/i.test(probe.sql),
  },
  {
    name: "which of equals",
    why: "Which of several equal candidates mode, max_by and min_by give is not said.",
    page: `${MANUAL}/functions/mode`,
    holds: ({ category, sql }) => category === "VALUE" && /\b(mode|max_by|min_by)\((?!x, true)/i.test(sql),
  },
  {
    name: "order of what is collected",
    why: "The order of the elements is not said, where an ARRAY collects what is DISTINCT.",
    page: `${MANUAL}/functions/collect_set`,
    holds: ({ category, sql, answer, ours }) =>
      category === "VALUE" &&
      /\bcollect_set\(|\b(array_agg|collect_list)\(DISTINCT/i.test(sql) &&
      !isFailure(answer) &&
      "rows" in ours &&
      charactersOf(answer.rows) === charactersOf(ours.rows),
  },
  {
    name: "digits that are a column",
    why: "Databricks rounds to a number of digits that is no literal; Spark refuses it (NON_FOLDABLE_INPUT).",
    page: `${MANUAL}/functions/round`,
    holds: (probe) =>
      /NON_FOLDABLE/.test(failureOf(probe)?.errorClass ?? "") &&
      ["round", "bround", "ceil", "ceiling", "floor"].includes(probe.of),
  },
  {
    name: "NULL IN (subquery) in a select list",
    why: "Spark answers false there, and NULL in a WHERE; Databricks documents NULL.",
    page: `${MANUAL}/functions/in`,
    holds: ({ category, sql }) =>
      category === "VALUE" && /^SELECT (?:x, )?\S+ (?:NOT )?IN \(SELECT/i.test(sql),
  },
  {
    name: "e() = exp(1)",
    why: "exp(1) is computed by another library: the last digit differs.",
    page: `${MANUAL}/functions/e`,
    holds: ({ category, sql }) => category === "VALUE" && /e\(\)/.test(sql) && sql.includes("exp(1)"),
  },
  {
    name: "several generators in one SELECT",
    why: "Spark crosses them since 4.0; Databricks refuses them.",
    page: `${MANUAL}/functions/explode`,
    holds: ({ sql }) => /explode\(.*explode\(/i.test(sql.replace(/\bFROM\b.*/is, "")),
  },
  {
    name: "convert_timezone",
    why: "Databricks documents a TIMESTAMP_NTZ, which the local workspace has not: it gives a TIMESTAMP.",
    page: `${MANUAL}/functions/convert_timezone`,
    holds: ({ of, category }) => of === "convert_timezone" && category === "TYPE",
  },
];

export function asideOf(difference: Difference): string | undefined {
  return ASIDE_RULES.find(({ holds }) => holds(difference))?.name;
}

/** The same for lists that differ in the order of their elements only. */
function charactersOf(rows: unknown): string {
  return [...asJson(rows)].sort().join("");
}

function failureOf({ answer }: JudgedProbe): Failure | undefined {
  return isFailure(answer) ? answer : undefined;
}
