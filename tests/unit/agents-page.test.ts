import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** Of what npm itself does. */
const OF_NPM = new Set(["test"]);

for (const file of ["AGENTS.md", "docs/write-an-alert.md"]) {
  describe(file, () => {
    const page = readFileSync(file, "utf8");

    it("names scripts that package.json has", () => {
      const named = [...page.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = ""]) => name);
      assert.ok(named.length > 3);
      assert.deepEqual(
        named.filter((name) => !(name in scripts) && !OF_NPM.has(name)),
        [],
      );
    });

    it("names files and folders that there are", () => {
      const written = [...page.matchAll(/^`([\w./-]+)`:$/gm)].map(([, name = ""]) => name);
      const named = [...page.matchAll(/`((?:[\w-]+\/)+[\w.-]*|[A-Z]+\.md|\w+\.ts)`/g)].map(
        ([, name = ""]) => name,
      );
      const links = [...page.matchAll(/\]\(([\w./-]+)/g)].map(([, name = ""]) => `docs/${name}`);
      const paths = [...named, ...links].filter((name) => !written.includes(name) && name !== ".local/");
      assert.ok(paths.length > 2);
      assert.deepEqual(
        paths.filter((path) => !existsSync(path)),
        [],
      );
    });
  });
}

describe("AGENTS.md", () => {
  it("names the two commands that the README does, and stays short", () => {
    const [agents, readme] = ["AGENTS.md", "README.md"].map((file) => readFileSync(file, "utf8"));
    const commands = (text = "") =>
      [...text.matchAll(/^ {4}(npm ci && npm (?:run up|test)) /gm)].map(([, one]) => one);
    assert.deepEqual(commands(agents), ["npm ci && npm run up", "npm ci && npm test"]);
    assert.deepEqual(commands(readme), commands(agents));
    assert.ok((agents ?? "").split("\n").length < 80);
  });
});
