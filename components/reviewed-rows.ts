import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import type { TableNames } from "../alerting/table-names";
import type { SqlSession } from "../databricks/sql-session";
import { ExpectedError } from "../messages/expected-error";
import type * as ReportFile from "../review/report/report";
import { readRowVersions, type RowVersion } from "../rows/row-versions";

const load = createRequire(__filename);

/** In the environment: the `report.json` of the review that this run was approved by. */
const VARIABLE = "ALERTS_REVIEW";

const ANOTHER = "make another plan, review it, and have that one approved";

/**
 * Refuses to go on with other rows than those that were reviewed. It is called when the rows were read: a table that still
 * has the reviewed version then had it while they were.
 */
export async function refuseMovedRows(sql: Pick<SqlSession, "query">, names: TableNames): Promise<void> {
  const file = process.env[VARIABLE];
  if (!file) return;
  const reviewed = reviewedVersions(file);
  const found = await readRowVersions(sql, names);
  const moved = [...new Set([...Object.keys(reviewed), ...found.keys()])].flatMap((table) => {
    const [then, now] = [reviewed[table], found.get(table)];
    return then === now?.version ? [] : [`${table} was reviewed ${atVersion(then)}, and ${isNow(now)}`];
  });
  if (moved.length > 0) {
    throw new ExpectedError(
      `The rows changed after their review: ${moved.join("; ")}. Nothing was changed: ${ANOTHER}.`,
    );
  }
}

function reviewedVersions(file: string): Readonly<Record<string, number>> {
  const { stack, plan } = parse(file);
  if (stack !== pulumi.getStack())
    throw new ExpectedError(`${VARIABLE}: ${file} is about the stack ${stack}, not ${pulumi.getStack()}.`);

  if (plan?.rows === undefined) {
    throw new ExpectedError(
      `${VARIABLE}: ${file} is not the report of a plan on a workspace: npm run review with --plan <file> makes one.`,
    );
  }
  return plan.rows;
}

function parse(file: string) {
  // What a review is made of is read only where a run goes by one.
  const { ReviewReport } = load("../review/report/report") as typeof ReportFile;
  try {
    return ReviewReport.pick({ stack: true, plan: true }).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new ExpectedError(`${VARIABLE}: ${file} is no report.json of a review.`, { cause });
  }
}

function atVersion(version: number | undefined): string {
  return version === undefined ? "before it was there" : `at version ${version}`;
}

function isNow(now: RowVersion | undefined): string {
  if (now === undefined) return "is not there now";
  const { version, operation, userName } = now;
  return `is at ${version} now (${operation}${userName === undefined ? "" : ` by ${userName}`})`;
}
