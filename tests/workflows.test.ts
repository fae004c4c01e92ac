import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const FOLDER = ".github/workflows";
const rights = z.record(z.string(), z.string());
const Workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: rights,
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(
    z.string(),
    z.object({
      permissions: rights,
      "timeout-minutes": z.number(),
      steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});

describe("the workflows", () => {
  const workflows = readdirSync(FOLDER).map((file) => {
    const workflow = Workflow.parse(parse(readFileSync(`${FOLDER}/${file}`, "utf8")));
    return { file, ...workflow, steps: Object.values(workflow.jobs).flatMap(({ steps }) => steps) };
  });

  it("give a pull request from elsewhere neither a token nor the right to write", () => {
    for (const { file, on } of workflows) assert.ok(!("pull_request_target" in on), file);
    const preview = workflows.find(({ file }) => file === "preview.yml");
    assert.deepEqual(preview?.jobs["offline"]?.permissions, { contents: "read" });
    const text = readFileSync(`${FOLDER}/preview.yml`, "utf8");
    assert.doesNotMatch(text.slice(text.indexOf("  offline:")), /secrets\./);
  });

  it("have no right that a job does not name, and no stored token of Databricks", () => {
    for (const { file, permissions } of workflows) {
      assert.deepEqual(permissions, {}, file);
      assert.doesNotMatch(readFileSync(`${FOLDER}/${file}`, "utf8"), /DATABRICKS_TOKEN|CLIENT_SECRET/);
    }
    assert.deepEqual(
      workflows.flatMap(({ file, jobs }) =>
        Object.entries(jobs).map(
          ([name, { permissions: own }]) => `${file} ${name}: ${Object.keys(own).join(", ")}`,
        ),
      ),
      [
        "drift.yml drift: contents, id-token, issues",
        "preview.yml review: contents, id-token, pull-requests",
        "preview.yml offline: contents",
        "up.yml up: contents, id-token",
      ],
    );
  });

  it("take GitHub's own actions by commit, and Pulumi's by its major version", () => {
    const used = new Set(workflows.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? [])));
    for (const uses of used) assert.match(uses, /^actions\/[\w-]+@[0-9a-f]{40}$|^pulumi\/actions@v6$/);
  });

  it("put no text of a pull request into a script", () => {
    for (const { file, steps } of workflows) {
      for (const { run = "" } of steps) assert.doesNotMatch(run, /\$\{\{/, file);
    }
  });
});
