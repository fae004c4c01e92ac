import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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
    z.looseObject({
      permissions: rights,
      if: z.string().optional(),
      environment: z.string().optional(),
      needs: z.string().optional(),
      strategy: z.object({ matrix: z.object({ node: z.array(z.number()) }) }).optional(),
      env: z.record(z.string(), z.string()).default({}),
      "timeout-minutes": z.number(),
      steps: z.array(
        z.looseObject({
          id: z.string().optional(),
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
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
        "chain.yml packages: contents",
        "drift.yml drift: contents, id-token, issues",
        "preview.yml alert-tests: contents",
        "preview.yml review: contents, id-token, pull-requests",
        "preview.yml offline: contents",
        "slow.yml slow: contents",
        "test.yml test: contents",
        "up.yml plan: contents, id-token",
        "up.yml up: contents, id-token",
      ],
    );
  });

  it("deploy on main only, in the environment that waits for approval, and with what was planned without it", () => {
    const upYml = workflows.find(({ file }) => file === "up.yml");
    const { plan, up } = upYml?.jobs ?? {};
    assert.equal(plan?.environment, undefined);
    assert.deepEqual([up?.needs, up?.environment], ["plan", "production"]);
    assert.equal(up?.env["ALERTS_REVIEW"], ".local/review/report.json");
    const deploys = workflows.flatMap(({ file, jobs }) =>
      Object.entries(jobs).flatMap(([name, job]) =>
        job.steps.some(({ run = "" }) => /pulumi (up|destroy|refresh|import|stack (?!export))/.test(run)) ||
        job.environment === "production"
          ? [{ job: `${file} ${name}`, guard: job.if }]
          : [],
      ),
    );
    assert.deepEqual(deploys, [
      {
        job: "up.yml up",
        guard:
          "github.ref == 'refs/heads/main' && vars.DATABRICKS_HOST != '' && needs.plan.outputs.changes == 'true'",
      },
    ]);
  });

  it("deploy changed rows without a push only where the repository says so, and ask nobody where nothing is to do", () => {
    const { on, jobs } = workflows.find(({ file }) => file === "up.yml") ?? {};
    assert.deepEqual(on?.["schedule"], [{ cron: "17,47 * * * *" }]);
    assert.match(
      jobs?.["plan"]?.if ?? "",
      / && \(github\.event_name != 'schedule' \|\| vars\.ALERTS_DEPLOY_ROWS == 'true'\)$/,
    );
    const look = jobs?.["plan"]?.steps.find(({ id }) => id === "changes")?.run ?? "";
    const told = (...steps: string[]) => {
      const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
      const plan = { resourcePlans: { stack: { steps: ["same"] }, alert: { steps } } };
      writeFileSync(path.join(folder, "plan.json"), JSON.stringify(plan));
      const env = { ...process.env, GITHUB_OUTPUT: path.join(folder, "output") };
      execFileSync("bash", ["-e", "-c", look], { cwd: folder, env });
      const output = readFileSync(env.GITHUB_OUTPUT, "utf8");
      rmSync(folder, { recursive: true });
      return output;
    };
    assert.equal(told("same"), "changes=false\n");
    assert.equal(told("update"), "changes=true\n");
    assert.equal(told("create-replacement", "delete-replaced"), "changes=true\n");
  });

  it("can be started by hand on main only, whatever they are", () => {
    for (const { file, on, jobs } of workflows) {
      if (!("workflow_dispatch" in on)) continue;
      for (const [name, job] of Object.entries(jobs))
        assert.match(job.if ?? "", /^github\.ref == 'refs\/heads\/main'/, `${file} ${name}`);
    }
  });

  it("give the identity that deploys, and its secrets, to the job that deploys and to no other", () => {
    const identities = workflows.flatMap(({ file, jobs }) =>
      Object.entries(jobs).flatMap(([name, { env, environment = "none" }]) => {
        const identity = /vars\.(\w+)/.exec(env["DATABRICKS_CLIENT_ID"] ?? "")?.[1];
        return identity === undefined ? [] : [`${file} ${name}: ${identity} in ${environment}`];
      }),
    );
    assert.deepEqual(identities, [
      "drift.yml drift: DATABRICKS_PREVIEW_CLIENT_ID in none",
      "preview.yml review: DATABRICKS_PREVIEW_CLIENT_ID in preview",
      "up.yml plan: DATABRICKS_PREVIEW_CLIENT_ID in none",
      "up.yml up: DATABRICKS_CLIENT_ID in production",
    ]);
  });

  it("keep secrets in environments: a job without one has none", () => {
    for (const { file, jobs, ...workflow } of workflows) {
      assert.doesNotMatch(JSON.stringify({ ...workflow, steps: [] }), /secrets\./, file);
      for (const [name, job] of Object.entries(jobs)) {
        if (job.environment === undefined)
          assert.doesNotMatch(JSON.stringify(job), /secrets\./, `${file} ${name}`);
      }
    }
  });

  it("take every action by commit, with its release beside it, and one release of the CLI", () => {
    for (const { file, steps } of workflows) {
      const text = readFileSync(`${FOLDER}/${file}`, "utf8");
      for (const { uses, with: inputs } of steps) {
        if (uses === undefined) continue;
        assert.match(uses, /^(actions|pulumi)\/[\w-]+@[0-9a-f]{40}$/, file);
        assert.match(text, new RegExp(`uses: ${uses} # v\\d+\\.\\d+\\.\\d+\n`), file);
        if (uses.startsWith("pulumi/actions@"))
          assert.deepEqual(inputs, { "pulumi-version-file": ".pulumi.version" });
      }
    }
    assert.match(readFileSync(".pulumi.version", "utf8"), /^\d+\.\d+\.\d+\n$/);
  });

  it("check the packages' signatures, checksums and licences, and keep a bill of materials", () => {
    const { steps = [] } = workflows.find(({ file }) => file === "chain.yml") ?? {};
    assert.deepEqual(
      steps.flatMap(({ run }) => run ?? []),
      [
        "npm ci --ignore-scripts",
        "npm audit signatures",
        "npx mocha tests/unit/packages.test.ts",
        "npm sbom --omit dev --sbom-format cyclonedx > sbom.cdx.json",
      ],
    );
  });

  it("test on each Node that the README names, and run on the one that it means", () => {
    const said = /\*\*Node (\d+)\*\* is meant; (\d+) and (\d+) are tested, too/.exec(
      readFileSync("README.md", "utf8"),
    );
    const [meant, ...others] = (said ?? []).slice(1).map(Number);
    const { strategy, steps = [] } = workflows.find(({ file }) => file === "test.yml")?.jobs["test"] ?? {};
    assert.deepEqual(strategy?.matrix.node, [...others, meant]);
    assert.deepEqual(
      steps.flatMap(({ run }) => run ?? []),
      ["npm ci && npm test"],
    );
    const versions = workflows.flatMap(({ file, steps: all }) =>
      all.flatMap(({ with: inputs }) => {
        const version = inputs?.["node-version"];
        return version === undefined ? [] : [{ file, version }];
      }),
    );
    assert.ok(versions.length > 5);
    for (const { file, version } of versions)
      assert.equal(version, file === "test.yml" ? "${{ matrix.node }}" : meant, file);
  });

  it("run the tests that take too long for every pull request once a week, and when somebody asks for it", () => {
    const { on, steps = [] } = workflows.find(({ file }) => file === "slow.yml") ?? {};
    assert.deepEqual(on, { schedule: [{ cron: "23 3 * * 0" }], workflow_dispatch: null });
    assert.deepEqual(
      steps.flatMap(({ run }) => run ?? []),
      ["npm ci", "npm run test:slow"],
    );
  });

  it("put no text of a pull request into a script", () => {
    for (const { file, steps } of workflows)
      for (const { run = "" } of steps) assert.doesNotMatch(run, /\$\{\{/, file);
  });
});
