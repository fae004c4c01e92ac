import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { createAlert } from "./alert-row";
import { LocalStack } from "./local-stack";

const FILE = "tests/testdata/states/first-release.json";
const TYPE = "pulumi-nodejs:dynamic/databricks:AlertV2";

const Resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  inputs: z.looseObject({ __provider: z.string().optional(), displayName: z.string().optional() }).optional(),
});
const State = z.object({ deployment: z.object({ resources: z.array(Resource) }) });

/** Never changed: users hold states like it. Ids of alerts stand in it as `{id of COST-012}`. */
describe("a state of the first release", () => {
  let stack: LocalStack;
  let text: string;

  before(async () => {
    stack = await LocalStack.start();
    text = await readFile(FILE, "utf8");
  });

  after(() => stack.stop());

  it("names the providers by texts that still stand for them", () => {
    const { resources } = State.parse(JSON.parse(text)).deployment;
    const texts = resources.flatMap(({ inputs }) => inputs?.__provider ?? []);
    assert.deepEqual(
      [...new Set(texts)].sort(),
      ["alert", "config-table", "deletion-guard", "seed-rows", "sync-status"].map(
        (file) =>
          `require("tsx/cjs");exports.handler=()=>require(process.cwd()+"/providers/${file}").provider`,
      ),
    );
  });

  it("is refreshed and destroyed, and its alerts with it", async () => {
    const { resources } = State.parse(JSON.parse(text)).deployment;
    const alerts = resources.filter(({ type }) => type === TYPE);
    assert.equal(alerts.length, 2);
    let state = text;
    for (const { urn, inputs } of alerts) {
      const id = await createAlert(stack, inputs?.displayName ?? "", "/Shared/alerting");
      state = state.replaceAll(`{id of ${urn.split("::").at(-1)}}`, id);
    }
    await mkdir(stack.stateDir());
    const file = path.join(stack.stateDir(), "state.json");
    await writeFile(file, state);

    await stack.succeed("refresh");
    const refreshed = State.parse(JSON.parse(await readFile(file, "utf8"))).deployment.resources;
    assert.equal(refreshed.filter(({ type }) => type === TYPE).length, 2);

    await stack.succeed("destroy");
    assert.deepEqual(await stack.alerts(), []);
    assert.deepEqual(
      stack.writes.filter((write) => write === "DELETE"),
      ["DELETE", "DELETE"],
    );
    assert.deepEqual(State.parse(JSON.parse(await readFile(file, "utf8"))).deployment.resources, []);
  });
});
