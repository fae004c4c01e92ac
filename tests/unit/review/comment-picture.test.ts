import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { useBrowser } from "databricks-local/testing/web/use-page";

const PICTURE = "docs/review/comment.png";
const COMMENT = "tests/testdata/review/story.md";
const MOST_BYTES = 200_000;

/** Looks much like a comment on GitHub. */
const STYLE = `
body { margin: 0; padding: 20px 28px; width: 820px; background: #fff; color: #1f2328; font: 13px/1.5 system-ui, sans-serif; }
h3 { font-size: 18px; margin: 0 0 12px; } p, ul, table, pre, details, blockquote { margin: 0 0 10px; }
a { color: #0969da; text-decoration: none; } blockquote { padding: 0 12px; border-left: 4px solid #d1d9e0; color: #59636e; }
code { background: #eff1f3; border-radius: 5px; padding: 1px 5px; font: 12px ui-monospace, monospace; }
table { border-collapse: collapse; } th, td { border: 1px solid #d1d9e0; padding: 4px 10px; text-align: left; }
summary { cursor: pointer; } sub { font-size: 12px; color: #59636e; }`;

describe("the picture of the comment", function () {
  this.timeout(60_000);
  const { openPage } = useBrowser();

  it("is that of the story's comment; UPDATE_FILES=1 takes it anew", async () => {
    if (process.env["UPDATE_FILES"] === "1") await takePicture();
    assert.ok(existsSync(PICTURE));
    assert.ok(readFileSync(PICTURE).length <= MOST_BYTES);
  });

  async function takePicture(): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), "comment-picture-"));
    const file = path.join(folder, "comment.html");
    const body = micromark(pictured(readFileSync(COMMENT, "utf8")), {
      allowDangerousHtml: true,
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
    });
    writeFileSync(file, `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${body}`);
    const { page } = await openPage(pathToFileURL(file).href, { viewport: { width: 876, height: 900 } });
    await page.screenshot({ path: PICTURE, fullPage: true });
    rmSync(folder, { recursive: true });
  }
});

/** Signs that a machine without a font for emoji can draw. */
const SIGNS = { "🛑": "⬣", "🗑️": "✖", "✏️": "✎", "🔀": "⇄", "⚠️": "⚠" } as const;

/** Only the alert that is checked four times as often is folded out: the picture is for a first look. */
function pictured(comment: string): string {
  const folded = comment
    .replaceAll("<details open>", "<details>")
    .replace("<details><summary><b>COST-101", "<details open><summary><b>COST-101");
  return Object.entries(SIGNS).reduce((text, [emoji, sign]) => text.replaceAll(emoji, sign), folded);
}
