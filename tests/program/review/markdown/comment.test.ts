import assert from "node:assert/strict";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { comment, MOST_CHARACTERS } from "../../../../review/markdown/comment";
import { CHANGE_KINDS } from "../../../../review/report/alert-review";
import type { ReviewReport } from "../../../../review/report/report";
import { caseCount } from "../../../generated/case-count";
import { alertSaying, HOST, reportOf } from "../../../unit/review/markdown/reports";

/** What has broken comments before, or could. */
const HOSTILE = [
  "|",
  "\\|",
  "\\\\|",
  "`",
  "``",
  "```",
  "~~~",
  "\n",
  "\r\n",
  "\n\n",
  "\n```\n",
  "| a | b |\n|---|---|",
  "-->",
  "<script>alert(1)</script>",
  "</details>",
  "</summary>",
  "<img src=x onerror=alert(1)>",
  "<!--",
  "&lt;b&gt;",
  "@team",
  "@org/team",
  " @everyone",
  "#1",
  "org/repo#1",
  "GH-1",
  "a1b2c3d4e5",
  "oncall@example.com",
  ":tada:",
  "https://evil.example/x",
  "www.evil.example",
  "[text](https://evil.example)",
  "![i](https://evil.example/i.png)",
  "[ref]: https://evil.example",
  "<https://evil.example>",
  "**bold**",
  "_x_",
  "~~gone~~",
  "# head",
  "- item",
  "1. one",
  "!12",
  "%12",
  "\n/approve",
  "\u202e",
  "\u2066",
  "\u0000",
  "\u0007",
  "\u2028",
  "$x$",
  "\\",
  "'",
  '"',
  "{{X}}",
  "${x}",
  "Daily cost",
  "=",
  " ",
];
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
      fc.string({ unit: "grapheme", maxLength: 6 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(""));

const OWN_TAGS = new Set(
  "h3 blockquote p strong ul li table thead tbody tr th td details summary b code pre del em sub a br".split(
    " ",
  ),
);

const RUN = "https://github.example/o/r/actions/runs/12";

/** As GitHub would make it, with raw HTML and links of all kinds let through. */
function rendered(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

/** The page without what is code, where GitHub makes nothing of it. */
function outsideCode(html: string): string {
  return html.replaceAll(/<pre>[^]*?<\/pre>|<code>[^]*?<\/code>/g, "");
}

describe("the comment", () => {
  it("lets no value become HTML, a link, a mention, a reference or another cell", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...CHANGE_KINDS), (value, kind) => {
        const about = {
          commit: value,
          run: RUN,
          changedBy: value,
          notChecked: [value],
          table: { name: value },
        };
        const unclaimed = [{ id: "18", displayName: value }];
        const report = reportOf([alertSaying(value, kind)], { ...about, unclaimed });
        const html = rendered(comment(report));
        const plain = outsideCode(html);
        const tags = [...html.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, tag = ""]) => tag);
        assert.deepEqual(
          tags.filter((tag) => !OWN_TAGS.has(tag)),
          [],
        );
        assert.deepEqual(html.match(/<!--[^]*?-->/g), ["<!-- alerts-preview:dev -->"]);
        const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
        assert.ok(links.every((href) => href === `${HOST}/sql/alerts-v2/17` || href === RUN));
        assert.doesNotMatch(
          plain.replaceAll(/<[^>]*>/g, ""),
          /@\w|#\d|\bGH-\d|https?:|www\.|:\w+:|\$|!\d|%[\p{L}\d]/u,
        );
        // Orders to a forge, which it reads outside of code.
        assert.doesNotMatch(comment(report).replaceAll(/^(`{3,}).*\n[^]*?^\1$/gm, ""), /^\s*\/\p{L}/mu);
        for (const [row] of html.matchAll(/<tr>[^]*?<\/tr>/g)) assert.equal(row.match(/<t[hd]/g)?.length, 6);
        assert.equal(html.match(/<details/g)?.length ?? 0, html.match(/<\/details>/g)?.length ?? 0);
        assert.equal(html.match(/<h3/g)?.length, 1);
        assert.doesNotMatch(html, /[\u202a-\u202e\u2066-\u2069\u0000\u0007]/);
      }),
      { numRuns: caseCount(400) },
    );
  });

  const FULL = "0123456789abcdef0123456789abcdef01234567";
  const ABOUT: readonly (readonly [Partial<ReviewReport>, string])[] = [
    [{}, "Reviewed at 2026-11-23 09:12 UTC, with the workspace as it was then; all times are in UTC"],
    [
      { commit: FULL, run: RUN },
      `Reviewed for commit \`0123456789ab\` at 2026-11-23 09:12 UTC, with the workspace as it was then; all times are in UTC · [full report](${RUN})`,
    ],
    [
      { mode: "offline" },
      "Reviewed at 2026-11-23 09:12 UTC, offline: no workspace was asked; all times are in UTC",
    ],
    [
      { run: `${RUN}?a=(b)|[c](https://evil.example)` },
      `Reviewed at 2026-11-23 09:12 UTC, with the workspace as it was then; all times are in UTC · [full report](${RUN}?a=%28b%29%7C%5Bc%5D%28https://evil.example%29)`,
    ],
  ];
  it("says below the verdict which commit and which moment it speaks of, and where the full report is", () => {
    for (const [about, expected] of ABOUT) {
      const [, , , line] = comment(reportOf([], about)).split("\n\n");
      assert.equal(line, expected);
    }
  });

  it("stays below 60,000 characters, whatever it has to tell, and keeps its head", () => {
    const long = alertSaying("`|<@x>` ".repeat(90));
    for (const count of [1, 40, 300]) {
      const alerts = CHANGE_KINDS.flatMap((change) =>
        Array.from({ length: count }, () => ({ ...long, change })),
      );
      const written = comment(
        reportOf(alerts, { notChecked: Array.from({ length: 60 }, () => "x@y ".repeat(900)) }),
      );
      assert.ok(written.length < MOST_CHARACTERS, `${count} alerts of each kind: ${written.length}`);
      assert.match(
        written,
        new RegExp(`### Alert preview · \`dev\` · ${count} changed, ${count} added, ${count} deleted`),
      );
      for (const title of ["Cannot be read", "Deleted", "Fires at once"])
        assert.match(written, new RegExp(`\\*\\*${title}\\*\\*`));
    }
  });

  it("cuts the detail of the alerts that there is least to worry about", () => {
    const calm = { ...alertSaying("calm"), findings: [] };
    const alerts = [
      ...Array.from({ length: 60 }, (_, index) => ({ ...calm, alertId: `CALM-${index}` })),
      alertSaying("worse"),
    ];
    const written = comment(reportOf(alerts));
    assert.match(written, /<details open><summary><b>worse<\/b>/);
    assert.match(written, /<b>CALM-0<\/b>/);
    assert.doesNotMatch(written, /<b>CALM-59<\/b>/);
    assert.match(written, /\n_Left out for length, see the full report: detail of \d+ alerts\._\n/);
  });

  it("shows no diff where only blanks of the query changed", () => {
    const alert = {
      ...alertSaying("x"),
      query: { before: "SELECT  1\n FROM t\n", after: "SELECT 1\r\nFROM t" },
    };
    const written = comment(reportOf([alert]));
    assert.match(written, /\*\*Query\*\* only its blanks changed/);
    assert.doesNotMatch(written, /```/);
  });
});
