import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { z } from "zod";

const Lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().default(""),
      license: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

/** They ask for their notice to be kept, and for nothing of the program that uses them. */
const LICENCES = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "(BSD-3-Clause AND Apache-2.0)",
  "CC0-1.0",
  "PSF-2.0",
  "Python-2.0",
]);

/** Read by a person: what package.json leaves out, or a licence that is good for this one use. */
const READ: Readonly<Record<string, string>> = {
  "@logdna/tail-file": "MIT, in its file LICENSE",
  "axe-core": "MPL-2.0: used unchanged, by tests only",
  flatbuffers: "Apache-2.0, in its file LICENSE",
  "json-bignum": "MIT, in its file LICENSE",
  memorystream: "MIT, by its older field licenses",
  "spdx-exceptions": "CC-BY-3.0: a list of names",
};

/** No such release was ever published: npm leaves it out everywhere, and there is no checksum to be had. */
const NEVER_PUBLISHED = "node_modules/@databricks/databricks-sql-kernel-win32-x64-msvc";

/** The tools of this repository, and the links to them. */
const OWN = ["databricks-local", "pulumi-local"].flatMap((name) => [
  `packages/${name}`,
  `node_modules/${name}`,
]);

describe("the packages", () => {
  const lock = Lock.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
  const packages = Object.entries(lock.packages).filter(([path]) => path !== "" && !OWN.includes(path));
  const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

  it("have a checksum each, but for an optional one that there is not", () => {
    const without = packages.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""));
    assert.deepEqual(
      without.map(([path, { version, optional }]) => ({ path, version, optional })),
      [{ path: NEVER_PUBLISHED, version: "1.0.0", optional: true }],
    );
  });

  it("come from whatever registry npm is set to: none is named, and none is a folder, a branch or an address", () => {
    assert.deepEqual(
      packages.filter(([, { resolved, link }]) => resolved !== undefined || link !== undefined),
      [],
    );
    assert.doesNotMatch(
      readFileSync("package.json", "utf8"),
      /"(git|https?|file:(?!packages\/)|github)[:+]?/,
    );
  });

  it("leave the local workspace and the local engine out where a company installs what it runs", () => {
    const tools = [
      "databricks-local",
      "pulumi-local",
      "@duckdb/node-api",
      "@polyglot-sql/sdk",
      "hono",
      "preact",
    ];
    assert.deepEqual(
      tools.filter(
        (name) => !(lock.packages[`packages/${name}`] ?? lock.packages[`node_modules/${name}`])?.dev,
      ),
      [],
    );
  });

  it("run no script when they are installed", () => {
    assert.match(readFileSync(".npmrc", "utf8"), /^ignore-scripts=true$/m);
  });

  it("have licences that this program may be given on with", () => {
    const others = packages
      .filter(([, { license = "none" }]) => !LICENCES.has(license))
      .map(([path]) => nameOf(path));
    assert.deepEqual([...new Set(others)].sort(), Object.keys(READ).sort());
  });

  it("have the plugin of the version that the lock says, and the CLI of the one that the workflows install", () => {
    const { version } = lock.packages["node_modules/@pulumi/databricks"] ?? {};
    assert.match(version ?? "", /^\d+\.\d+\.\d+$/);
    const [major, minor] = readFileSync(".pulumi.version", "utf8").split(".").map(Number);
    const sdk = lock.packages["node_modules/@pulumi/pulumi"]?.version.split(".").map(Number) ?? [];
    // An older CLI than the SDK may lack what it asks for.
    assert.equal(major, sdk[0]);
    assert.ok((minor ?? 0) >= (sdk[1] ?? Infinity), `the CLI is older than the SDK ${sdk.join(".")}`);
  });
});
