import type { SqlStatementError } from "../../databricks/sql-statement-error";
import { shownText } from "../../messages/words";
import type { FindingSeverity } from "../../settings/lint-settings";
import type { Finding } from "../finding";

interface QueryRule {
  readonly rule: string;
  /** What the error's class begins with. */
  readonly classes: readonly string[];
  readonly fix: string;
}

/** The rule of what the warehouse does not read as one query. */
export const NO_QUERY = "query/syntax";

const RULES: readonly QueryRule[] = [
  {
    rule: "query/table-missing",
    classes: ["TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "NO_SUCH_CATALOG", "CATALOG_NOT_FOUND"],
    fix: "Correct the name, make the table, or grant SELECT on it to whoever deploys, who may not see it.",
  },
  {
    rule: "query/column-missing",
    classes: ["UNRESOLVED_COLUMN", "UNRESOLVED_FIELD", "FIELD_NOT_FOUND"],
    fix: "Correct the name in alert_query_template: the table may have lost the column.",
  },
  {
    rule: "query/function-missing",
    classes: ["UNRESOLVED_ROUTINE"],
    fix: "Correct the function's name in alert_query_template, or qualify it with its catalog and schema.",
  },
  {
    rule: "query/parameter-unbound",
    classes: ["UNBOUND_SQL_PARAMETER"],
    fix: "Write the value into the query: rows bind no parameters.",
  },
  {
    rule: "query/not-allowed",
    classes: ["INSUFFICIENT_PERMISSIONS"],
    fix: "Grant what is missing to whoever deploys, and to run_as if the row sets it.",
  },
];

const SYNTAX: Omit<QueryRule, "classes"> = {
  rule: NO_QUERY,
  fix: "Write one query that can stand in a common table expression: SELECT, or WITH … SELECT.",
};

const OTHER: Omit<QueryRule, "classes"> = {
  rule: "query/refused",
  fix: "Correct alert_query_template until the warehouse takes it.",
};

/**
 * What the warehouse says of a query that it does not take. A table that is missing is no error yet where the alert does
 * not run (`mayWait`): it may come before the alert does.
 */
export function queryFinding(alertId: string, error: SqlStatementError, mayWait: boolean): Finding {
  if (error.isSyntax) return noQueryFinding(alertId, error.message);
  const { rule, fix } =
    RULES.find(({ classes }) => classes.some((name) => error.errorClass.startsWith(name))) ?? OTHER;
  const severity: FindingSeverity = rule === "query/table-missing" && mayWait ? "warning" : "error";
  return refusal({ rule, severity, alertId, fix }, error.message);
}

/** @param message what the warehouse says of a text that it does not read as one query */
export function noQueryFinding(alertId: string, message: string): Finding {
  return refusal({ ...SYNTAX, severity: "error", alertId }, message);
}

function refusal(finding: Pick<Finding, "rule" | "severity" | "alertId" | "fix">, message: string): Finding {
  return {
    ...finding,
    column: "alert_query_template",
    message: `The warehouse does not take the query: ${firstLine(message)}`,
  };
}

/** What comes behind it repeats the query; a line that ends with a colon announces the next, such as which right is missing. */
function firstLine(message: string): string {
  const [first = "", second = ""] = message.split("\n");
  const line = first.endsWith(":") ? `${first} ${second}` : first;
  return shownText(line.replace(/\s*SQLSTATE: \w{5}.*$/, ""));
}
