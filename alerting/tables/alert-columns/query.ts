import { QUERY_SOURCES } from "../allowed-values";
import type { ColumnSpec } from "../column-spec";

/** What the alert asks. No comment here spells a placeholder out: Spark would try to fill it in inside the DDL. */
export const QUERY_COLUMNS = [
  {
    name: "alert_query_template",
    type: "STRING",
    nullable: false,
    ownRule: true,
    maxLength: 100_000,
    business: "The question that the alert asks of the data.",
    technical:
      "One SELECT; the placeholders catalog and gold_schema are filled in, one closing semicolon is dropped.",
  },
  {
    name: "query_source",
    type: "STRING",
    nullable: true,
    default: "CUSTOM",
    values: QUERY_SOURCES,
    business: "Where the query comes from.",
    technical: "Documentation only; not sent to the service.",
  },
  {
    name: "source_artifact_name",
    type: "STRING",
    nullable: true,
    business: "The function, metric view or monitor that the query is built on.",
    technical: "Documentation only; not sent to the service.",
  },
] as const satisfies readonly ColumnSpec[];
