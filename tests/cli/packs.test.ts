import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { TABLE } from "../engine/alert-row";
import { LocalStack } from "../engine/local-stack";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

const COMMIT = ["--yes", "--skip-preview"];

function packText(version: string, severity: string, alerts: readonly string[]): string {
  const entries = alerts.map(
    (id) =>
      `  - { id: ${id}, name: Alert ${id}, severity: ${severity}, query: one.sql, condition: "value > \${limit}" }`,
  );
  return [
    "pack: team",
    `version: ${version}`,
    "parameters: { limit: { type: DOUBLE, default: 5, why: to begin with } }",
    "defaults: { agent_domain: COST, owner: team, channels: [default_email] }",
    "alerts:",
    ...entries,
    "",
  ].join("\n");
}

describe("the Pulumi CLI, of a pack of alerts", function () {
  this.timeout(900_000);
  let stack: LocalStack;
  let cli: PulumiCli;
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(cli.project, file)), { recursive: true });
    writeFileSync(path.join(cli.project, file), text);
  };
  const isUpToDate = async () => assert.deepEqual((await cli.preview()).steps, []);

  before(async function () {
    skipWhereMissing(this, PulumiCli.whatIsMissing());
    stack = await LocalStack.start();
    cli = await PulumiCli.create(stack.workspace);
    rmSync(path.join(cli.project, "packs"), { force: true });
    await cli.succeed("up", ...COMMIT);
  });

  after(async () => {
    await cli?.remove();
    await stack?.stop();
  });

  it("previews its rows as it deploys them", async () => {
    write("packs/team/pack.yaml", packText("1.0.0", "WARNING", ["TEAM-001", "TEAM-002"]));
    write("packs/team/one.sql", "SELECT 1 AS value");
    await cli.configure({ packs: "team" });
    const { steps, differences } = await cli.preview();
    assert.deepEqual(steps, [
      "create TEAM-001",
      "create TEAM-002",
      "update deletion-guard",
      "update seed-rows",
      "update sync-status",
    ]);
    assert.deepEqual(differences["seed-rows"], ['packs.writes["TEAM-001"]', 'packs.writes["TEAM-002"]']);
    await cli.succeed("up", ...COMMIT);
    await isUpToDate();
  });

  it("leaves what people change, and says where they and the pack changed one cell", async () => {
    await stack.sql(`UPDATE ${TABLE} SET severity = 'CRITICAL' WHERE alert_id = 'TEAM-001'`);
    await cli.succeed("up", ...COMMIT);
    await isUpToDate();
    write("packs/team/pack.yaml", packText("1.1.0", "INFO", ["TEAM-001", "TEAM-002"]));
    const { output } = await cli.succeed("preview");
    assert.match(
      output,
      /warning: packs\/team\/pack\.yaml:6:53: TEAM-001 severity was changed in the table and in the pack: it was "WARNING", the table has "CRITICAL", the pack "INFO"\./,
    );
    await cli.succeed("up", ...COMMIT);
    await isUpToDate();
    write(
      "packs/overrides/dev.yaml",
      'team: { alerts: { TEAM-001: { severity: { value: CRITICAL, because: "so" } } } }\n',
    );
    assert.deepEqual((await cli.preview()).steps, ["update seed-rows"]);
    await cli.succeed("up", ...COMMIT);
    await isUpToDate();
  });

  it("carries out a saved plan", async () => {
    write("packs/team/pack.yaml", packText("1.2.0", "WARNING", ["TEAM-001", "TEAM-002", "TEAM-003"]));
    const plan = path.join(cli.project, "plan.json");
    await cli.succeed("preview", "--save-plan", plan);
    await cli.succeed("up", ...COMMIT, "--plan", plan);
    await isUpToDate();
    // What is in the state of a pack is which rows were written, and none of their text.
    await cli.exportState(path.join(cli.project, "state.json"));
    const state = readFileSync(path.join(cli.project, "state.json"), "utf8");
    assert.equal(state.includes("to begin with"), false);
  });

  it("takes rows and alerts away that it has no more, and all when it is switched off", async () => {
    write("packs/team/pack.yaml", packText("2.0.0", "WARNING", ["TEAM-001", "TEAM-002"]));
    assert.deepEqual((await cli.preview()).steps, [
      "delete TEAM-003",
      "update deletion-guard",
      "update seed-rows",
      "update sync-status",
    ]);
    await cli.succeed("up", ...COMMIT);
    await isUpToDate();
    await cli.configure({ packs: "" });
    await cli.succeed("up", ...COMMIT);
    await isUpToDate();
    assert.deepEqual(await stack.sql(`SELECT alert_id FROM ${TABLE} WHERE alert_id LIKE 'TEAM-%'`), []);
    assert.equal((await stack.alerts()).length, 2);
  });
});
