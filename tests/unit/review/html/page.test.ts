import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { page as write } from "../../../../review/html/page";
import { CHANGE_KINDS } from "../../../../review/report/alert-review";
import { brokenWords, useBrowser } from "databricks-local/testing/web/use-page";
import { alertSaying, reportOf } from "../markdown/reports";
import { storyReport } from "../story-report";

const HOSTILE = `</style><script>alert(1)</script><img src=x onerror="alert(1)"> & "quotes" \u202e`;

describe("report.html", function () {
  this.timeout(60_000);
  const { openPage } = useBrowser();
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "report-html-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const open = (text: string, options = {}) => {
    const file = path.join(folder, "report.html");
    writeFileSync(file, text);
    return openPage(pathToFileURL(file).href, options);
  };

  it("shows hostile values as text, under a policy that lets nothing run", async () => {
    const alerts = CHANGE_KINDS.map((change, index) => ({
      ...alertSaying(HOSTILE, change),
      alertId: `A-${index}`,
    }));
    const { page, misdeeds } = await open(write(reportOf(alerts, { notChecked: [HOSTILE] })));
    assert.equal(await page.locator("script, img, iframe").count(), 0);
    assert.equal(await page.locator("article").count(), CHANGE_KINDS.length - 1);
    assert.match(
      await page.locator("article").first().innerText(),
      /<img src=x onerror="alert\(1\)"> & "quotes" \\u202e/,
    );
    assert.deepEqual(misdeeds, { foreignRequests: [], errors: [] });
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`has no fault that axe-core knows, in ${colorScheme} colours`, async () => {
      // axe-core is a script, which the page's own policy would not let in.
      const { page } = await open(write(storyReport()), { colorScheme, bypassCSP: true });
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run(document);
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      assert.deepEqual(found, []);
    });
  }

  for (const width of [360, 700, 1200]) {
    it(`breaks no word inside, ${width} pixels wide, and lets nothing stand out`, async () => {
      const long =
        "health_monitor_of_the_whole_company.gold_layer_for_finance.alert_configurations_of_all_teams";
      const alerts = [{ ...alertSaying(long), alertId: "COST-1" }, ...storyReport().alerts];
      const { page } = await open(write(reportOf(alerts, { notChecked: [`${long} ${"x".repeat(300)}`] })), {
        viewport: { width, height: 740 },
      });
      assert.deepEqual(await brokenWords(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} pixels of ${width}`);
    });
  }

  it("fits on a phone, and draws value and replay without a script", async () => {
    const { page } = await open(write(storyReport()), {
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: true,
    });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    const labels = await page
      .locator("svg")
      .evaluateAll((charts) => charts.map((chart) => chart.getAttribute("aria-label")));
    assert.ok(labels.includes("Value 101, threshold 130, before 150"), labels.join("\n"));
    assert.ok(
      labels.includes("Replay, before: 6 firings in 1 episode; after: 96 firings in 4 episodes"),
      labels.join("\n"),
    );
  });
});

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
