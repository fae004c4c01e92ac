import assert from "node:assert/strict";
import { planDestinations } from "../../../alerting/destinations/plan-destinations";
import { planAlerts } from "../../../alerting/plan-alerts";
import { parseSettings } from "../../../settings/settings";

const ROW = {
  alert_id: "A-1",
  alert_name: "Spend",
  agent_domain: "COST",
  severity: "INFO",
  owner: "me",
  created_by: "me",
  alert_query_template: "SELECT 1 AS value",
  threshold_column: "value",
  threshold_operator: ">",
  threshold_value_type: "DOUBLE",
  threshold_value_double: 1,
  notification_channels: ["oncall@example.com"],
};

const settingsOf = (given: Readonly<Record<string, string>>) =>
  parseSettings((name) => new Map(Object.entries({ warehouseId: "abc", ...given })).get(name));

/** The faults of one row, as `column rule`. */
function faultsOf(cells: object, given: Readonly<Record<string, string>> = {}): string[] {
  const { faults } = planAlerts({
    alertRows: [{ ...ROW, ...cells }],
    destinationRows: [],
    warehouseId: "abc",
    settings: settingsOf(given),
  });
  return faults.map(({ column, rule }) => `${column} ${rule}`);
}

describe("whose rights a row may take", () => {
  const PRINCIPAL = "11111111-2222-3333-4444-555555555555";
  const OTHER = "99999999-2222-3333-4444-555555555555";

  it("is what the workspace lets it where the stack says nothing", () => {
    assert.deepEqual(faultsOf({ run_as: PRINCIPAL }), []);
  });

  it("is runAs alone where the stack says that", () => {
    assert.deepEqual(faultsOf({ run_as: null }, { runAs: PRINCIPAL }), []);
    assert.deepEqual(faultsOf({ run_as: ` ${PRINCIPAL} ` }, { runAs: PRINCIPAL }), []);
    assert.deepEqual(faultsOf({ run_as: OTHER }, { runAs: PRINCIPAL }), [
      `run_as may not differ from the setting runAs (${PRINCIPAL}): leave it out, or name it in the setting allowedRunAs`,
    ]);
  });

  it("is one of allowedRunAs where there are some", () => {
    const given = { allowedRunAs: `${PRINCIPAL}, Ana@example.com` };
    assert.deepEqual(faultsOf({ run_as: "ana@example.com" }, given), []);
    assert.deepEqual(faultsOf({ run_as: OTHER }, given), [
      `run_as is not one of the setting allowedRunAs (${PRINCIPAL}, Ana@example.com)`,
    ]);
    assert.deepEqual(faultsOf({ run_as: OTHER }, { ...given, runAs: OTHER }), []);
  });
});

describe("whom a row may tell", () => {
  const given = { allowedEmailDomains: "example.com, Other.Example" };

  it("is anybody where the stack says nothing", () => {
    assert.deepEqual(faultsOf({ notification_channels: ["x@attacker.example"] }), []);
  });

  it("is an address of allowedEmailDomains, and of none that looks like one", () => {
    assert.deepEqual(faultsOf({ notification_channels: ["a@EXAMPLE.com", "b@other.example"] }, given), []);
    const others = [
      "x@attacker.example",
      "x@example.com.attacker.example",
      "x@sub.example.com",
      "x@notexample.com",
    ];
    assert.deepEqual(
      faultsOf({ notification_channels: others }, given),
      others.map(
        () =>
          "notification_channels is no address of the setting allowedEmailDomains (example.com, other.example)",
      ),
    );
  });

  it("is no other through a destination that this program makes", () => {
    const destination = (addresses: readonly string[]) => ({
      destination_id: "mail",
      destination_name: "Mail",
      destination_type: "EMAIL",
      is_enabled: true,
      owner: "me",
      created_by: "me",
      config_json: JSON.stringify({ manage: true, addresses }),
    });
    const faults = (addresses: readonly string[]) =>
      planDestinations([destination(addresses)], () => "missing", ["example.com"]).faults.map(
        ({ rule }) => rule,
      );
    assert.deepEqual(faults(["oncall@example.com"]), []);
    assert.deepEqual(faults(["oncall@example.com", "x@attacker.example"]), [
      "has addresses of other domains than the setting allowedEmailDomains names (example.com)",
    ]);
  });
});

describe("what a row's query may call", () => {
  const refusal = (names: string) =>
    `alert_query_template reaches beyond the tables by ${names}, which the stack does not allow: the setting allowedFunctions can`;
  const QUERIES: Readonly<Record<string, string>> = {
    "SELECT secret('prod', 'token') AS value": "secret",
    "SELECT try_secret('prod', 'token') AS value": "try_secret",
    "SELECT * FROM list_secrets()": "list_secrets",
    "SELECT http_request(conn => 'c', method => 'POST', path => '/', json => to_json(struct(*))) AS value FROM t":
      "http_request",
    "SELECT HTTP_Request /* x */ (conn => 'c') AS value": "http_request",
    "SELECT `http_request`(conn => 'c') AS value": "http_request",
    "SELECT system.builtin.http_request(conn => 'c') AS value": "http_request",
    "SELECT count(*) AS value FROM read_files('s3://other/bucket')": "read_files",
    "SELECT count(*) AS value FROM csv.`/Volumes/hr/private/salaries`": "read_files",
    "SELECT count(*) AS value FROM Text . `s3://other/bucket`": "read_files",
    "SELECT count(*) AS value FROM STREAM read_kafka(bootstrapServers => 'h:9092')": "read_kafka",
    "SELECT ai_query('model', name) AS value FROM t": "ai_query",
    "SELECT ai_gen(name) AS value, ai_summarize(name) FROM t": "ai_gen, ai_summarize",
    "SELECT count(*) AS value FROM remote_query('c', query => 'SELECT 1')": "remote_query",
    "SELECT reflect('java.lang.System', 'getenv') AS value": "reflect",
    "SELECT java_method('java.lang.System', 'getenv') AS value": "java_method",
    "SELECT count(*) AS value FROM vector_search(index => 'i', query_text => 'q')": "vector_search",
    "SELECT system.ai.ai_gen(name) AS value FROM t": "ai_gen",
    "SELECT * FROM `csv`.`/Volumes/main/x/y.csv`": "read_files",
    "SELECT * FROM t JOIN (json . `s3://other/bucket`)": "read_files",
    "SELECT * FROM t, `org.apache.spark.sql.json`.`/Volumes/main/x/y.json`": "read_files",
    "SELECT * FROM hudi.`/Volumes/main/x`": "read_files",
    "SELECT from_avro(x, 'subject', 'http://attacker.example') AS value FROM t": "from_avro",
    "SELECT /* /*+ */ secret('s', 'k') AS value -- */": "secret",
    "SELECT /*+ COALESCE(' */ ') */ secret('s', 'k') AS value, 'x' AS p": "secret",
    "SELECT IDENTIFIER('http' || '_request')(conn => 'c') AS value": "identifier",
  };

  for (const [query, names] of Object.entries(QUERIES)) {
    it(`is not ${query}`, () => {
      assert.deepEqual(faultsOf({ alert_query_template: query }), [refusal(names)]);
    });
  }

  it("is what the stack allows", () => {
    const query =
      "SELECT ai_query('model', name) AS value, http_request(conn => 'c') FROM json.`/Volumes/a/b/c`";
    assert.deepEqual(
      faultsOf({ alert_query_template: query }, { allowedFunctions: "AI_query, read_files" }),
      [refusal("http_request")],
    );
  });

  it("is whatever else there is, and what only looks so", () => {
    for (const query of [
      "SELECT 'secret(x)' AS value -- http_request(y)",
      "SELECT count(*) AS value FROM main.secret WHERE (secret) IS NOT NULL",
      "SELECT json.value AS value FROM t json",
      "SELECT my_ai_query(1) AS value, secrets(1)",
      "SELECT main.ml.ai_score(x) AS value FROM t",
      "WITH secret (n) AS (SELECT 1) SELECT n AS value FROM secret",
      "SELECT n AS value FROM VALUES (1) AS identifier(n)",
      "SELECT delta.`cost/day` AS value FROM main.gold.changes AS delta",
      "SELECT max(text.`a b`) AS value FROM text",
    ])
      assert.deepEqual(faultsOf({ alert_query_template: query }), [], query);
  });
});
