import { format } from "prettier";
import { CONFIG_TABLES } from "../../../../alerting/tables/config-tables";
import { documentTables } from "../../../../alerting/tables/document-table";
import { assertIsFile } from "../golden-file";

describe("documentTables", () => {
  it("is what docs/tables.md says", async () => {
    assertIsFile(
      "docs/tables.md",
      await format(documentTables(CONFIG_TABLES), { parser: "markdown", printWidth: 110 }),
    );
  });
});
