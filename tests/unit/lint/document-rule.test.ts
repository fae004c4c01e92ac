import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { documentRule, documentRules, pageOf } from "../../../lint/document-rule";
import { RULE_DESCRIPTIONS } from "../../../lint/lint-rules";
import { assertIsFile } from "../alerting/golden-file";
import { readExample } from "./lint-testdata";

const [START, END] = ["<!-- rules -->", "<!-- /rules -->"];
const INDEX = "docs/lint/README.md";

/** As the formatter of this repository wants it. */
async function formatted(markdown: string): Promise<string> {
  return format(markdown, { ...(await resolveConfig(INDEX)), parser: "markdown" });
}

describe("the pages of lint", () => {
  for (const rule of RULE_DESCRIPTIONS) {
    it(`tell of ${rule.id}, with its examples`, async () => {
      const page = documentRule(rule, readExample(rule.id, "bad"), readExample(rule.id, "good"));
      assertIsFile(`docs/lint/${pageOf(rule.id)}`, await formatted(page));
    });
  }

  it("are listed, and there are no others", async () => {
    const [before, rest = ""] = readFileSync(INDEX, "utf8").split(START);
    const [, after] = rest.split(END);
    const head = ["| rule | severity | what it finds |", "| --- | --- | --- |"];
    const list = [...head, documentRules(RULE_DESCRIPTIONS)].join("\n");
    const index = `${before}${START}\n\n${list}\n\n${END}${after}`;
    assertIsFile(INDEX, await formatted(index));
    assert.deepEqual(
      readdirSync("docs/lint").sort(),
      ["README.md", ...RULE_DESCRIPTIONS.map(({ id }) => pageOf(id))].sort(),
    );
  });
});
