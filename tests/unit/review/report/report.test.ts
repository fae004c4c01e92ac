import { format } from "prettier";
import { z } from "zod";
import { ReviewReport } from "../../../../review/report/report";
import { assertIsFile } from "../../alerting/golden-file";

describe("report.json", () => {
  it("has the schema that its document links to", async () => {
    const schema = z.toJSONSchema(ReviewReport, { io: "input" });
    assertIsFile(
      "docs/review/report.schema.json",
      await format(JSON.stringify(schema), { parser: "json", printWidth: 110 }),
    );
  });
});
