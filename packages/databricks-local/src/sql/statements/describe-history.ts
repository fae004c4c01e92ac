import { readCommits, type Commit } from "../store/history-file";
import type { SqlCell, SqlColumn } from "../sql-engine";
import type { StatementKind } from "./statement-run";
import { namedTable } from "./target-table";

const JOB =
  "struct<jobId:string,jobName:string,jobRunId:string,runId:string,jobOwnerId:string,triggerType:string>";

const COLUMNS: readonly SqlColumn[] = [
  { name: "version", type: "bigint" },
  { name: "timestamp", type: "timestamp" },
  { name: "userId", type: "string" },
  { name: "userName", type: "string" },
  { name: "operation", type: "string" },
  { name: "operationParameters", type: "map<string,string>" },
  { name: "job", type: JOB },
  { name: "notebook", type: "struct<notebookId:string>" },
  { name: "clusterId", type: "string" },
  { name: "readVersion", type: "bigint" },
  { name: "isolationLevel", type: "string" },
  { name: "isBlindAppend", type: "boolean" },
  { name: "operationMetrics", type: "map<string,string>" },
  { name: "userMetadata", type: "string" },
  { name: "engineInfo", type: "string" },
];

/**
 * The versions of a table, the latest first. Metrics tell of rows: there are no files.
 *
 * @see https://docs.databricks.com/aws/en/delta/history
 */
export const DESCRIBE_HISTORY: readonly StatementKind[] = ["DESCRIBE", "DESC"].map((word) => ({
  words: [word, "HISTORY"],
  writes: false,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect(word, "HISTORY");
    const table = namedTable(run, cursor.name(), "DESCRIBE HISTORY");
    run.files.rights.requireTable(run.session.userName, table, "SELECT");
    const limit = cursor.accept("LIMIT") ? cursor.number() : Infinity;
    cursor.end();
    const commits = await readCommits(run.connection, table);
    return { columns: COLUMNS, rows: commits.reverse().slice(0, limit).map(rowOf) };
  },
}));

function rowOf(commit: Commit): SqlCell[] {
  const { version, at, userName, operation, parameters, metrics, isBlindAppend } = commit;
  return [
    BigInt(version),
    at.toISOString(),
    null,
    userName,
    operation,
    new Map(Object.entries(parameters)),
    null,
    null,
    null,
    version === 0 ? null : BigInt(version - 1),
    "WriteSerializable",
    isBlindAppend,
    new Map(Object.entries(metrics)),
    null,
    null,
  ];
}
