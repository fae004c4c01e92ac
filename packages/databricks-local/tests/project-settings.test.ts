import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProjectSettings } from "../src/project";

describe("The settings of a project", () => {
  let dir = "";
  let file = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "project-"));
    file = join(dir, "package.json");
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("are the defaults where there is no package.json, or none of them in it", () => {
    assert.deepEqual(readProjectSettings(dir), { setup: [], pass: [], alertNotes: [] });
    writeFileSync(file, '{"name": "some-project"}');
    assert.deepEqual(readProjectSettings(dir), { setup: [], pass: [], alertNotes: [] });
  });

  it("name scripts by their path from package.json", () => {
    const settings = {
      setup: ["sql/one.sql", "/two.sql"],
      pass: ["AWS_REGION"],
      alertNames: "SELECT 1, 2",
      alertNotes: ["notes.sql"],
    };
    writeFileSync(file, JSON.stringify({ "databricks-local": settings }));
    assert.deepEqual(readProjectSettings(dir), {
      ...settings,
      setup: [join(dir, "sql/one.sql"), "/two.sql"],
      alertNotes: [join(dir, "notes.sql")],
    });
  });

  const WRONG: readonly [text: string, reason: RegExp][] = [
    ['{"databricks-local": {"setups": []}}', /Unrecognized key: "setups"/],
    ['{"databricks-local": {"setup": "one.sql"}}', /expected array, received string\s.*setup/s],
    ['{"databricks-local": {', /JSON/],
  ];
  for (const [text, reason] of WRONG) {
    it(`are refused when they are ${text}`, () => {
      writeFileSync(file, text);
      assert.throws(
        () => readProjectSettings(dir),
        (error: Error) =>
          error.name === "ExpectedError" &&
          error.message.startsWith(`${file} cannot be read: `) &&
          reason.test(error.message),
      );
    });
  }
});
