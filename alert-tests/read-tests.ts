import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKS_FOLDER } from "../rows/packs/pack-reader";
import { ExpectedError } from "../messages/expected-error";
import { nearestWord, shownText } from "../messages/words";
import { type PlacedFault, refuseFaults } from "../rows/packs/yaml-file";
import { type AlertTest, readTestFile, type TestContext } from "./files/read-test-file";

/** Where the tests of the table's rows lie. */
export const TABLE_TESTS = "tests/alerts";

/** Every file of tests, in the order of their names: of each pack, and of the table's rows. */
export function testFiles(): string[] {
  const packs = existsSync(PACKS_FOLDER) ? readdirSync(PACKS_FOLDER, { withFileTypes: true }) : [];
  const folders = packs
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${PACKS_FOLDER}/${name}/tests`)
    .sort();
  return [...folders, TABLE_TESTS].flatMap(yamlFiles);
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
}

/** A file of tests with its text. */
export interface TestText {
  readonly file: string;
  readonly text: string;
}

export function readTexts(files: readonly string[] = testFiles()): TestText[] {
  return files.map((file) => ({ file, text: readFileSync(file, "utf8") }));
}

/** All tests. @throws `FileFaultsError` with every fault of every file. */
export function readTests(texts: readonly TestText[], context: TestContext): AlertTest[] {
  const faults: PlacedFault[] = [];
  const tests: AlertTest[] = [];
  for (const { file, text } of texts) {
    const read = readTestFile(file, text, context);
    faults.push(...read.faults);
    if (read.test) tests.push(read.test);
  }
  refuseFaults(faults);
  return tests;
}

/**
 * Those that somebody named: by the alert's id (`COST-*` is each that begins so), by the file, or one case by its name.
 * Without a name all of them.
 */
export function chosenTests(tests: readonly AlertTest[], names: readonly string[]): AlertTest[] {
  const missing = names.filter((name) => !tests.some((test) => isChosen(test, [name])));
  if (missing.length > 0) {
    const known = tests.flatMap((test) => [idOf(test), test.file, ...test.cases.map(({ name }) => name)]);
    throw new ExpectedError(missing.map((name) => noSuchTest(name, known)).join("\n"));
  }
  const chosen = tests.filter((test) => names.length === 0 || isChosen(test, names));
  return chosen.map((test) => {
    const isWhole = names.length === 0 || names.some((name) => isOfTest(test, name));
    if (isWhole) return test;
    return { ...test, cases: test.cases.filter(({ name }) => names.includes(name)), timeline: [] };
  });
}

function isChosen(test: AlertTest, names: readonly string[]): boolean {
  return names.some((name) => isOfTest(test, name) || test.cases.some((one) => one.name === name));
}

function isOfTest(test: AlertTest, name: string): boolean {
  const id = idOf(test);
  const isId = name.endsWith("*") ? id.startsWith(name.slice(0, -1)) : id === name;
  return isId || test.file === name || test.file.startsWith(`${name.replace(/\/$/, "")}/`);
}

function idOf({ tested }: AlertTest): string {
  return tested.alert.alertId;
}

function noSuchTest(name: string, known: readonly string[]): string {
  const near = nearestWord(name, known);
  return `No test is of an alert, in a file or called ${shownText(name)}${near === undefined ? "." : `; did you mean ${near}?`}`;
}
