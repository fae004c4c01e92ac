import type { SqlColumn } from "../sql-engine";
import { namedTable } from "./target-table";
import type { StatementKind } from "./statement-run";

const COLUMNS: readonly SqlColumn[] = [
  { name: "format", type: "string" },
  { name: "id", type: "string" },
  { name: "name", type: "string" },
  { name: "description", type: "string" },
  { name: "location", type: "string" },
  { name: "createdAt", type: "timestamp" },
  { name: "lastModified", type: "timestamp" },
  { name: "partitionColumns", type: "array<string>" },
  { name: "clusteringColumns", type: "array<string>" },
  { name: "numFiles", type: "bigint" },
  { name: "sizeInBytes", type: "bigint" },
  { name: "properties", type: "map<string,string>" },
];

/**
 * What there is no truth for here, such as files and protocol versions, is NULL or left out.
 *
 * @see https://docs.databricks.com/aws/en/tables/operations/table-details
 */
export const DESCRIBE_DETAIL: readonly StatementKind[] = ["DESCRIBE", "DESC"].map((word) => ({
  words: [word, "DETAIL"],
  writes: false,
  run: (run) => {
    const cursor = run.text.cursor();
    cursor.expect(word, "DETAIL");
    const table = namedTable(run, cursor.name(), "DESCRIBE DETAIL");
    cursor.end();
    const { id, catalog, schema, comment = null, createdAt, properties } = table;
    const lastModified = run.files.catalogs.versions.latest(id)?.at.toISOString() ?? createdAt;
    const name = [catalog, schema, table.table].join(".");
    const row = [
      "delta",
      id,
      name,
      comment,
      "",
      createdAt,
      lastModified,
      [],
      [],
      null,
      null,
      new Map(properties),
    ];
    return Promise.resolve({ columns: COLUMNS, rows: [row] });
  },
}));
