import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version as wanted } from "@pulumi/databricks/package.json";
import { examineNode, examinePulumi } from "../../../../commands/doctor/tools";
import type { Diagnosis } from "../../../../commands/doctor/diagnosis";

const lines = (found: readonly Diagnosis[]) =>
  found.map(({ status, about, text }) => `${status} ${about}: ${text}`);

describe("examineNode", () => {
  it("takes a release that gets fixes for well, and warns of one that gets none", () => {
    assert.deepEqual(lines(examineNode({ node: "24.1.0" })), ["ok Node: 24.1.0"]);
    assert.deepEqual(lines(examineNode({ node: "20.19.0" })), [
      "warning Node: 20.19.0 works, and gets no fixes any more",
    ]);
  });
});

describe("examinePulumi", function () {
  this.timeout(20_000);
  const folder = mkdtempSync(join(tmpdir(), "doctor-"));
  const pulumi = join(folder, "pulumi");
  const env = { PATH: `${folder}:${process.env["PATH"]}` };
  after(() => rmSync(folder, { recursive: true }));

  /** Puts a CLI on the PATH that says what it was built as, and lists these plugins. */
  function install(plugins: readonly object[] | string): void {
    const listed = typeof plugins === "string" ? plugins : JSON.stringify(plugins);
    writeFileSync(
      pulumi,
      `#!/bin/sh\nif [ "$1" = version ]; then echo v3.260.0; else cat <<'END'\n${listed}\nEND\nfi\n`,
    );
    chmodSync(pulumi, 0o755);
  }

  it("warns where there is none, unless the local engine deploys", async () => {
    assert.deepEqual(lines(await examinePulumi({ isLocal: true, env: { PATH: "" } })), [
      "ok Pulumi CLI: is not installed, and npm run up needs none here",
    ]);
    assert.deepEqual(await examinePulumi({ isLocal: false, env: { PATH: "" } }), [
      {
        about: "Pulumi CLI",
        status: "warning",
        text: "is not on the PATH: pulumi preview and pulumi up cannot run on this machine",
        fix: "Install it: https://www.pulumi.com/docs/install/",
      },
    ]);
  });

  it("finds the plugin of the version that the program needs", async () => {
    install([{ name: "databricks", kind: "resource", version: wanted }]);
    assert.deepEqual(lines(await examinePulumi({ isLocal: false, env })), [
      `ok Pulumi CLI: 3.260.0 (${pulumi})`,
      `ok databricks plugin: ${wanted}`,
    ]);
  });

  it("names the command that installs the plugin where another version, or none, is there", async () => {
    install([
      { name: "databricks", kind: "resource", version: "1.0.0" },
      { name: "nodejs", kind: "language", version: wanted },
    ]);
    const [, plugin] = await examinePulumi({ isLocal: false, env });
    assert.deepEqual(plugin, {
      about: "databricks plugin",
      status: "warning",
      text: `${wanted} is not installed (1.0.0 is): the first run downloads it, where it gets to the internet`,
      fix: `pulumi plugin install resource databricks v${wanted}`,
    });
  });

  it("says that it could not be told where the CLI answers something else", async () => {
    install("warning: a new version of Pulumi is available");
    assert.deepEqual(lines(await examinePulumi({ isLocal: false, env })), [
      `ok Pulumi CLI: 3.260.0 (${pulumi})`,
      `warning databricks plugin: could not be told, because \`${pulumi} plugin ls --json\` failed`,
    ]);
  });
});
