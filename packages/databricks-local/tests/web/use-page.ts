import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** What a page did that it must not do: reached for another machine, broke its policy, wrote errors. */
export interface Misdeeds {
  readonly foreignRequests: string[];
  readonly errors: string[];
}

/** A headless browser for the suite around it; the suite is skipped, with the reason, where there is none. */
export function useBrowser() {
  const executablePath = BROWSERS.find((path) => existsSync(path));
  let browser: Browser | undefined;
  before(async function () {
    if (executablePath === undefined) {
      console.log(`    skipped: there is no Chromium at ${BROWSERS.join(", ")}`);
      // The hooks after the suite run all the same: what was started for it ends.
      return this.skip();
    }
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  after(() => browser?.close());

  return {
    /** A tab of its own, in UTC. */
    openPage: async (url: string, options: BrowserContextOptions = {}) => {
      assert.ok(browser !== undefined, "the browser runs in tests only");
      const context = await browser.newContext({ timezoneId: "UTC", locale: "en-GB", ...options });
      const page = await context.newPage();
      const misdeeds = watch(page, new URL(url).origin);
      await page.goto(url);
      return { page, misdeeds };
    },
  };
}

/** Goes to a view by its address, and waits until it is there. */
export async function visit(page: Page, address: string, heading: string | RegExp): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}

/** Trimmed texts of all elements that the selector finds. */
export async function texts(page: Page, selector: string): Promise<string[]> {
  const found = await page.locator(selector).allInnerTexts();
  return found.map((text) => text.replaceAll(/\s+/g, " ").trim());
}

/** Words that stand in two lines, though none of them is longer than a word of a language is. */
export function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const broken: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.checkVisibility() !== true || node.parentElement.closest("pre, svg") !== null)
        continue;
      for (const { 0: word, index } of (node.textContent ?? "").matchAll(/[\p{L}\p{N}]{2,24}/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(word);
      }
    }
    return broken;
  });
}

function watch(page: Page, origin: string): Misdeeds {
  const misdeeds: Misdeeds = { foreignRequests: [], errors: [] };
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== "about:") misdeeds.foreignRequests.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) misdeeds.errors.push(message.text());
  });
  page.on("pageerror", (error) => misdeeds.errors.push(error.message));
  return misdeeds;
}
