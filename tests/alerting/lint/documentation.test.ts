import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { documentRule, documentRules, pageOf } from "../../../alerting/lint/document-rule";
import { RULE_DESCRIPTIONS } from "../../../alerting/lint/lint-rules";
import { assertIsFile } from "../golden-file";
import { readExample } from "./lint-testdata";

const [START, END] = ["<!-- rules -->", "<!-- /rules -->"];

describe("the pages of lint", () => {
  for (const rule of RULE_DESCRIPTIONS) {
    it(`tell of ${rule.id}, with its examples`, () => {
      const page = documentRule(rule, readExample(rule.id, "bad"), readExample(rule.id, "good"));
      assertIsFile(`docs/lint/${pageOf(rule.id)}`, page);
    });
  }

  it("are listed, and there are no others", () => {
    const index = readFileSync("docs/lint/README.md", "utf8");
    const list = [
      "| rule | severity | what it finds |",
      "| --- | --- | --- |",
      documentRules(RULE_DESCRIPTIONS),
    ];
    const [before, rest = ""] = index.split(START);
    const [, after] = rest.split(END);
    assertIsFile(
      "docs/lint/README.md",
      [before, START, "\n\n", list.join("\n"), "\n\n", END, after].join(""),
    );
    assert.deepEqual(
      readdirSync("docs/lint").sort(),
      ["README.md", ...RULE_DESCRIPTIONS.map(({ id }) => pageOf(id))].sort(),
    );
  });
});
