import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { findPython } from "databricks-local";

const JOBS = path.join(process.cwd(), "jobs");
const URN =
  "urn:pulumi:dev::databricks-alerts::databricks-alerts:index:Alerting$pulumi-nodejs:dynamic/databricks:AlertV2::";

/** What a script prints that works with the modules of the deploy job. */
function python(script: string): unknown {
  const source = `import json, sys\nsys.dont_write_bytecode = True\nsys.path.insert(0, ${JSON.stringify(JOBS)})\n${script}`;
  return JSON.parse(execFileSync(findPython(undefined) ?? "python3", ["-c", source], { encoding: "utf8" }));
}

const GIVEN = {
  catalog: "main",
  gold_schema: "gold",
  warehouse_id: "abc",
  delete_disabled: "false",
  stack: "prod",
  stack_settings: JSON.stringify({
    catalog: "main",
    gold_schema: "gold",
    warehouse_id: "w",
    delete_disabled: "false",
  }),
};

describe("the modules of the deploy job", function () {
  before(function () {
    if (findPython(undefined) === undefined) this.skip();
  });

  const commandOf = (command: string, runner: string) =>
    python(
      `from deploying import program\nprint(json.dumps(program.command_line("${command}", json.loads(r'''${JSON.stringify({ ...GIVEN, runner })}'''), "/tmp/log")))`,
    );

  it("start Pulumi with nothing that it would keep for later runs", () => {
    const log = ["--stack", "prod", "--event-log", "/tmp/log"];
    assert.deepEqual(commandOf("preview", "pulumi"), ["pulumi", "preview", "--non-interactive", ...log]);
    assert.deepEqual(commandOf("up", "pulumi"), [
      "pulumi",
      "up",
      "--non-interactive",
      "--yes",
      "--skip-preview",
      ...log,
      "--continue-on-error",
    ]);
    assert.deepEqual(commandOf("up", "npm"), [
      "node_modules/.bin/pulumi-local",
      "up",
      ...log,
      "--continue-on-error",
    ]);
  });

  it("tell the program, and nobody else, what the run was given besides the stack's settings", () => {
    const environmentOf = (given: object) =>
      python(
        `from deploying import program\nprint(json.dumps(program.environment(json.loads(r'''${JSON.stringify(given)}'''), {"PATH": "/bin"})))`,
      );
    assert.deepEqual(environmentOf({ ...GIVEN, delete_disabled: "true" }), {
      PATH: "/bin",
      ALERTS_RUN_SETTINGS: JSON.stringify({ warehouseId: "abc", deleteDisabled: "true" }).replaceAll(
        /([:,])/g,
        "$1 ",
      ),
    });
    assert.deepEqual(environmentOf({ ...GIVEN, warehouse_id: "w" }), { PATH: "/bin" });
  });

  it("give each widget a label", () => {
    const labels = python(
      [
        "import re, pathlib",
        `texts = [path.read_text() for path in sorted(pathlib.Path(${JSON.stringify(JOBS)}).glob("*.py"))]`,
        'print(json.dumps([[len(re.findall(r"widgets.text[(]", text)), len(re.findall(r"widgets.text[(][^,]+, [^,]+, [^,]+[)]", text))] for text in texts]))',
      ].join("\n"),
    );
    assert.deepEqual(labels, [
      [2, 2],
      [1, 1],
      [3, 3],
    ]);
  });

  it("tell 25 failures without Pulumi's marks of colour, and count the rest", () => {
    const lines = python(
      [
        "from deploying.progress import Progress",
        "progress = Progress()",
        "for number in range(27):",
        `    diagnostic = {"urn": ${JSON.stringify(URN)} + f"A-{number}", "severity": "error", "message": "<{%fg 1%}>no<{%reset%}>\\n"}`,
        '    progress.event({"diagnosticEvent": diagnostic})',
        "print(json.dumps(progress.failure_lines()))",
      ].join("\n"),
    );
    assert.ok(Array.isArray(lines));
    assert.equal(lines.length, 26);
    assert.equal(lines[0], "FAILED: A-0: no");
    assert.equal(lines[25], "and 2 more that failed: last_sync_error of their rows says why");
  });

  it("tell 25 lines of 200 characters of a failure of many, and count those that are left", () => {
    const lines = python(
      [
        "from deploying.progress import Progress",
        "progress = Progress()",
        'diagnostic = {"severity": "error", "message": "\\n".join(["x" * 300] * 40)}',
        'progress.event({"diagnosticEvent": diagnostic})',
        "print(json.dumps(progress.failure_lines()))",
      ].join("\n"),
    );
    assert.deepEqual(lines, [
      `FAILED: the run: ${"x".repeat(182)}…`,
      ...Array.from({ length: 24 }, () => `${"x".repeat(199)}…`),
      "and 15 more lines: a preview tells all of them",
    ]);
  });

  it("tell the counts of a run that fails, and what failed once", () => {
    const told = python(
      [
        "import contextlib, io, pathlib, tempfile, types",
        "from deploying import program",
        "from deploying.progress import Progress",
        "progress, output = Progress(), io.StringIO()",
        `progress.event({"diagnosticEvent": {"urn": ${JSON.stringify(URN)} + "A", "severity": "error", "message": "no"}})`,
        'program.command_line = lambda *_: [sys.executable, "-c", "raise SystemExit(1)"]',
        "tools = types.SimpleNamespace(scratch=pathlib.Path(tempfile.mkdtemp()), folder=None, env=None)",
        "with contextlib.redirect_stdout(output):",
        "    try:",
        '        program.follow("up", {"stack_settings": "{}", **dict.fromkeys(program.parameters.SETTINGS, None)}, tools, progress)',
        "    except RuntimeError as error:",
        "        message = str(error)",
        "import shutil; shutil.rmtree(tools.scratch)",
        "print(json.dumps([output.getvalue(), message]))",
      ].join("\n"),
    );
    assert.deepEqual(told, [
      "created 0, updated 0, replaced 0, deleted 0, unchanged 0, failed 0, other_resources 0\n",
      "up failed with 1 error:\nFAILED: A: no",
    ]);
  });

  it("count and tell what fails, what is replaced and what goes away", () => {
    const answer = python(
      [
        "from deploying.progress import Progress",
        "lines = []",
        'progress = Progress(2, "", False, lines.append)',
        'for op, name, kind in [("same", "A", "resOutputsEvent"), ("update", "B", "resOpFailedEvent"),',
        '                       ("create-replacement", "C", "resOutputsEvent"), ("delete-replaced", "C", "resOutputsEvent"),',
        '                       ("replace", "C", "resOutputsEvent"), ("delete", "D", "resOutputsEvent")]:',
        `    metadata = {"op": op, "urn": ${JSON.stringify(URN)} + name, "type": "pulumi-nodejs:dynamic/databricks:AlertV2",`,
        '                "old": {"inputs": {"displayName": f"[INFO] {name}"}}}',
        '    progress.event({"resourcePreEvent": {"metadata": metadata}})',
        '    progress.event({kind: {"metadata": metadata}})',
        "print(json.dumps([lines, progress.totals]))",
      ].join("\n"),
    );
    assert.deepEqual(answer, [
      ["[1/2] UPDATE FAILED: B -> [INFO] B", "[2/2] REPLACE: C -> [INFO] C", "[3/3] DELETE: D -> [INFO] D"],
      { created: 0, updated: 0, replaced: 1, deleted: 1, unchanged: 1, failed: 1, other_resources: 0 },
    ]);
  });

  it("count and tell what else is changed, but for the providers that the CLI counts among it", () => {
    const answer = python(
      [
        "from deploying.progress import Progress",
        "lines = []",
        'progress = Progress(0, "", False, lines.append)',
        'for kind, name in [("databricks:index/job:Job", "job"), ("pulumi:providers:databricks", "default"),',
        '                   ("databricks:index/permissions:Permissions", "COST-012")]:',
        '    metadata = {"op": "update", "urn": f"urn:pulumi:dev::p::{kind}::{name}", "type": kind, "new": {"custom": True}}',
        '    progress.event({"resOutputsEvent": {"metadata": metadata}})',
        'print(json.dumps([lines, progress.totals["other_resources"]]))',
      ].join("\n"),
    );
    assert.deepEqual(answer, [["UPDATE: job", "UPDATE: permissions of COST-012"], 2]);
  });

  it("find a program in an archive, whatever folder it is in", () => {
    const found = python(
      [
        "import pathlib, tarfile, tempfile",
        "from deploying import toolchain",
        'scratch = pathlib.Path(tempfile.mkdtemp(prefix="deploying-"))',
        'program = scratch / "pulumi"',
        'program.write_text("#!/bin/sh\\n")',
        "program.chmod(0o755)",
        'with tarfile.open(scratch / "tool.tar.gz", "w:gz") as files:',
        '    files.add(program, "pulumi-v3/bin/pulumi")',
        "program.unlink()",
        'found = toolchain.program("pulumi", str(scratch / "tool.tar.gz"), scratch)',
        "print(json.dumps(str(found.relative_to(scratch))))",
        "import shutil; shutil.rmtree(scratch)",
      ].join("\n"),
    );
    assert.equal(found, "pulumi/pulumi-v3/bin/pulumi");
  });
});
