import { counted } from "../../messages/words";
import type { AlertReview } from "../report/alert-review";
import { queryDiff } from "../words/query-diff";
import { diffBlock } from "./diff-block";

/** The query's diff; of a new alert the whole query. Where only blanks differ there is nothing to show. */
export function queryLines({ change, query: { before, after } }: AlertReview): string[] {
  if (after === undefined || (change !== "added" && change !== "changed")) return [];
  const groups = queryDiff(before ?? "", after);
  const changes = groups.flat().filter(({ sign }) => sign !== " ").length;
  if (changes === 0)
    return before === undefined || before === after ? [] : ["**Query** only its blanks changed"];
  const title = before === undefined ? "" : ` ${counted(changes, "line")} changed`;
  return [`**Query**${title}`, diffBlock(groups).join("\n")];
}
