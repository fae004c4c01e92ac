import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** `npm run measure:house`: how many files there are to read, how long they are, and how many of them a row passes. */

const PARTS = {
  product: (file: string) => !/^(packages|tests|sample|docs|\.)/.test(file),
  "packages/databricks-local": (file: string) => file.startsWith("packages/databricks-local/src/"),
  "packages/pulumi-local": (file: string) => file.startsWith("packages/pulumi-local/src/"),
  tests: (file: string) => /^(packages\/[\w-]+\/)?tests\//.test(file) && !file.includes("/testdata/"),
};

const sources = execFileSync("git", ["ls-files", "*.ts", "*.tsx", "*.cjs"], { encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((file) => existsSync(file));

/**
 * Fuller files, and few of them on a row's way. How many files there are is no aim of its own: 380 were one before packs, tests of
 * alerts, imports, silences, schedules and the report came, with less than half of the lines.
 */
const AIMS = { mean: 60, longest: 250, largestFolder: 45, way: 40 };
const missed: string[] = [];
const hold = (what: string, isMet: boolean) => void (isMet || missed.push(what));

for (const [name, isPart] of Object.entries(PARTS)) {
  const files = sources.filter(isPart);
  const lines = files.map((file) => readFileSync(file, "utf8").split("\n").length - 1).sort((a, b) => a - b);
  const sum = lines.reduce((total, count) => total + count, 0);
  const folders = [...new Set(files.map((file) => path.dirname(file)))];
  const sizes = folders.map((folder) => files.filter((file) => path.dirname(file) === folder).length);
  const largest = Math.max(...sizes);
  if (name === "product") {
    hold("the mean", sum / files.length >= AIMS.mean);
    hold("the longest file", (lines.at(-1) ?? 0) <= AIMS.longest);
    hold("the largest folder", largest <= AIMS.largestFolder);
  }
  console.log(
    `${name}: ${files.length} files, ${sum} lines, mean ${Math.round(sum / files.length)}, ` +
      `median ${lines[Math.floor(lines.length / 2)]}, longest ${lines.at(-1)}; largest folder ${folders[sizes.indexOf(largest)]} (${largest})`,
  );
}

const guide = readFileSync("CONTRIBUTING.md", "utf8");
const stops = named(guide.slice(guide.indexOf("## The walk"), guide.indexOf("## The rooms")));
const importers = firstImporters("index.ts");
const way = new Set(stops.flatMap(importPath));
console.log(`a row's way: ${stops.length} stops, ${way.size} files on the shortest imports to them`);

for (const [, what = "", how = ""] of guide.matchAll(/^\*\*An? ([\w ]+)\.\*\* ([\s\S]*?)(?=\n\n)/gm)) {
  const files = named(how);
  console.log(`to add a ${what}: ${files.length} files named (${files.join(", ")})`);
}

hold("a row's way", way.size <= AIMS.way);
console.log(
  `aims of the product: files of ${AIMS.mean} lines in the mean and ${AIMS.longest} at most, ${AIMS.largestFolder} in a folder, ` +
    `${AIMS.way} on a row's way: ${missed.length === 0 ? "met" : `not met by ${missed.join(", ")}`}`,
);

/** The sources that a text names. */
function named(text: string): string[] {
  const files = [...text.matchAll(/`([\w/-]+\.ts)`/g)].flatMap(([, file = ""]) => file);
  return [...new Set(files)].filter((file) => sources.includes(file) && !PARTS.tests(file));
}

/** File → the one that the fewest imports lead to it by. */
function firstImporters(entry: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>([[entry, ""]]);
  // What is found on the way is looked at in its turn.
  for (const file of found.keys())
    for (const next of importsOf(file)) if (!found.has(next)) found.set(next, file);

  return found;
}

/** The files that lead to one; what none leads to stands for itself (providers are loaded by name). */
function importPath(to: string): string[] {
  const files: string[] = [];
  for (let file = to; file !== ""; file = importers.get(file) ?? "") files.push(file);
  return files;
}

function importsOf(file: string): string[] {
  const specifiers = readFileSync(file, "utf8").matchAll(/(?:from|require\(|import\() ?"(\.[^"]+)"/g);
  return [...specifiers].flatMap(([, specifier = ""]) => {
    const target = path.join(path.dirname(file), specifier);
    return [target, `${target}.ts`].filter((each) => sources.includes(each));
  });
}
