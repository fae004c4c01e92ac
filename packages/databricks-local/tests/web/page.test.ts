import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { TOKEN, useWorkspace } from "../use-workspace";
import { texts, useBrowser, visit, type Misdeeds } from "./use-page";
import {
  BROKEN,
  CALM,
  createTable,
  DROPPING,
  hostile,
  HOSTILE,
  letAlertsRun,
  PAUSED,
} from "./watched-alerts";

describe("The page", function () {
  const { call, workspace } = useWorkspace();
  const { openPage } = useBrowser();
  let page: Page;
  let misdeeds: Misdeeds;
  let ids: string[] = [];
  beforeEach(async () => {
    // All tests look at one page: what it must not do is counted over all of them.
    if (page === undefined) ({ page, misdeeds } = await openPage(`${workspace().host}/#token=${TOKEN}`));
  });

  it("says what to do when there are no alerts, and keeps the token out of the address", async () => {
    await page.getByText("No alerts yet").waitFor();
    assert.equal(await page.locator("h1").innerText(), "Nothing to watch yet.");
    assert.match(await page.locator(".empty").innerText(), /Any client can create some/);
    assert.equal(page.url(), `${workspace().host}/`);
  });

  it("says at a glance what is wrong, as soon as it happens", async () => {
    ids = await letAlertsRun(call, [DROPPING, BROKEN, PAUSED, CALM]);
    await page.getByText("1 triggered").waitFor();
    // It may have looked while the hours went by: from here on all of them have.
    await page.reload();
    await page.locator(".alert").first().waitFor();
    assert.equal(await page.locator("h1").innerText(), "1 triggered, 1 in error.");
    assert.deepEqual(await texts(page, ".headline p"), ["4 alerts · 1 OK · 1 not evaluated yet · 1 paused"]);
    assert.equal(await page.title(), "(2) Alerts · Local workspace");
  });

  it("shows each alert in words, those that want somebody first", async () => {
    assert.deepEqual(await texts(page, ".alert .state"), ["TRIGGERED", "ERROR", "UNKNOWN", "OK"]);
    assert.deepEqual(await texts(page, ".cell-name a"), [
      "Tag Coverage Drop",
      "Daily Cost",
      "Idle Clusters",
      "Failed Jobs",
    ]);
    assert.equal((await texts(page, ".condition"))[0], "tag_coverage_pct is below 80");
    assert.deepEqual(await texts(page, ".value"), ["75", "–", "–", "95.1235"]);
    assert.deepEqual(await texts(page, ".cell-next"), [
      "in 1 h Every hour, UTC",
      "in 1 h Every hour, UTC",
      "Paused At 08:30, only on Monday, UTC",
      "in 1 h Every hour, UTC",
    ]);
  });

  it("draws the last values against the threshold", async () => {
    const points = await page.locator(".spark polyline").first().getAttribute("points");
    assert.equal(points, "3,3 21,3 39,21 57,21 75,21 93,21");
    assert.equal(await page.locator(".spark .threshold").first().getAttribute("y1"), "15");
  });

  it("shows the states of a day on a line", async () => {
    const lines = await page.locator(".band").evaluateAll((bands) => bands.map((band) => band.ariaLabel));
    assert.deepEqual(lines, [
      "Last 24 h: OK 2 h, TRIGGERED 3 h",
      "Last 24 h: ERROR 5 h",
      "Last 24 h: no evaluation",
      "Last 24 h: OK 5 h",
    ]);
    await page.getByRole("button", { name: "7 days" }).click();
    await page.getByRole("img", { name: "Last 7 days: OK 1 h, TRIGGERED 3 h" }).waitFor();
  });

  it("finds alerts by their words and their state", async () => {
    const names = () => texts(page, ".cell-name a");
    await page.keyboard.press("/");
    await page.keyboard.type("jobs failed");
    assert.deepEqual(await names(), ["Failed Jobs"]);
    await page.getByRole("searchbox").fill("");
    await page.getByRole("button", { name: /^ERROR/ }).click();
    assert.deepEqual(await names(), ["Daily Cost"]);
    await page.getByRole("button", { name: /^All/ }).click();
    await page.getByLabel("Sort by").selectOption("name");
    assert.deepEqual(await names(), ["Daily Cost", "Failed Jobs", "Idle Clusters", "Tag Coverage Drop"]);
  });

  it("tells one alert's history, query, settings and notification", async () => {
    await page.getByRole("link", { name: "Tag Coverage Drop" }).click();
    await page.getByRole("heading", { level: 1, name: "Tag Coverage Drop" }).waitFor();
    assert.equal(
      await page.locator(".sentence").innerText(),
      "Triggers when tag_coverage_pct is below 80. The value was 75, now.",
    );
    assert.deepEqual(await texts(page, "tbody tr"), [
      ...["16:00", "15:00", "14:00"].map((time) => `${time} TRIGGERED 75 80 0 ms on schedule`),
      "13:00 TRIGGERED 75 80 0 ms on schedule, was OK, notified",
      "12:00 OK 90 80 0 ms on schedule",
      "11:00 OK 90 80 0 ms on schedule, was UNKNOWN",
    ]);
    assert.deepEqual(await texts(page, ".sql-keyword"), [..."SELECT CASE WHEN THEN ELSE END AS".split(" ")]);
    assert.deepEqual(await texts(page, ".sql-comment"), ["-- falls at one"]);
    assert.equal(await page.locator(".chart .dot").count(), 6);
    const facts = await page.locator(".facts").innerText();
    for (const fact of ["0 0 * * * ?", "finops@example.com", "/Workspace/Alerting", "17:00 in 1 h"])
      assert.ok(facts.replaceAll(/\s+/g, " ").includes(fact), fact);

    assert.equal(
      await page.locator(".subject").innerText(),
      'Alert "Tag Coverage Drop" changed status to TRIGGERED',
    );
    const frame = page.locator(".letter iframe");
    assert.equal(await frame.getAttribute("sandbox"), "");
    const letter = page.frameLocator(".letter iframe").locator("body");
    assert.match(await letter.innerText(), /^tag_coverage_pct < 80: the value is 75\./);
  });

  it("evaluates an alert on demand, and moves the clock", async () => {
    await page.getByRole("button", { name: "Evaluate now" }).click();
    await page.getByText("Evaluated: TRIGGERED.").waitFor();
    await page.getByText("on demand").waitFor();
    await page.locator(".clock summary").click();
    await page.getByRole("button", { name: "+ 1 hour" }).click();
    await page.getByText("3 evaluated on the way.").waitFor();
    await page.getByText("Mon 23 Nov, 17:00").waitFor();
    await page.locator("tbody tr").nth(7).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".sheet").isVisible(), false);
  });

  it("renders what subscribers would read if the alert triggered now", async () => {
    await visit(page, `#/alerts/${ids[3] ?? ""}`, "Failed Jobs");
    await page.getByText("None was sent yet.").waitFor();
    const letter = page.frameLocator(".letter iframe").locator("body");
    assert.match(await letter.innerText(), /the value is 95\.123456789\./);
    // Nothing was sent by that: the inbox holds what it held.
    const { notifications } = (await call("GET", "/_local/inbox")).body;
    assert.equal(Array.isArray(notifications) && notifications.length, 1);
  });

  it("shows the inbox", async () => {
    await visit(page, "#/inbox", "Inbox");
    await page.locator(".letters a").first().waitFor();
    assert.deepEqual(await texts(page, ".letters a"), [
      'Alert "Tag Coverage Drop" changed status to TRIGGERED 13:00 · finops@example.com',
    ]);
  });

  it("shows tables with their columns, constraints and rows in pages", async () => {
    await createTable(call, [
      "CREATE TABLE main.default.teams (id BIGINT NOT NULL COMMENT 'the key', name STRING, " +
        "CONSTRAINT teams_pk PRIMARY KEY (id)) COMMENT 'Who pays'",
      "ALTER TABLE main.default.teams ADD CONSTRAINT positive CHECK (id > 0)",
      `INSERT INTO main.default.teams VALUES ${Array.from({ length: 51 }, (_, index) => `(${index + 1}, NULL)`).join(", ")}`,
    ]);
    await visit(page, "#/tables/main/default/teams", "Tables");
    await page.getByRole("heading", { name: "51 rows" }).waitFor();
    await page.getByText("Page 1 of 2").waitFor();
    assert.equal(await page.locator(".data tbody tr").count(), 50);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("Page 2 of 2").waitFor();
    await page.getByRole("cell", { name: "51" }).waitFor();
    assert.deepEqual(await texts(page, ".data tbody tr"), ["51 NULL"]);
    assert.deepEqual(await texts(page, ".table-page .cards tbody tr"), [
      "id bigint NOT NULL the key",
      "name string",
    ]);
    assert.deepEqual(await texts(page, ".facts div"), [
      "teams_pk PRIMARY KEY (id)",
      "positive CHECK (id > 0)",
    ]);
  });

  it("shows what clients asked, and never itself", async () => {
    workspace().requests.clear();
    await call("GET", "/api/2.0/alerts/7");
    await createTable(call, ["SELECT 1 AS one"]);
    await visit(page, "#/requests", "Requests");
    await page.getByText("2 requests · 1 statements · 1 failed").waitFor();
    await page.getByRole("button", { name: "Failures" }).click();
    const [failure = ""] = await texts(page, ".calls tbody tr");
    assert.match(failure, /^10:00:00 GET \/api\/2\.0\/alerts\/7 404 (<1|\d+) ms$/);
    await page.getByRole("button", { name: "SQL" }).click();
    assert.deepEqual(await texts(page, ".calls tbody tr"), ["10:00:00 SQL SELECT 1 AS one"]);
  });

  it("shows the faults that wait, and no secret of a destination", async () => {
    await call("POST", "/api/2.0/notification-destinations", {
      display_name: "On-call",
      config: { slack: { url: "https://hooks.slack.com/very-secret" } },
    });
    workspace().faults.add({ kind: "drop-before", method: "PUT", path: "^/nowhere", times: 2 });
    await visit(page, "#/parts", "Parts");
    await page.getByText("PUT ^/nowhere").waitFor();
    const all = await page.locator("main").innerText();
    assert.match(all, /PUT \^\/nowhere\s+drops the connection before the work is done\s+2/);
    assert.match(all, /On-call\s+SLACK/);
    assert.ok(!(await page.content()).includes("very-secret"));
    workspace().faults.clear();
  });

  it("shows jobs with their last run, and dashboards", async () => {
    const schedule = { quartz_cron_expression: "0 30 8 ? * MON", timezone_id: "UTC", pause_status: "PAUSED" };
    const tasks = [{ task_key: "one", notebook_task: { notebook_path: "/Shared/missing" } }];
    await call("POST", "/api/2.2/jobs/create", { name: "weekly", schedule, tasks });
    const { body } = await call("POST", "/api/2.2/jobs/create", { name: "by hand", tasks });
    await call("POST", "/api/2.2/jobs/run-now", { job_id: body.job_id });
    await call("POST", "/api/2.0/lakeview/dashboards", { display_name: "Costs", parent_path: "/Shared" });
    await visit(page, "#/parts", "Parts");
    await page.getByRole("cell", { name: "FAILED", exact: true }).waitFor();
    // The page may show what was there before the dashboard was made.
    await page.getByRole("cell", { name: "Costs", exact: true }).waitFor();
    assert.deepEqual(await texts(page, "section[aria-label=Jobs] tbody tr"), [
      "weekly paused: At 08:30, only on Monday, UTC never – – –",
      "by hand when it is asked to FAILED 17:00 0 ms one: Path (/Shared/missing) doesn't exist.",
    ]);
    assert.deepEqual(await texts(page, "section[aria-label=Dashboards] tbody tr"), [
      "Costs /Shared/Costs.lvdash.json no 17:00",
    ]);
  });

  it("shows hostile names, values and templates as text", async () => {
    const [id = ""] = await letAlertsRun(call, [HOSTILE]);
    await call("POST", `/_local/alerts/${id}/evaluate`);
    // A page of its own: the frame's refusals are errors in its console.
    const { page: tab, misdeeds: refusals } = await openPage(`${workspace().host}/#token=${TOKEN}`);
    await tab.getByRole("link", { name: hostile("name") }).waitFor();
    await visit(tab, `#/alerts/${id}`, hostile("name"));
    assert.equal(
      await tab.locator(".sentence strong").innerText(),
      `${hostile("column")} is not "${hostile("threshold")}"`,
    );
    assert.equal(await tab.locator(".subject").innerText(), hostile("summary"));
    await tab.frameLocator(".letter iframe").getByText("body").waitFor();
    await visit(tab, "#/inbox", "Inbox");
    await tab.getByRole("link", { name: hostile("summary") }).waitFor();
    assert.equal(await tab.evaluate(() => "harm" in window), false);
    assert.equal(await tab.locator("main img, main script").count(), 0);
    assert.deepEqual(refusals.foreignRequests, []);
    for (const error of refusals.errors) assert.match(error, /about:srcdoc|img-src/);
  });

  it("never asks another machine, breaks its policy or writes an error", () => {
    assert.deepEqual(misdeeds, { foreignRequests: [], errors: [] });
  });
});
