import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { parse } from "yaml";
import { z } from "zod";
import { parseSettings, SETTING_NAMES } from "../../../settings/settings";
import { assertIsFile } from "../alerting/golden-file";
import { DECLARED, settingRows } from "./project-file";

const PAGE = "docs/settings.md";
const GROUP = /(<!-- settings: ([\w ]+) -->\n)[^]*?(<!-- \/settings -->)/g;

describe(PAGE, () => {
  const page = readFileSync(PAGE, "utf8");

  it("has each setting in one group, and no other", () => {
    const named = [...page.matchAll(GROUP)].flatMap(([, , names = ""]) => names.split(" "));
    assert.deepEqual(named.sort(), [...SETTING_NAMES].sort());
  });

  it("says of each what Pulumi.yaml declares", async () => {
    const written = page.replace(GROUP, (_, start: string, names: string, end: string) =>
      [start, "\n| setting | default | meaning |\n|---|---|---|\n", rows(names.split(" ")), "\n", end].join(
        "",
      ),
    );
    assertIsFile(PAGE, await format(written, { ...(await resolveConfig(PAGE)), parser: "markdown" }));
  });
});

describe("docs/production.md", () => {
  it("has a stack's file that the program takes", () => {
    const [, example = ""] =
      /```yaml\n(config:\n[^]*?)```/.exec(readFileSync("docs/production.md", "utf8")) ?? [];
    const { config } = StackFile.parse(parse(example));
    const own = Object.entries(config).filter(([name]) => !name.startsWith("databricks:"));
    // A secret is one of a notification destination.
    const plain = new Map(
      own.flatMap(([name, value]) => (typeof value === "object" ? [] : [[name, `${value}`]])),
    );
    assert.ok(plain.size > 10);
    parseSettings((name) => plain.get(name), [...plain.keys()]);
  });
});

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const StackFile = z.object({
  config: z.record(z.string(), z.union([scalar, z.object({ secure: z.string() })])),
});

function rows(names: readonly string[]): string {
  return settingRows(
    Object.fromEntries(
      names.flatMap((name) => {
        const declared = DECLARED[name];
        return declared === undefined ? [] : [[name, declared]];
      }),
    ),
  );
}
