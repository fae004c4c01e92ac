import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { findPython } from "databricks-local";
import { ending, notebookTask, tasksOf, useJobs, WAREHOUSE } from "databricks-local/testing/jobs/use-jobs";
import { deployNotebook, type FixedSettings } from "../../../jobs/notebooks/notebooks";
import { parseSettings, type SettingName } from "../../../settings/settings";
import { errorsOf, LocalStack } from "../local-stack";

const NOTEBOOK = "/Shared/deploy_alerts";
const TEMPLATE = readFileSync("jobs/deploy_alerts.py", "utf8");
const FIXED: FixedSettings = {
  stack: "dev",
  runner: "npm",
  project_folder: process.cwd(),
  backend_url: "",
  secret_scope: "",
  node: "/nowhere/node.tar.gz",
  pulumi: "",
  plugin: "",
};
const SUM = "0".repeat(64);

describe("whoever may run the deploy job", function () {
  this.timeout(120_000);
  const { importNotebook, submit, output } = useJobs();
  const folder = mkdtempSync(path.join(tmpdir(), "deploy-job-"));

  before(async function () {
    if (findPython(undefined) === undefined) this.skip();
    await importNotebook(NOTEBOOK, "PYTHON", deployNotebook(TEMPLATE, FIXED));
  });
  after(() => rmSync(folder, { recursive: true }));

  const failureOf = async (given: Record<string, string>) => {
    const run = await submit(notebookTask(NOTEBOOK, {}, { warehouse_id: WAREHOUSE, ...given }));
    assert.equal(ending(run)[1], "FAILED");
    return (await output(tasksOf(run).main?.run_id)).error;
  };

  const hostile = {
    project_folder: "/Workspace/Users/somebody/alerts",
    runner: "pulumi",
    stack: "prod",
    node: "/Volumes/main/somebody/node.tar.gz",
    pulumi: "/Volumes/main/somebody/pulumi.tar.gz",
    plugin: "/Volumes/main/somebody/plugin.tar.gz",
    backend_url: "https://state.evil.example",
    secret_scope: "of somebody else",
  };
  for (const [name, value] of Object.entries(hostile)) {
    it(`cannot choose ${name}`, async () => {
      // The tool that was written in is looked for, and all that comes after it would need it.
      assert.equal(
        await failureOf({ [name]: value }),
        "ValueError: node: there is no file /nowhere/node.tar.gz",
      );
    });
  }

  it("cannot bring a program along in place of the one that was written in", async () => {
    const marker = path.join(folder, "ran");
    const evil = path.join(folder, "evil");
    await importNotebook(
      NOTEBOOK,
      "PYTHON",
      deployNotebook(TEMPLATE, { ...FIXED, project_folder: "/nowhere" }),
    );
    await promisify(execFile)("mkdir", ["-p", path.join(evil, "jobs/deploying")]);
    writeFileSync(path.join(evil, "jobs/deploying/__init__.py"), `open(${JSON.stringify(marker)}, "w")\n`);
    assert.match(
      String(await failureOf({ project_folder: evil })),
      /^ValueError: project_folder: \/nowhere is not this program's folder\./,
    );
    assert.equal(existsSync(marker), false);
    await importNotebook(NOTEBOOK, "PYTHON", deployNotebook(TEMPLATE, FIXED));
  });

  it("cannot name another API, whose host the token would go to", async () => {
    assert.match(
      String(await failureOf({ api_base: "@evil.example/api/2.0/alerts" })),
      /^ValueError: api_base must be \/api\/2\.0\/alerts, /,
    );
  });

  it("cannot leave the notebook by what is written into it, whatever a setting holds", async () => {
    const node = `"); raise SystemExit("'''\\\n`;
    await importNotebook(NOTEBOOK, "PYTHON", deployNotebook(TEMPLATE, { ...FIXED, node }));
    assert.equal(await failureOf({}), `ValueError: node: there is no file ${node}`);
  });
});

describe("a deploy job whose notebook comes from Git", function () {
  this.timeout(120_000);

  it("is not declared before its repository says what it runs", async () => {
    const stack = await LocalStack.start();
    try {
      const result = await stack.run("preview", {
        config: {
          jobs: "true",
          deployRunner: "pulumi",
          deployBackend: "s3://state",
          deployGitUrl: "https://example.com/alerts.git",
        },
      });
      assert.match(
        String(errorsOf(result)),
        /^jobs\/deploy_settings\.json is not what the stack's settings say, [^]* Commit it as\n\{\n {2}"stack": "dev",\n {2}"runner": "pulumi",\n {2}"project_folder": "",\n {2}"backend_url": "s3:\/\/state",/,
      );
    } finally {
      await stack.stop();
    }
  });
});

describe("the Python of the jobs", function () {
  this.timeout(60_000);
  const scratch = mkdtempSync(path.join(tmpdir(), "deploying-"));
  const asked: IncomingMessage["headers"][] = [];
  let target: string;
  let redirecting: string;
  const ends: (() => void)[] = [];

  before(async function () {
    if (findPython(undefined) === undefined) this.skip();
    const listen = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
      const server = createServer(answer).listen(0, "127.0.0.1");
      ends.push(() => server.close());
      await once(server, "listening");
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    target = await listen(({ headers }, response) => {
      asked.push(headers);
      response.end("{}");
    });
    redirecting = await listen(({ url = "" }, response) =>
      response.writeHead(Number(url.slice(1, 4)), { location: `${target}/stolen` }).end(),
    );
  });
  after(() => {
    for (const end of ends) end();
    rmSync(scratch, { recursive: true });
  });

  /** What Python says of the error that the script ends in. */
  const errorOf = async (script: string) => {
    const source = `import json, pathlib, sys\nsys.dont_write_bytecode = True\nsys.path.insert(0, "jobs")\ntry:\n  ${script.split("\n").join("\n  ")}\n  print("nothing")\nexcept Exception as error:\n  print(error)`;
    const { stdout } = await promisify(execFile)(findPython(undefined) ?? "python3", ["-c", source]);
    return stdout.trim();
  };

  it("follows no redirect with a token", async () => {
    const clients = [
      (code: number) =>
        `from deploying.requests import open_with_token\nopen_with_token("${redirecting}/${code}", "secret", 5)`,
      (code: number) =>
        `from deploying import workspace\nlist(workspace.alerts("/${code}", "${redirecting}", "secret"))`,
      // The notebook as it is, as far as it makes the client.
      (code: number) =>
        `import urllib.request\ntext = pathlib.Path("jobs/record_history.py").read_text()\nexec(text[text.index("class NoRedirect"):text.index("def last_evaluations")])\nopener.open(urllib.request.Request("${redirecting}/${code}", headers={"Authorization": "Bearer secret"}), timeout=5)`,
    ];
    for (const client of clients) {
      for (const code of [301, 302, 303, 307, 308]) {
        assert.match(
          await errorOf(client(code)),
          /redirect to .*127\.0\.0\.1:\d+\S* which is not followed with a token/,
        );
      }
    }
    assert.deepEqual(asked, []);
  });

  it("takes an archive by https with its checksum, and nothing else from elsewhere", async () => {
    const archive = path.join(scratch, "tool.tar.gz");
    writeFileSync(archive, "of somebody else");
    const fetched = (source: string) =>
      errorOf(
        `from deploying import toolchain\ntoolchain.fetch("node", ${JSON.stringify(source)}, pathlib.Path(${JSON.stringify(scratch)}))`,
      );
    assert.equal(
      await fetched("https://127.0.0.1:1/node.tar.gz"),
      "node: https://127.0.0.1:1/node.tar.gz has no checksum: #sha256=… goes behind the address",
    );
    for (const scheme of ["http", "ftp", "file", "HTTP"]) {
      const source = `${scheme}://127.0.0.1:1/node.tar.gz#sha256=${SUM}`;
      assert.equal(await fetched(source), `node: ${source} is neither an https address nor a path`);
    }
    assert.match(
      await fetched(`${archive}#sha256=${SUM}`),
      new RegExp(`is not the archive that was meant: its checksum is [0-9a-f]{64}, not ${SUM}$`),
    );
    assert.deepEqual(asked, []);
  });
});

describe("the settings of the deploy job's tools", () => {
  const settingsOf = (values: Partial<Record<SettingName, string>>) =>
    parseSettings((name) => ({ warehouseName: "local", ...values })[name]);

  it("take a path, or https with a checksum, and say so at the preview otherwise", () => {
    const good = [
      "/Volumes/main/t/node.tar.gz",
      `/Volumes/t.tgz#sha256=${SUM}`,
      `https://x.example/n.tgz#sha256=${SUM}`,
    ];
    for (const deployNode of good) assert.equal(settingsOf({ deployNode }).deployNode, deployNode);
    for (const deployPulumi of [
      "http://get.pulumi.com/pulumi.tar.gz",
      `http://get.pulumi.com/pulumi.tar.gz#sha256=${SUM}`,
      "https://get.pulumi.com/pulumi.tar.gz",
      `https://get.pulumi.com/pulumi.tar.gz#sha256=${SUM.slice(1)}`,
      "https://get.pulumi.com/pulumi.tar.gz#md5=1",
      "file:///tmp/pulumi.tar.gz",
    ]) {
      assert.throws(
        () => settingsOf({ deployPulumi }),
        /deployPulumi = .*: must be an absolute path, or https:\/\/…#sha256=/,
      );
    }
  });
});
