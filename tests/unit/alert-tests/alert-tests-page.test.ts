import { readFileSync } from "node:fs";
import { assertIsFile } from "../alerting/golden-file";

const PAGE = "docs/alert-tests.md";
const [START, END] = ["<!-- example -->", "<!-- /example -->"];

describe("docs/alert-tests.md", () => {
  it("shows a file of tests that is run", () => {
    const example = readFileSync("tests/alerts/tag-coverage-drop.yaml", "utf8").trimEnd();
    const [before, rest = ""] = readFileSync(PAGE, "utf8").split(START);
    const [, after] = rest.split(END);
    const block = ["```yaml", example, "```"].join("\n");
    assertIsFile(PAGE, `${before}${START}\n\n${block}\n\n${END}${after}`);
  });
});
