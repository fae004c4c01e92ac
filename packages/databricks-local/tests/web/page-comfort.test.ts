import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { TOKEN, useWorkspace } from "../use-workspace";
import { SHOP } from "../shop";
import { brokenWords, useBrowser, visit } from "./use-page";
import { BROKEN, CALM, DROPPING, letAlertsRun, PAUSED } from "./watched-alerts";

const PHONE = { viewport: { width: 360, height: 740 } };

describe("The page, for everybody", function () {
  const { call, workspace } = useWorkspace({ setup: SHOP });
  const { openPage } = useBrowser();
  let alertId = "";
  before(async () => {
    [alertId = ""] = await letAlertsRun(call, [DROPPING, BROKEN, PAUSED, CALM]);
    await call("GET", "/api/2.0/alerts/7");
  });
  const link = () => `${workspace().host}/#token=${TOKEN}`;
  const views = (): [address: string, heading: string | RegExp, content: string][] => [
    ["#/alerts", /triggered/, ".alert"],
    [`#/alerts/${alertId}`, "Tag Coverage Drop", ".letter iframe"],
    ["#/inbox", "Inbox", ".letters a"],
    ["#/tables/shop/gold/sales", "Tables", ".data"],
    ["#/requests", "Requests", ".calls"],
    ["#/parts", "Parts", ".cards"],
  ];
  const eachView = async (page: Page, look: (address: string) => Promise<void>) => {
    for (const [address, heading, content] of views()) {
      await visit(page, address, heading);
      await page.locator(content).first().waitFor();
      await look(address);
    }
  };

  it("fits on a phone without scrolling sideways", async () => {
    const { page } = await openPage(link(), PHONE);
    await eachView(page, async (address) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.equal(width, 360, address);
    });
  });

  it("makes cards of tables on a phone", async () => {
    const { page } = await openPage(link(), PHONE);
    await visit(page, `#/alerts/${alertId}`, "Tag Coverage Drop");
    const cell = page.locator("td[data-label=Threshold]").first();
    await cell.waitFor();
    const label = await cell.evaluate((element) => getComputedStyle(element, "::before").content);
    assert.equal(label, '"Threshold"');
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`has no fault that axe-core knows, in ${colorScheme} colours`, async () => {
      const { page } = await openPage(link(), { colorScheme, reducedMotion: "reduce" });
      await eachView(page, async (address) => {
        await page.evaluate(axe.source);
        const found = await page.evaluate(async () => {
          const { violations } = await window.axe.run(document, { iframes: false });
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        });
        assert.deepEqual(found, [], address);
      });
    });
  }

  it("is dark where the reader wants it dark", async () => {
    const ground = async (colorScheme: "light" | "dark") => {
      const { page } = await openPage(link(), { colorScheme });
      return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    };
    assert.deepEqual(
      [await ground("light"), await ground("dark")],
      ["rgb(250, 248, 244)", "rgb(21, 23, 26)"],
    );
  });

  it("has no white sheet in the dark: a notification is read on the paper around it", async () => {
    const sheet = async (colorScheme: "light" | "dark") => {
      const { page } = await openPage(link(), { colorScheme });
      await visit(page, `#/alerts/${alertId}`, "Tag Coverage Drop");
      await page.locator(".letter iframe").waitFor();
      const body = page.frameLocator(".letter iframe").locator("body");
      return body.evaluate((element) => {
        const { backgroundColor, color } = getComputedStyle(element);
        return [backgroundColor, color];
      });
    };
    assert.deepEqual(await sheet("light"), ["rgb(255, 255, 255)", "rgb(28, 26, 23)"]);
    assert.deepEqual(await sheet("dark"), ["rgb(28, 31, 35)", "rgb(236, 232, 223)"]);
  });

  for (const [name, options] of [
    ["a phone", PHONE],
    ["a desk", {}],
  ] as const) {
    it(`breaks no word inside, on ${name}`, async () => {
      const { page } = await openPage(link(), options);
      await eachView(page, async (address) => {
        assert.deepEqual(await brokenWords(page), [], address);
      });
    });
  }

  it("can be walked by keyboard, in the order in which it reads", async () => {
    const { page } = await openPage(link());
    await page.locator(".alert").first().waitFor();
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: element } = document;
        return element?.getAttribute("aria-label") ?? element?.textContent?.replaceAll(/\s+/g, " ").trim();
      });
    const walked: (string | undefined)[] = [];
    for (let step = 0; step < 9; step += 1) {
      await page.keyboard.press("Tab");
      walked.push(await focused());
    }
    assert.deepEqual(walked.slice(0, 8), [
      "Skip to the content",
      "Local workspace",
      "Alerts",
      "Inbox",
      "Tables",
      "Dashboards",
      "Requests",
      "Parts",
    ]);
    assert.match(walked[8] ?? "", /^The workspace's clock, Mon 23 Nov, 16:00/);
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Search alerts");
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    );
    assert.equal(outline, "solid");
  });

  it("skips to the content, and follows a link with Enter", async () => {
    const { page } = await openPage(link());
    await page.locator(".alert").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
    await page.getByRole("link", { name: "Daily Cost" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Daily Cost" }).waitFor();
  });
});

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
