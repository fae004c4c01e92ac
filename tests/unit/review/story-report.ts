import { readFileSync } from "node:fs";
import { ReviewReport } from "../../../review/report/report";

/** The report of the story on the local workspace, as `tests/engine/review-story.test.ts` holds it. */
export function storyReport(): ReviewReport {
  return ReviewReport.parse(JSON.parse(readFileSync("tests/testdata/review/story.json", "utf8")));
}
