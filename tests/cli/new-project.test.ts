import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { SETTING_NAMES } from "../../settings/settings";
import { clientEnvironment, type RunningWorkspace, startWorkspace } from "databricks-local";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";
import { SAMPLE } from "../sample";

const Template = z.object({
  name: z.string(),
  template: z.object({ config: z.record(z.string(), z.object({ description: z.string() })) }),
});
const Config = z.object({ config: z.record(z.string(), z.string()) });

describe("`pulumi new` with this repository for a template", function () {
  this.timeout(180_000);
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-new-"));
  const template = path.join(folder, "template");
  const project = path.join(folder, "new");
  let workspace: RunningWorkspace;
  let cli: PulumiCli;

  before(async function () {
    skipWhereMissing(this, PulumiCli.whatIsMissing());
    mkdirSync(template);
    const files = execFileSync("git", ["ls-files", "--", ":!tests"], { encoding: "utf8" });
    spawnSync("tar", ["-cf", path.join(folder, "files.tar"), "-T", "-"], { input: files });
    execFileSync("tar", ["-xf", path.join(folder, "files.tar"), "-C", template]);
    workspace = await startWorkspace({ dataDir: path.join(folder, "workspace"), setup: SAMPLE });
    cli = await PulumiCli.createNew(project, clientEnvironment(workspace));
    // Packages are those of the repository: none are fetched for a test.
    const npm = path.join(folder, "bin/npm");
    mkdirSync(path.dirname(npm));
    writeFileSync(npm, "#!/bin/sh\nmkdir -p node_modules\n", { mode: 0o755 });
    cli.env["PATH"] = `${path.dirname(npm)}${path.delimiter}${cli.env["PATH"]}`;
  });

  after(async () => {
    await workspace?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("asks for six settings, writes them under the project's new name, and says what is next", async () => {
    const { template: asked } = Template.parse(parse(readFileSync("Pulumi.yaml", "utf8")));
    const names = Object.keys(asked.config);
    assert.deepEqual(names, [
      "catalog",
      "goldSchema",
      "createSchema",
      "createFolder",
      "warehouseName",
      "defaultEmail",
    ]);
    assert.ok(names.every((name) => SETTING_NAMES.some((known) => known === name)));
    const { output } = await cli.succeed(
      ...["new", template, "--name", "acme-alerts", "--stack", "trial", "--yes", "--offline"],
      ...[
        "-c",
        "catalog=health_monitor",
        "-c",
        "warehouseName=local",
        "-c",
        "defaultEmail=oncall@example.com",
      ],
    );
    assert.match(output, /Your new project is ready to go!/);
    assert.match(
      output,
      /DATABRICKS_HOST and DATABRICKS_TOKEN, or one of the other ways of docs\/sign-in\.md\./,
    );
    const { name } = z
      .object({ name: z.string() })
      .parse(parse(readFileSync(path.join(project, "Pulumi.yaml"), "utf8")));
    assert.equal(name, "acme-alerts");
    assert.deepEqual(
      Config.parse(parse(readFileSync(path.join(project, "Pulumi.trial.yaml"), "utf8"))).config,
      {
        "acme-alerts:catalog": "health_monitor",
        "acme-alerts:createFolder": "true",
        "acme-alerts:createSchema": "true",
        "acme-alerts:defaultEmail": "oncall@example.com",
        "acme-alerts:goldSchema": "alerting",
        "acme-alerts:warehouseName": "local",
      },
    );
  });

  it("makes a project whose settings are heard", async () => {
    rmdirSync(path.join(project, "node_modules"));
    symlinkSync(path.resolve("node_modules"), path.join(project, "node_modules"), "dir");
    // The plugin of `@pulumi/databricks`, which makes schema and folder, is not needed for the rest.
    const there = { goldSchema: "gold", parentPath: "/Users/local.user@example.com", seeds: "true" };
    await cli.configure({ createSchema: "false", createFolder: "false", ...there });
    const { steps } = await cli.preview();
    assert.ok(steps.includes("create COST-012"), steps.join("\n"));
    await cli.succeed("config", "set", "databricks-alerts:deletionPolicy", "keep");
    const { status, output } = await cli.run("preview");
    assert.notEqual(status, 0);
    assert.match(
      output,
      / {2}databricks-alerts:deletionPolicy: pulumi config set acme-alerts:deletionPolicy <value>, and pulumi config rm databricks-alerts:deletionPolicy\n/,
    );
  });
});
