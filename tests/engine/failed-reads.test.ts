import assert from "node:assert/strict";
import type { FaultInput } from "databricks-local";
import { insertRow, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const ROWS = "FROM `health_monitor`.`gold`.`alert_configurations`";
const LISTING = { method: "GET", path: "^/api/2.0/alerts\\?" } as const;
const READING = { operation: "^ExecuteStatement$", statement: ROWS } as const;

/** Whatever cannot be read, the run stops with a message, and every alert stays as it is. */
describe("a read that fails is no empty list", () => {
  let stack: LocalStack;
  let asTheyWere: unknown;
  let pageToken: string;

  before(async () => {
    stack = await LocalStack.deployed({ nameClash: "duplicate" });
    for (const id of ["A-1", "A-2", "A-3"]) await insertRow(stack, id);
    await stack.succeed("up");
    asTheyWere = await stack.alerts();
    const page = await stack.call("GET", "/api/2.0/alerts?page_size=2");
    pageToken = (page as { next_page_token: string }).next_page_token;
  });
  after(() => stack.stop());
  afterEach(async () => {
    stack.workspace.faults.clear();
    assert.deepEqual(await stack.alerts(), asTheyWere);
  });

  const UNAVAILABLE = { kind: "status", status: 503, errorCode: "TEMPORARILY_UNAVAILABLE" } as const;
  const cases: readonly [string, FaultInput, RegExp][] = [
    [
      "the table may not be read",
      {
        kind: "statement-error",
        statement: ROWS,
        errorClass: "INSUFFICIENT_PERMISSIONS",
        sqlState: "42501",
        message:
          "Insufficient privileges:\nUser does not have SELECT on Table 'health_monitor.gold.alert_configurations'.",
      },
      /User does not have SELECT on Table 'health_monitor\.gold\.alert_configurations'.*\nGrant what is missing to whoever deploys/,
    ],
    [
      "the warehouse may not be used",
      {
        kind: "status",
        status: 403,
        errorCode: "PERMISSION_DENIED",
        path: "^/sql/1.0/warehouses/",
        times: "always",
      },
      /^The SQL warehouse 10ca1f0000000001 at http:\/\/127\.0\.0\.1:\d+ may not be used \(HTTP 403.*\): grant CAN USE on it/,
    ],
    [
      "the warehouses may not be listed",
      { kind: "status", status: 403, errorCode: "PERMISSION_DENIED", path: "^/api/2.0/sql/warehouses" },
      /^GET \/api\/2\.0\/sql\/warehouses failed: 403 PERMISSION_DENIED/,
    ],
    [
      "the connection breaks in each answer",
      { kind: "drop-after", ...READING, times: "always" },
      /gave no answer .*; asked for: SELECT/,
    ],
  ];
  for (const [what, fault, message] of cases) {
    it(`when ${what}`, async () => {
      stack.workspace.faults.add(fault);
      const result = await stack.run("up");
      assert.equal(result.ok, false);
      assert.equal(errorsOf(result).length, 1, errorsOf(result).join("\n"));
      assert.match(errorsOf(result)[0] ?? "", message);
      assert.doesNotMatch(errorsOf(result)[0] ?? "", /\n\s+at /);
      assert.deepEqual(stack.writes, []);
    });
  }

  /** With a state that was lost, all depends on what the listing says. */
  const listings: readonly [string, FaultInput, RegExp][] = [
    [
      "may not be read",
      { kind: "status", status: 403, errorCode: "PERMISSION_DENIED", ...LISTING, times: "always" },
      /403 PERMISSION_DENIED/,
    ],
    [
      "breaks off",
      { kind: "half-answer", ...LISTING, times: "always" },
      /the connection to http:\/\/127\.0\.0\.1:\d+ broke/,
    ],
  ];
  for (const [index, [what, fault, message]] of listings.entries()) {
    it(`when the listing of the alerts ${what}`, async () => {
      stack.workspace.faults.add(fault);
      const result = await stack.run("up", {
        stateDir: stack.stateDir(`lost-${index}`),
        continueOnError: true,
      });
      assert.equal(errorsOf(result).length, 1);
      for (const error of errorsOf(result)) assert.match(error, message);
      assert.deepEqual(stack.alertWrites, []);
    });
  }

  it("even when a listing says that it is whole and is not, where the rows know their alerts", async () => {
    stack.workspace.faults.add({ kind: "wrong-json", body: "{}", ...LISTING });
    const stateDir = stack.stateDir("not whole");
    await stack.succeed("up", { stateDir });
    assert.deepEqual(stepsOf(await stack.succeed("preview", { stateDir })), []);
  });

  /** A first page that is empty and not the last. */
  const emptyPage = (): FaultInput => ({
    kind: "wrong-json",
    body: JSON.stringify({ alerts: [], next_page_token: pageToken }),
    ...LISTING,
  });

  it("when the second page of the listing is lost", async () => {
    stack.workspace.faults.add(emptyPage(), { ...UNAVAILABLE, ...LISTING, times: "always" });
    const stateDir = stack.stateDir("second page");
    const result = await stack.run("up", { stateDir });
    assert.match(errorsOf(result)[0] ?? "", /^GET \/api\/2\.0\/alerts failed: 503 TEMPORARILY_UNAVAILABLE/);
    assert.deepEqual(stack.alertWrites, []);
  });

  it("and an empty page does not end a listing", async () => {
    stack.workspace.faults.add(emptyPage());
    const unknown = "alert_id IN ('A-1', 'A-2', 'A-3')";
    await stack.sql(`UPDATE ${TABLE} SET databricks_alert_id = NULL WHERE ${unknown}`);
    await stack.succeed("up", { stateDir: stack.stateDir("empty page") });
    assert.deepEqual(stack.alertWrites, []);
  });
});
