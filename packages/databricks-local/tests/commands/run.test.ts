import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attachOrStart } from "../../src/attach";
import { asJson } from "../use-workspace";
import { exitStatus, firstOutput, runCommand, startCommand } from "../run-command";

describe("databricks-local run", () => {
  let dir = "";
  let workspaceFile = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "command-"));
    workspaceFile = join(dir, ".local", "workspace.json");
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const node = (script: string, env?: NodeJS.ProcessEnv) =>
    runCommand(dir, ["run", "--", "node", "-e", script], env);
  const PRINT_ENVIRONMENT = "console.log(JSON.stringify(process.env))";

  it("gives a command a workspace for as long as it runs", async () => {
    const { stdout, stderr, status } = await node(`
      const { DATABRICKS_HOST: host, DATABRICKS_TOKEN: token, DATABRICKS_CA_FILE: file } = process.env;
      fetch(host + "/api/2.0/alerts", { headers: { authorization: "Bearer " + token } })
        .then((answer) => answer.json())
        .then((alerts) => console.log(JSON.stringify({ host, alerts, file })));`);
    const { host, alerts, file } = asJson(JSON.parse(stdout));
    assert.match(String(host), /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(alerts, { alerts: [] });
    assert.match(readFileSync(String(file), "utf8"), /^-----BEGIN CERTIFICATE-----/);
    assert.deepEqual([stderr, status], ["", 0]);
    assert.equal(existsSync(workspaceFile), false);
    await assert.rejects(fetch(String(host)));
  });

  it("hands on nothing that the shell says of a real workspace, and what the project asks for", async () => {
    const settings = { "databricks-local": { pass: ["MY_SETTING", "MY_OTHER"] } };
    writeFileSync(join(dir, "package.json"), JSON.stringify(settings));
    const { stdout, stderr } = await node(PRINT_ENVIRONMENT, {
      DATABRICKS_HOST: "https://real.example.com",
      DATABRICKS_TOKEN: "real",
      DATABRICKS_CLIENT_ID: "real",
      ARM_CLIENT_SECRET: "real",
      PULUMI_ACCESS_TOKEN: "real",
      AWS_PROFILE: "real",
      MY_SECRET: "real",
      MY_SETTING: "mine",
      LANG: "C.UTF-8",
      npm_lifecycle_event: "mine",
    });
    const { DATABRICKS_HOST, DATABRICKS_TOKEN, DATABRICKS_CA_FILE, PATH, ...others } = asJson(
      JSON.parse(stdout),
    );
    assert.match(String(DATABRICKS_HOST), /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(String(DATABRICKS_TOKEN), /^dapi[0-9a-f]{32}$/);
    assert.equal(DATABRICKS_CA_FILE, join(dir, ".local", "workspace", "certificate.pem"));
    assert.equal(PATH, process.env.PATH);
    assert.deepEqual(others, {
      DATABRICKS_CONFIG_FILE: "/dev/null",
      no_proxy: "127.0.0.1,localhost",
      NO_PROXY: "127.0.0.1,localhost",
      MY_SETTING: "mine",
      LANG: "C.UTF-8",
      npm_lifecycle_event: "mine",
    });
    assert.equal(
      stderr,
      "DATABRICKS_HOST is not used here: the command only ever talks to the local workspace.\n",
    );
  });

  it("says nothing of a DATABRICKS_HOST on this machine", async () => {
    const { stderr } = await node("0", { DATABRICKS_HOST: "http://127.0.0.1:1" });
    assert.equal(stderr, "");
  });

  it("ends with the command's status, or 128 and the signal that ended it", async () => {
    assert.equal((await node("process.exit(7)")).status, 7);
    assert.equal((await node("process.kill(process.pid, 'SIGKILL')")).status, 137);
  });

  it("says for a command that was killed that it was, and what to run next", async () => {
    const killed =
      "error: node was ended by SIGKILL: somebody killed it, or the system did for want of memory. " +
      "What it was doing may be half done: ";
    const script = "process.kill(process.pid, 'SIGKILL')";
    assert.equal((await node(script)).stderr, `${killed}run it again.\n`);
    const { stderr } = await node(script, { npm_lifecycle_event: "up" });
    assert.equal(stderr, `${killed}run \`npm run up\` again.\n`);
  });

  it("takes flags behind the command's name for the command's", async () => {
    assert.equal((await runCommand(dir, ["run", "node", "--version"])).stdout, `${process.version}\n`);
    assert.match(
      (await runCommand(dir, ["run", "--help"])).stdout,
      /^Usage: databricks-local run -- <command>\n/,
    );
  });

  it("uses the workspace that runs already, and leaves it running", async () => {
    const workspace = await attachOrStart(dir);
    const { DATABRICKS_HOST, DATABRICKS_TOKEN } = asJson(JSON.parse((await node(PRINT_ENVIRONMENT)).stdout));
    assert.deepEqual([DATABRICKS_HOST, DATABRICKS_TOKEN], [workspace.host, workspace.token]);
    assert.equal(existsSync(workspaceFile), true);
    assert.notEqual((await fetch(workspace.host)).status, 0);
    await workspace.stop();
  });

  it("sets a new workspace up as the project says", async () => {
    writeFileSync(join(dir, "setup.sql"), "CREATE TABLE main.default.made (n INT)");
    writeFileSync(join(dir, "package.json"), '{"databricks-local": {"setup": ["setup.sql"]}}');
    const { stdout } = await runCommand(dir, ["sql", "SHOW TABLES IN main.default", "--csv"]);
    assert.equal(stdout, "database,tableName,isTemporary\ndefault,made,false\n");
  });

  it("says that there is no such command, in one sentence", async () => {
    assert.deepEqual(await runCommand(dir, ["run", "--", "no-such-command"]), {
      stdout: "",
      stderr: "error: no-such-command cannot be run: is it installed?\n",
      status: 1,
    });
    assert.equal(existsSync(workspaceFile), false);
  });

  it("wants a command", async () => {
    const { stderr, status } = await runCommand(dir, ["run"]);
    assert.deepEqual([stderr, status], ["error: missing required argument 'command'\n", 1]);
  });

  it("ends the command by the signal that it is ended by itself, then the workspace", async () => {
    const script = `
      const host = process.env.DATABRICKS_HOST;
      process.on("SIGTERM", () => fetch(host).then(() => process.exit(5), () => process.exit(6)));
      console.log(process.pid, host);
      setInterval(() => undefined, 1000);`;
    const child = startCommand(dir, ["run", "--", "node", "-e", script]);
    const [pid, host] = (await firstOutput(child)).trim().split(" ");
    child.kill("SIGTERM");
    // 5: the workspace was still there when the command ended.
    assert.equal(await exitStatus(child), 5);
    assert.throws(() => process.kill(Number(pid), 0), { code: "ESRCH" });
    await assert.rejects(fetch(host ?? ""));
    assert.equal(existsSync(workspaceFile), false);
  });

  it("ends with 143 when SIGTERM ended the command", async () => {
    const script = "console.log('here'); setInterval(() => undefined, 1000);";
    const child = startCommand(dir, ["run", "--", "node", "-e", script]);
    await firstOutput(child);
    child.kill("SIGTERM");
    assert.equal(await exitStatus(child), 143);
    assert.equal(existsSync(workspaceFile), false);
  });
});

describe("A flag that npm took for its own", () => {
  const npm = { npm_lifecycle_event: "sql", npm_config_json: "true" };

  it("is refused, with what to write instead", async () => {
    assert.deepEqual(await runCommand(tmpdir(), ["sql", "SELECT 1"], npm), {
      stdout: "",
      stderr: "error: npm took --json for itself: write npm run sql -- --json\n",
      status: 1,
    });
  });

  it("is refused where npm takes it for the beginning of a name of its own", async () => {
    const env = { npm_lifecycle_event: "workspace", npm_config_token_description: "dapi" };
    assert.deepEqual(await runCommand(tmpdir(), ["start"], env), {
      stdout: "",
      stderr: "error: npm took --token for itself: write npm run workspace -- --token\n",
      status: 1,
    });
  });
});
