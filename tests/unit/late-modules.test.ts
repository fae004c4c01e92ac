import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** `load("./lint-rows") as typeof LintRows`, which the compiler believes. */
const LOADED = /\bload\(\s*"([^"]+)"\s*\) as typeof (\w+)/g;

const loaded = execFileSync("git", ["ls-files", "-z", "*.ts"], { encoding: "utf8" })
  .split("\0")
  .filter((file) => file !== "" && !/(?:^|\/)tests\//.test(file))
  .flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(LOADED)].map(([, path = "", name = ""]) => ({ file, text, path, name }));
  });

describe("what is loaded late", () => {
  it("is the module whose type it is given", () => {
    assert.ok(loaded.length > 20);
    assert.deepEqual(
      loaded
        .filter(({ text, path, name }) => !text.includes(`import type * as ${name} from "${path}";`))
        .map(({ file, path, name }) => `${file}: ${path} is not ${name}`),
      [],
    );
  });
});
