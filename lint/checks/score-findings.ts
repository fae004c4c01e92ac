import type { Score } from "../../alerting/authored-alert";
import { OWN_SCORES } from "../../alerting/fields/guards";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { SqlStatementError } from "../../databricks/sql-statement-error";
import { shownText } from "../../messages/words";
import { SCORE_SIGNATURE } from "../../rows/statements/score-functions";
import type { Finding } from "../finding";
import type { ResultColumn } from "./check-queries";

/** The rule of a function that gives no score: its alert would be an error at each evaluation. */
export const NO_SCORE = "score/function";

/** A query that calls the function as compiled alerts do, with values of the same types. */
export function scoreCall({ function: called }: Score): string {
  return `SELECT ${called}(CAST(NULL AS STRING), CAST(NULL AS DOUBLE), CAST(NULL AS TIMESTAMP)) AS score`;
}

/** The functions that come with the program: in the run that first needs them, they are not there yet. */
export function ownScores(names: TableNames): string[] {
  return OWN_SCORES.map((own) => qualifiedName(names, own));
}

/** What the warehouse says of the call that it does not take. */
export function refusedScore(alertId: string, score: Score, error: SqlStatementError): Finding {
  const [first = ""] = error.message.split("\n");
  return scoreFinding(alertId, score, `is not taken by the warehouse: ${shownText(first)}`);
}

/** What speaks against what the call gives. */
export function scoreFindings(alertId: string, score: Score, columns: readonly ResultColumn[]): Finding[] {
  const type = columns[0]?.type ?? "nothing";
  if (type.toLowerCase() === "double") return [];
  return [scoreFinding(alertId, score, `gives ${type.toUpperCase()}, and not DOUBLE`)];
}

function scoreFinding(alertId: string, { function: called }: Score, what: string): Finding {
  return {
    rule: NO_SCORE,
    severity: "error",
    alertId,
    column: "ml_model_name",
    message: `The function ${called.replaceAll("`", "")} ${what}`,
    fix:
      `A score is a function ${SCORE_SIGNATURE} that whoever deploys, and whoever the alert runs as, may EXECUTE. ` +
      `Make it so, or name another one in ml_model_name: ${OWN_SCORES.join(" and ")} come with the program.`,
  };
}
