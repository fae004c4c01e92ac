import type { AlertNotes } from "./alert-notes";
import type { AuthoritySettings } from "./authority-settings";
import { quotedParts } from "./sql/scan-text";

/**
 * Functions that reach beyond the tables: secrets, other hosts, files, streams, models that are paid for, code of the
 * warehouse's own machine, and a name of a function that is made of text.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin
 */
const OUTWARD =
  /^(?:(?:try_)?secret|list_secrets|http_request|remote_query|read_(?:files|kafka|kinesis|pubsub|pulsar|state(?:store|_metadata)?|statestore)|cloud_files(?:_state)?|ai_\w+|vector_search|(?:try_)?reflect|java_method|identifier)$/;

/** A path in the place of a table: csv.`/Volumes/…`. */
const FILE = /\b(?:avro|binaryfile|csv|delta|iceberg|json|orc|parquet|text|xml)\s*\.\s*`[^`]*[/:]/i;

/** What the query may not call by itself: what an alert finds goes out in a message, and with its author's words. */
export function refuseOutwardCalls(
  query: string,
  { allowedFunctions = [] }: Partial<Pick<AuthoritySettings, "allowedFunctions">>,
  notes: AlertNotes,
): void {
  const code = callsIn(query);
  const called = [...code.matchAll(/([\p{L}\p{N}_]+)[`\s]*\(/gu)].map(([, name = ""]) => name.toLowerCase());
  const refused = new Set(called.filter((name) => OUTWARD.test(name) && !allowedFunctions.includes(name)));
  if (FILE.test(code) && !allowedFunctions.includes("read_files")) {
    refused.add("read_files");
  }
  if (refused.size > 0) {
    notes.hiddenFault(
      "alert_query_template",
      `reaches beyond the tables by ${[...refused].join(", ")}, which the stack does not allow: the setting allowedFunctions can`,
    );
  }
}

/** The query without its texts and comments; quoted names stay, for a function can be called by one. */
function callsIn(query: string): string {
  let [code, end] = ["", 0];
  for (const { offset, text } of quotedParts(query)) {
    const isName = text.startsWith("`");
    code += query.slice(end, offset) + (isName ? text : " ");
    end = offset + text.length;
  }
  return code + query.slice(end);
}
