import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { TEMPLATE, settingRows } from "./settings/project-file";

const FILE = "README.md";
const PART = /(?<=<!-- settings -->\n)[^]*(?=<!-- \/settings -->)/;

describe(FILE, () => {
  it("has the six settings that `pulumi new` asks for, as it proposes them", () => {
    const page = readFileSync(FILE, "utf8");
    assert.equal(Object.keys(TEMPLATE.config).length, 6);
    const table = [
      "\n| setting | proposed | meaning |\n",
      "|---|---|---|\n",
      settingRows(TEMPLATE.config),
      "\n",
    ];
    const written = page.replace(PART, () => table.join(""));
    if (process.env["UPDATE_FILES"] === "1") writeFileSync(FILE, written);

    assert.equal(readFileSync(FILE, "utf8"), written);
  });

  it("names two commands, which are those that .ci/run and the workflows start", () => {
    const page = readFileSync(FILE, "utf8");
    assert.match(page, /\n {4}npm ci && npm run up {2,}#.*\n {4}npm ci && npm test {2,}#.*\n/);
    assert.match(readFileSync(".ci/run", "utf8"), /\nnpm ci && npm test\n/);
  });
});
