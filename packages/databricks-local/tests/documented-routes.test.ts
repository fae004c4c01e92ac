import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Operation, SOURCES } from "../src/operation";
import { OPERATIONS } from "../src/operations";
import { REFUSED_OPERATIONS, THRIFT_CALLS as THRIFT_OPERATIONS } from "../src/thrift/operations";
import { assertIsFile } from "./golden-file";

const ROOT = join(__dirname, "..");
const DIRECTORY = "docs";
const RECORDINGS = join(__dirname, "testdata/provider-requests");
const PAGE = `${DIRECTORY}/README.md`;

describe(PAGE, () => {
  it("lists every route with its source, and every call of the SQL drivers", () => {
    const page = readFileSync(join(ROOT, PAGE), "utf8");
    const lists = { sources: sources(), routes: routes(), "driver-calls": driverCalls() };
    const written = Object.entries(lists).reduce((text, [name, list]) => fill(text, name, list), page);
    assertIsFile(PAGE, written);
  });

  it("leads to pages that there are", () => {
    const pages = new Set(OPERATIONS.map(({ documentation }) => documentation.page));
    assert.deepEqual(
      [...pages].filter((page) => !existsSync(join(ROOT, DIRECTORY, `${page}.md`))),
      [],
    );
  });
});

describe("The routes that the provider was recorded with", () => {
  it("are those that name it as their source", () => {
    const said = OPERATIONS.filter(({ documentation }) => documentation.sources.includes("provider"));
    const recorded = readdirSync(RECORDINGS)
      .flatMap((file) => readFileSync(join(RECORDINGS, file), "utf8").trim().split("\n"))
      .map((line) => /"method": "(\w+)", "path": "([^"?]+)/.exec(line) ?? [])
      .map(([, method, path = ""]) =>
        OPERATIONS.find((known) => known.method === method && known.paths.some((one) => isAt(one, path))),
      );
    assert.deepEqual(new Set(said), new Set(recorded));
  });
});

/** Whether a request's path belongs to a route's. */
function isAt(route: string, path: string): boolean {
  const [parts, wanted] = [path.split("/"), route.split("/")];
  return (
    parts.length === wanted.length &&
    wanted.every((part, index) => part.startsWith(":") || part === parts[index])
  );
}

function fill(page: string, name: string, list: string): string {
  const between = new RegExp(`(?<=<!-- ${name} -->\\n)[^]*(?=<!-- /${name} -->)`);
  assert.match(page, between);
  return page.replace(between, () => `\n${list}\n\n`);
}

function sources(): string {
  return Object.entries(SOURCES)
    .map(([name, meaning]) => `- **${name}**: ${meaning}`)
    .join("\n");
}

function routes(): string {
  const heading = ["| request | from | more |", "|---|---|---|"];
  return [...heading, ...OPERATIONS.map(route)].join("\n");
}

function route({ method, paths, needsToken = true, documentation: { page, sources: from } }: Operation) {
  const requests = paths.map((path) => `\`${method} ${withBraces(path)}\``).join("<br>");
  const open = needsToken ? "" : " (without a token)";
  return `| ${requests}${open} | ${from.join(", ")} | [${page}](${page}.md) |`;
}

/** `:id` and `:path{.+}`, as the router has them, are `{id}` and `{path}` for people. */
function withBraces(path: string): string {
  return path.replace(/:(\w+)(\{\.\+\})?/g, "{$1}");
}

function driverCalls(): string {
  const names = (list: readonly string[]) => list.map((name) => `\`${name}\``).join(", ");
  return [
    `- answered: ${names(Object.keys(THRIFT_OPERATIONS))}`,
    `- refused by name: ${names(REFUSED_OPERATIONS)}`,
  ].join("\n");
}
