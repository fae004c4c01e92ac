import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { RULE_DESCRIPTIONS } from "../../../lint/lint-rules";
import { LINT_RULE_IDS } from "../../../settings/lint-settings";
import { assertIsFile } from "../alerting/golden-file";
import { examplePath, lintRows, readExample } from "./lint-testdata";

describe("the rules of lint", () => {
  it("are those that settings and waivers can name, in order", () => {
    assert.deepEqual(
      RULE_DESCRIPTIONS.map(({ id }) => id),
      [...LINT_RULE_IDS],
    );
  });

  it("have examples, and no examples are left over", () => {
    assert.deepEqual(
      readdirSync("tests/testdata/lint/rules").sort(),
      LINT_RULE_IDS.map((id) => id.replace("/", "-")).sort(),
    );
  });

  it("speak in sentences", () => {
    for (const { id, title, reason, fix } of RULE_DESCRIPTIONS) {
      assert.match(title, /^[A-Z].*\.$/, id);
      assert.match(reason, /^[A-Z].*\.$/, id);
      assert.match(fix, /^[A-Z].*[.?)]$/, id);
    }
  });

  for (const { id, severity } of RULE_DESCRIPTIONS) {
    it(`${id} finds the bad example and not the good one`, () => {
      const bad = readExample(id, "bad");
      const { rows, tests, silences } = bad;
      const found = lintRows(rows, new Map(), undefined, bad).filter(({ rule }) => rule === id);
      assert.ok(found.length > 0);
      assert.ok(found.every((finding) => finding.severity === severity));
      const findings = found.map(({ alertId, column, message, fix }) => ({ alertId, column, message, fix }));
      assertIsFile(
        examplePath(id, "bad"),
        `${JSON.stringify({ rows, tests, silences, findings }, undefined, 2)}\n`,
      );
      const good = readExample(id, "good");
      assert.deepEqual(
        lintRows(good.rows, new Map(), undefined, good).filter(({ rule }) => rule === id),
        [],
      );
    });
  }

  it("are silent about the base row", () => {
    assert.deepEqual(lintRows([{}]), []);
  });
});
