import assert from "node:assert/strict";
import { request } from "undici";
import { TOKEN, useWorkspace } from "../use-workspace";
import { useBrowser } from "./use-page";

describe("The page's door", function () {
  const { workspace } = useWorkspace();
  const { openPage } = useBrowser();
  const get = (path: string, host?: string) =>
    request(`${workspace().host}${path}`, { headers: host === undefined ? {} : { host } });

  it("is closed to whoever has no token, and says where the link is", async () => {
    const { page } = await openPage(workspace().host);
    await page.getByRole("heading", { name: "This workspace wants its access token." }).waitFor();
    await page.getByLabel("Access token").fill("dapi-wrong");
    await page.keyboard.press("Enter");
    await page.getByText("The workspace refused the token: each start has a new one.").waitFor();
    await page.getByLabel("Access token").fill(TOKEN);
    await page.keyboard.press("Enter");
    await page.getByText("No alerts yet").waitFor();
    // The tab remembers it.
    await page.reload();
    await page.getByText("No alerts yet").waitFor();
  });

  it("opens an alert by the address that notifications carry", async () => {
    const { page } = await openPage(`${workspace().host}/#token=${TOKEN}`);
    await page.getByText("No alerts yet").waitFor();
    await page.goto(`${workspace().host}/sql/alerts-v2/7`);
    await page.getByText("Alert with ID '7' does not exist.").waitFor();
    assert.equal(page.url(), `${workspace().host}/#/alerts/7`);
  });

  it("lets scripts of its own run and nothing else, and nobody frame it", async () => {
    for (const path of ["/", "/_local/page/page.js", "/_local/page/styles.css", "/_local/page/icon.svg"]) {
      const { statusCode, headers, body } = await get(path);
      await body.dump();
      assert.equal(statusCode, 200, path);
      assert.equal(
        headers["content-security-policy"],
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; " +
          "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      assert.equal(headers["x-content-type-options"], "nosniff");
    }
  });

  it("is there for this machine's own names only", async () => {
    const { statusCode, body } = await get("/", "rebound.example.com");
    assert.equal(statusCode, 403);
    assert.match(await body.text(), /The page is for this machine: open it at 127\.0\.0\.1/);
    for (const host of ["localhost:1", "[::1]:1", "127.0.0.1"]) {
      const answer = await get("/", host);
      await answer.body.dump();
      assert.equal(answer.statusCode, 200, host);
    }
  });

  it("gives no data without a token", async () => {
    for (const path of ["revision", "overview", "alerts/7", "inbox/newest", "tables", "parts"]) {
      const { statusCode, body } = await get(`/_local/${path}`);
      await body.dump();
      assert.equal(statusCode, 401, path);
    }
  });
});
