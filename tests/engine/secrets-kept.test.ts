import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { RunResult } from "pulumi-local";
import { insertRow } from "./alert-row";
import { startEchoServer } from "./echo-server";
import { errorsOf, LocalStack, type RunOverrides } from "./local-stack";

const CLIENT = { clientId: "6b1f3c9e-0000-4000-8000-000000000003", clientSecret: "dose-that-nobody/may+see" };
const WRONG_TOKEN = "dapi-that-nobody-may-see";
/** Behind a destination that the workspace has. */
const WEBHOOK = {
  url: "https://hooks.example.com/that-nobody-may-see",
  password: "pass-that-nobody-may-see",
};
const PAGE_DATA = ["overview", "parts", "tables", "requests", "inbox/newest"].map(
  (part) => `/_local/${part}`,
);
const OAUTH = {
  DATABRICKS_TOKEN: "",
  DATABRICKS_CLIENT_ID: CLIENT.clientId,
  DATABRICKS_CLIENT_SECRET: CLIENT.clientSecret,
};

describe("a secret of a run", () => {
  let stack: LocalStack;
  let echo: Awaited<ReturnType<typeof startEchoServer>>;
  /** Tables that are there before any run, and that none writes to. */
  let sample: readonly (string | null | undefined)[];

  before(async () => {
    echo = await startEchoServer();
    stack = await LocalStack.start({ oauthClients: [CLIENT] });
    sample = await tablesOf();
    await stack.call("POST", "/api/2.0/notification-destinations", {
      display_name: "pager",
      config: { generic_webhook: { ...WEBHOOK, username: "pager" } },
    });
  });
  after(async () => {
    await stack.stop();
    await echo.stop();
  });

  async function tablesOf() {
    return (await stack.sql("SHOW TABLES IN health_monitor.gold")).map(({ tableName }) => tableName);
  }

  /** Plain, and as it stands in headers, forms and JSON. */
  function formsOf(secret: string): string[] {
    const basic = `${encodeURIComponent(CLIENT.clientId)}:${encodeURIComponent(secret)}`;
    return [secret, encodeURIComponent(secret), Buffer.from(basic).toString("base64")];
  }

  /** Where a run leaves something: what it says, its state, the tables, and what the workspace's page shows. */
  async function traces(result: RunResult): Promise<Record<string, string>> {
    const folder = stack.stateDir();
    const files = (await readdir(folder).catch(() => [])).filter((name) => name !== "passphrase");
    const state = await Promise.all(
      files.map((name) => readFile(path.join(folder, name), "utf8").catch(() => "")),
    );
    const tables = (await tablesOf()).filter((table) => !sample.includes(table));
    const rows = await Promise.all(
      tables.map((table) => stack.sql(`SELECT * FROM health_monitor.gold.${table}`)),
    );
    return {
      result: JSON.stringify(result),
      state: state.join("\n"),
      tables: JSON.stringify(rows),
      log: JSON.stringify(stack.workspace.requests.entries),
      page: JSON.stringify(await Promise.all(PAGE_DATA.map((target) => stack.call("GET", target)))),
    };
  }

  /** The key of the state's secrets, which the state itself must not hold. */
  async function passphrase(): Promise<string[]> {
    const text = await readFile(path.join(stack.stateDir(), "passphrase"), "utf8").catch(() => "");
    return text === "" ? [] : [text.trim()];
  }

  async function assertKept(overrides: RunOverrides, succeeds: boolean): Promise<string[]> {
    const result = await stack.run("up", overrides);
    assert.equal(result.ok, succeeds, errorsOf(result).join("\n"));
    const secrets = [
      ...[stack.workspace.token, CLIENT.clientSecret, WRONG_TOKEN].flatMap(formsOf),
      WEBHOOK.url,
      WEBHOOK.password,
      ...(await passphrase()),
    ];
    for (const [place, text] of Object.entries(await traces(result))) {
      assert.deepEqual(
        secrets.filter((secret) => text.includes(secret)),
        [],
        `in the ${place}`,
      );
    }
    return errorsOf(result);
  }

  it("stands nowhere after a run that went well, with a token or with a client's secret", async () => {
    await assertKept({}, true);
    await insertRow(stack, "A-1");
    await assertKept({ env: OAUTH }, true);
  });

  it("stands nowhere after one that was refused", async () => {
    await assertKept({ env: { DATABRICKS_TOKEN: WRONG_TOKEN } }, false);
    await assertKept(
      { env: { ...OAUTH, DATABRICKS_CLIENT_ID: "6b1f3c9e-0000-4000-8000-00000000000f" } },
      false,
    );
  });

  it("is not shown where a host sends back what it was sent", async () => {
    const host = { DATABRICKS_HOST: echo.url };
    const [said] = await assertKept({ env: { ...host, DATABRICKS_TOKEN: WRONG_TOKEN } }, false);
    assert.match(said ?? "", /"authorization":"Bearer \*\*\*"/);
    await assertKept({ env: { ...OAUTH, ...host } }, false);
  });

  it("stands in no row whose alert failed", async () => {
    await insertRow(stack, "A-2");
    stack.workspace.faults.add({
      kind: "status",
      status: 500,
      errorCode: "INTERNAL_ERROR",
      when: "before",
      times: "always",
      method: "POST",
      path: "^/api/2.0/alerts$",
      message: `Bearer ${stack.workspace.token}`.repeat(40),
    });
    const errors = await assertKept({}, false);
    assert.match(errors.join("\n"), /Bearer \*\*\*Bearer \*\*\*/);
  });
});
