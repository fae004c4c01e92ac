import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const PARTS = 24;

interface KnownModule {
  readonly read: () => Buffer;
}
const moduleFile = createRequire(__filename)("../../../loading/module-file.cjs") as {
  keyOf(root: string): string;
  readModules(file: string, key: string): { modules: Map<string, KnownModule>; folders: object };
  writeModules(file: string, key: string, written: { modules: object[]; folders: object }): void;
};

/** Prints what its parts say, unless it only loads them. */
const MAIN = `
const parts = Array.from({ length: ${PARTS} }, (_, number) => require("./part" + number));
if (!process.env.QUIET) console.log(parts.map(({ says }) => says()).join(" "));
`;

describe("kept modules", () => {
  let folder: string;
  const file = (...names: string[]) => path.join(folder, ...names);
  const kept = () => {
    const cache = file("node_modules", ".cache", "databricks-alerts");
    return readdirSync(cache).map((name) => path.join(cache, name));
  };
  const run = (env: Record<string, string> = {}) =>
    execFileSync(process.execPath, ["--require", "./loading/kept-modules.cjs", "main.cjs"], {
      cwd: folder,
      env: { PATH: process.env["PATH"], ...env },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  const write = (number: number, text: string) => writeFileSync(file(`part${number}.cjs`), text);
  const says = (word: string) => `exports.says = () => ${JSON.stringify(word)};\n`;
  const words = (change: Readonly<Record<number, string>> = {}) =>
    Array.from({ length: PARTS }, (_, number) => change[number] ?? `w${number}`).join(" ");

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "kept-modules-"));
    cpSync("loading", file("loading"), { recursive: true });
    mkdirSync(file("node_modules"));
    writeFileSync(file("main.cjs"), MAIN.replaceAll('"./part" + number', '"./part" + number + ".cjs"'));
    for (let number = 0; number < PARTS; number++) write(number, says(`w${number}`));
  });

  afterEach(() => {
    chmodSync(file("node_modules"), 0o700);
    rmSync(folder, { recursive: true });
  });

  it("are what the next process runs", () => {
    // What is not called yet is compiled from its text, later.
    run({ QUIET: "1" });
    const [one = ""] = kept();
    // What only stands there can have come from nowhere else. Of the same length, so that V8 knows its own code again.
    const key = moduleFile.keyOf(folder);
    const { modules, folders } = moduleFile.readModules(one, key);
    const changed = [...modules.values()].map((known) => {
      const text = known.read().toString("latin1").replaceAll('"w7"', '"W7"');
      return { ...known, bytes: Buffer.from(text, "latin1") };
    });
    moduleFile.writeModules(one, key, { modules: changed, folders });
    assert.equal(run(), words({ 7: "W7" }));
    assert.deepEqual(kept(), [one]);
  });

  it("are not run where the file says something else by now, however alike both are", () => {
    run();
    write(3, says("x3"));
    assert.equal(run(), words({ 3: "x3" }));
  });

  it("do not hide a file that was added, and is meant from now on", () => {
    writeFileSync(file("main.cjs"), MAIN);
    for (let number = 0; number < PARTS; number++) {
      mkdirSync(file(`part${number}`));
      writeFileSync(file(`part${number}`, "index.js"), says(`w${number}`));
    }
    assert.equal(run(), words());
    writeFileSync(file("part5.js"), says("nearer"));
    assert.equal(run(), words({ 5: "nearer" }));
  });

  it("are none that may import others while they run", () => {
    writeFileSync(file("late.mjs"), "export const word = 'late';");
    const tell = ".then(({ word }) => console.log(word))";
    write(3, `${says("w3")}import("./late.mjs")${tell};\n`);
    write(4, `${says("w4")}(0, eval)("name=>import (name)")(${JSON.stringify(file("late.mjs"))})${tell};\n`);
    write(
      5,
      `/** @type {import("./x").X} */\n// import("./x")\n${says("w5")}exports.important = (x) => x;\n`,
    );
    write(6, `${says("w6")}eval('import("./late.mjs")')${tell};\n`);
    write(7, `${says("w7")}exports.glob = "/** all"; import /* here */ ("./late.mjs")${tell}; /* end */\n`);
    for (const time of ["first", "second"])
      assert.deepEqual(run().split("\n"), [words(), ...Array<string>(4).fill("late")], `the ${time} time`);

    const { modules } = moduleFile.readModules(kept()[0] ?? "", moduleFile.keyOf(folder));
    assert.deepEqual(
      [3, 4, 5, 6, 7].filter((number) => modules.has(file(`part${number}.cjs`))),
      [5],
    );
  });

  it("are passed over where they are cut off", () => {
    run();
    const [one = ""] = kept();
    for (const length of [0, 5, 200, 3000]) {
      writeFileSync(one, readFileSync(one).subarray(0, length));
      assert.equal(run(), words());
    }
  });

  it("are passed over, one by one, where they are damaged", () => {
    run();
    const [one = ""] = kept();
    const bytes = readFileSync(one);
    for (let at = 3; at < bytes.length; at += 1009) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x55, at);
      writeFileSync(one, damaged);
      assert.equal(run(), words(), `byte ${at} of ${bytes.length}`);
    }
  });

  it("are passed over after other packages were installed", () => {
    run();
    const [one = ""] = kept();
    const before = readFileSync(one);
    writeFileSync(file("node_modules", ".package-lock.json"), "{}");
    assert.equal(run(), words());
    assert.ok(!readFileSync(one).equals(before));
  });

  it("are none where nothing can be written", function () {
    if (process.getuid?.() === 0) this.skip();
    chmodSync(file("node_modules"), 0o500);
    assert.equal(run(), words());
  });

  it("are none while somebody looks for a fault", () => {
    assert.equal(run({ ALERTS_DEBUG: "1" }), words());
    assert.throws(kept, { code: "ENOENT" });
  });

  it("show a fault at its line and column, as Node does", () => {
    write(9, `exports.says = () => {\n  throw new TypeError("here");\n};\n`);
    const stack = () => {
      try {
        return run();
      } catch (error) {
        const text = String(error instanceof Error && "stderr" in error ? error.stderr : error);
        return text.split("\n").filter((line) => !/node:internal|kept-modules\.cjs/.test(line));
      }
    };
    const [first, second] = [stack(), stack()];
    assert.equal(first[0], `${file("part9.cjs")}:2`);
    assert.ok(first.includes(`    at exports.says (${file("part9.cjs")}:2:9)`), String(first));
    assert.deepEqual(second, first);
  });

  it("have no warning shown that Node spares packages", () => {
    const old = file("node_modules", "old");
    mkdirSync(old);
    writeFileSync(path.join(old, "index.js"), 'exports.version = require("punycode").version;\n');
    writeFileSync(
      file("main.cjs"),
      'process.on("warning", console.log);\nrequire("old");\nsetImmediate(() => console.log("done"));\n',
    );
    assert.equal(run(), "done");
  });

  it("load a package that is needed late when something of it is asked for", () => {
    const sdk = file("node_modules", "@pulumi", "pulumi");
    const typescript = file("node_modules", "typescript");
    for (const made of [sdk, typescript]) mkdirSync(made, { recursive: true });
    writeFileSync(path.join(sdk, "typescript-shim.js"), 'module.exports = require("typescript");\n');
    writeFileSync(path.join(typescript, "index.js"), 'console.log("loaded");\nexports.version = "5";\n');
    writeFileSync(
      file("main.cjs"),
      `const ts = require("@pulumi/pulumi/typescript-shim");\nconsole.log("before");\nconsole.log(ts.version);\n`,
    );
    assert.equal(run(), "before\nloaded\n5");
  });
});
