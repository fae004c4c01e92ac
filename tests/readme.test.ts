import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const Project = z.object({
  config: z.record(
    z.string(),
    z.object({
      type: z.string(),
      description: z.string(),
      default: z.union([z.string(), z.boolean(), z.number()]),
    }),
  ),
});

describe("README.md", () => {
  it("lists the settings that Pulumi.yaml declares", () => {
    const page = readFileSync("README.md", "utf8");
    const written = page.replace(/(?<=<!-- settings -->\n)[^]*(?=<!-- \/settings -->)/, () => settings());
    if (process.env["UPDATE_FILES"] === "1") {
      writeFileSync("README.md", written);
    }
    assert.equal(readFileSync("README.md", "utf8"), written);
  });
});

function settings(): string {
  const { config } = Project.parse(parse(readFileSync("Pulumi.yaml", "utf8")));
  const rows = Object.entries(config).map(
    ([name, { default: value, description }]) =>
      `| \`${name}\` | ${value === "" ? "" : `\`${value}\``} | ${description} |\n`,
  );
  return ["\n| setting | default | meaning |\n", "|---|---|---|\n", ...rows, "\n"].join("");
}
