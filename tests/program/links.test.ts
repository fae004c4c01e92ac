import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** `[text](target)`, and `![text](target)`. */
const LINK = /\]\(([^()\s]+(?:\([^()\s]*\))?[^()\s]*)\)/g;
const CODE_BLOCK = /^(`{3,}|~{3,})[^]*?^\1[^\n]*$/gm;
const HEADING = /^#{1,6} +(.+)$/gm;
/** A file or folder of this repository, by its path from the root. */
const PATH = /`(?:[\w=]+ )*"?([\w.-]+(?:\/[\w.-]+)+\/?|[\w-]+\/)"?`/g;

describe("the pages", () => {
  const pages = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], { encoding: "utf8" })
    .trim()
    .split("\n")
    .filter((page) => !page.includes("/testdata/"));

  it("link to files and headings that exist", () => {
    assert.ok(pages.length > 80);
    const broken = pages.flatMap((page) =>
      linksOf(page)
        .filter((link) => !exists(page, link))
        .map((link) => `${page}: ${link}`),
    );
    assert.deepEqual(broken, []);
  });

  it("of docs are all reached from the README, or from CONTRIBUTING.md", () => {
    const linked = ["README.md", "CONTRIBUTING.md"].flatMap(linksOf).map((link) => link.replace(/#.*$/, ""));
    const written = readdirSync("docs").filter((name) => name.endsWith(".md"));
    assert.deepEqual(
      written.map((name) => `docs/${name}`).filter((page) => !linked.includes(page)),
      [],
    );
  });

  it("for contributors name files that exist", () => {
    const named = ["CONTRIBUTING.md", "docs/if-you-change.md", "docs/walk.md"].flatMap((page) =>
      [...textOf(page).matchAll(PATH)].map(([, file = ""]) => ({ page, file })),
    );
    assert.ok(named.length > 80);
    assert.deepEqual(
      named.filter(({ file }) => !existsSync(file)),
      [],
    );
  });
});

function textOf(page: string): string {
  return readFileSync(page, "utf8").replaceAll(CODE_BLOCK, "");
}

/** Without those that lead out of the repository. */
function linksOf(page: string): string[] {
  return [...textOf(page).matchAll(LINK)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

function exists(page: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? page : path.join(path.dirname(page), file);
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(target).has(anchor);
}

/** As GitHub makes them of a page's headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ""] of textOf(page).matchAll(HEADING)) {
    const text = heading.trim().replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    const slug = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
}
