import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeReport } from "../../../commands/run-review";
import { alertSaying, reportOf } from "../../unit/review/markdown/reports";

describe("what others of the machine could read", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "private-files-"));
  after(() => rmSync(folder, { recursive: true }));

  it("is no report of a review, whoever was there before", () => {
    const target = path.join(folder, "target");
    writeFileSync(target, "untouched", { mode: 0o644 });
    symlinkSync(target, path.join(folder, "report.md.new"));
    writeFileSync(path.join(folder, "report.json"), "", { mode: 0o644 });
    const files = writeReport(reportOf([alertSaying("x")]), folder);
    assert.deepEqual(
      files.map((file) => [path.basename(file), (statSync(file).mode & 0o777).toString(8)]),
      ["report.json", "report.md", "report.html"].map((name) => [name, "600"]),
    );
    assert.equal(readFileSync(target, "utf8"), "untouched");
  });
});

/** The lines of a recipe that call curl, with the lines that they go on in. */
function curlCommands(): string[] {
  const text = readFileSync("docs/gitops.md", "utf8");
  return [...text.matchAll(/printf 'header(?:.*[\\|]\n)*.*/g)].map(([command]) => command);
}

describe("a token in a recipe of docs/gitops.md", () => {
  it("is an argument of no process", () => {
    const text = readFileSync("docs/gitops.md", "utf8");
    assert.doesNotMatch(text, /curl[^|\n]*TOKEN/);
    assert.equal(curlCommands().length, 2);
  });

  for (const [index, header, name] of [
    [0, "private-token", "REVIEW_TOKEN"],
    [1, "authorization", "SYSTEM_ACCESSTOKEN"],
  ] as const) {
    it(`reaches the forge all the same: ${header}`, async function () {
      if (spawnSync("curl", ["--version"]).status !== 0) this.skip();
      const server = createServer((request, response) => {
        seen.push(String(request.headers[header]));
        request.resume().on("end", () => response.end("{}"));
      });
      const seen: string[] = [];
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const command = (curlCommands()[index] ?? "")
        .replaceAll(/"(?:\$CI_API_V4_URL|\$\(System\.CollectionUri\))[^"\n]*"/g, `http://127.0.0.1:${port}/`)
        .replaceAll(/@(?:\.local\/review\/report\.md|thread\.json)/g, "@/dev/null");
      const child = spawn("sh", ["-c", command], { env: { PATH: process.env["PATH"], [name]: "t0ken" } });
      const [status] = (await once(child, "exit")) as [number];
      server.close();
      assert.deepEqual([status, seen], [0, [header === "authorization" ? "Bearer t0ken" : "t0ken"]]);
    });
  }
});
