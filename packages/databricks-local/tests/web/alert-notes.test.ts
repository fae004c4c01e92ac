import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leadingComment } from "../../src/web/alert-notes";
import { alertBody } from "../alert-body";
import { TOKEN, useWorkspace } from "../use-workspace";
import { texts, useBrowser, visit } from "./use-page";
import { createTable, hostile } from "./watched-alerts";

const dir = mkdtempSync(join(tmpdir(), "notes-"));
const file = (name: string) => join(dir, name);

describe("The notes of alerts", function () {
  const { call, workspace, createAlert } = useWorkspace({
    alertNotes: ["notes.sql", "later.sql", "broken.sql"].map(file),
  });
  const { openPage } = useBrowser();
  const read = async () => (await call("GET", "/_local/notes")).body;
  let id = "";
  before(async () => {
    id = await createAlert(
      alertBody({
        display_name: "Tag Coverage (tried)",
        query_text: "/* watcher 1: above 3\n in 2 of 3 */\nSELECT 1 AS n",
      }),
    );
    await createTable(call, [
      "CREATE TABLE main.default.notes (id STRING, label STRING, text STRING, has STRING)",
      `INSERT INTO main.default.notes VALUES
        ('${id}', 'Silenced', 'until noon: migration', NULL), ('${id}', 'Tried', '', '(tried)'),
        ('${id}', 'Counted', 'twice', 'in 2 of 3'), ('${id}', 'Not yet', 'deployed', 'in 3 of 4'),
        ('nowhere', 'Silenced', 'no such alert', NULL), ('${id}', NULL, 'no label', NULL)`,
    ]);
    writeFileSync(file("notes.sql"), "SELECT id, label, text, has FROM main.default.notes ORDER BY label");
    writeFileSync(file("later.sql"), "SELECT id, 'Later', 'made', NULL FROM main.default.made_later");
    writeFileSync(file("broken.sql"), "SELECT '1', 'Broken', 'x'");
  });
  after(() => rmSync(dir, { recursive: true }));

  const NOTES = [
    { label: "Counted", text: "twice" },
    { label: "Silenced", text: "until noon: migration" },
    { label: "Tried", text: "" },
  ];

  it("are rows of the project's queries, where the alert has what they ask for, and nothing where tables are to come", async () => {
    assert.deepEqual(await read(), { notes: { [id]: NOTES }, problems: [] });
    await createTable(call, ["CREATE TABLE main.default.made_later (id STRING)"]);
    await createTable(call, [`INSERT INTO main.default.made_later VALUES ('${id}')`]);
    assert.deepEqual(await read(), {
      notes: { [id]: [...NOTES, { label: "Later", text: "made" }] },
      problems: [],
    });
  });

  it("are read past the faults that wait for clients", async () => {
    const fault = { kind: "statement-error", contains: "main.default.notes" };
    await call("POST", "/_local/faults", { faults: [fault] });
    assert.deepEqual(Object.keys((await read()).notes as object), [id]);
    await call("DELETE", "/_local/faults");
  });

  it("make a link of an address of the web, and text of all else", async () => {
    const addresses = ["https://example.com/runbook", "javascript:alert(1)", "https://example.com/a b"];
    const rows = addresses.map((text) => `('${id}', 'Runbook', '${text}', NULL)`);
    await createTable(call, [
      "CREATE TABLE main.default.books (id STRING, label STRING, text STRING, has STRING)",
      `INSERT INTO main.default.books VALUES ${rows.join(", ")}`,
    ]);
    writeFileSync(file("broken.sql"), "SELECT id, label, text, has FROM main.default.books");
    const { page, misdeeds } = await openPage(`${workspace().host}/#token=${TOKEN}`);
    await page.getByText("javascript:alert(1)").waitFor();
    const links = await page
      .locator(".notes a")
      .evaluateAll((found) => found.map((link) => link.getAttribute("href")));
    assert.deepEqual(links, ["https://example.com/runbook"]);
    assert.equal(await page.locator(".notes a").getAttribute("rel"), "noreferrer noopener");
    assert.deepEqual(misdeeds, { foreignRequests: [], errors: [] });
    writeFileSync(file("broken.sql"), "SELECT '1', 'Broken', 'x'");
  });

  it("say on the page what could not be read, beside those that were", async () => {
    writeFileSync(file("broken.sql"), "SELECT raise_error('out of order'), 'a', 'b'");
    const { page, misdeeds } = await openPage(`${workspace().host}/#token=${TOKEN}`);
    await page.locator(".notes").first().waitFor();
    assert.deepEqual(await texts(page, ".alert .notes li"), [
      "Counted twice",
      "Silenced until noon: migration",
      "Tried",
      "Later made",
    ]);
    assert.deepEqual(await texts(page, ".alert .comment"), ["watcher 1: above 3 in 2 of 3"]);
    const [problem = ""] = await texts(page, ".fault");
    assert.match(problem, /^The notes of .*broken\.sql cannot be read: .*out of order/);
    writeFileSync(file("broken.sql"), "SELECT '1', 'a', 'b'");
    await visit(page, `#/alerts/${id}`, "Tag Coverage (tried)");
    await page.locator(".alert-heading .notes").waitFor();
    assert.deepEqual((await texts(page, ".alert-heading .notes li"))[1], "Silenced until noon: migration");
    assert.deepEqual(misdeeds, { foreignRequests: [], errors: [] });
  });

  it("do no harm on the page, whatever rows hold, and follow what changes", async () => {
    const { page, misdeeds } = await openPage(`${workspace().host}/#token=${TOKEN}`);
    const text = hostile("reason").replaceAll("'", "\\'");
    await createTable(call, [`INSERT INTO main.default.notes VALUES ('${id}', 'Zeal', '${text}', NULL)`]);
    await page.getByText(hostile("reason")).waitFor();
    assert.equal(await page.evaluate(() => "harm" in window), false);
    assert.deepEqual(misdeeds, { foreignRequests: [], errors: [] });
  });
});

describe("What a query says of itself", () => {
  const SAID: readonly [query: string, comment: string | null][] = [
    ["/* one\n  two */ SELECT 1", "one two"],
    ["-- falls at one\nSELECT 1", "falls at one"],
    ["  /* a */ /* b */ SELECT 1", "a"],
    ["SELECT 1 -- behind", null],
    ["/*+ BROADCAST(t) */ SELECT 1", null],
    ["/* */ SELECT 1", null],
    ["/* never ends", null],
    [`-- ${"x".repeat(400)}`, `${"x".repeat(299)}…`],
  ];
  for (const [query, comment] of SAID) {
    it(`is ${comment === null ? "nothing" : "the comment"} in ${query.slice(0, 40).replaceAll("\n", " ")}`, () => {
      assert.equal(leadingComment(query), comment);
    });
  }
});
