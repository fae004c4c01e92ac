import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assertIsFile } from "../golden-file";
import { compareAll } from "./compare-all";
import { type JudgedProbe, readGolden, readJudge, storyKey } from "./golden";
import { grouped } from "./grouped";
import { faultsOf, limitsOf, marked, readLimits, writeLimits } from "./limits";
import { pageLists } from "./page-lists";
import type { Probe } from "./probes/probe";
import { allProbes } from "./probes/all-probes";
import { storyProbes } from "./probes/stories";

const PAGE = "docs/sql-and-spark.md";
const COMPARISON_MS = 300_000;
const SETS_LIMITS = "UPDATE_FILES=1 npx mocha packages/databricks-local/tests/spark/spark.test.ts";

describe("The local warehouse's SQL", () => {
  it("is held against answers to the statements that the generator makes", () => {
    const differ = unequal([...allProbes(), ...storyProbes()], readGolden());
    assert.deepEqual(differ.slice(0, 5), [], `golden/ is stale (${differ.length}): npm run spark -- record`);
  });

  it("differs from Spark's no more than it did", async function () {
    this.timeout(COMPARISON_MS);
    if (process.env.UPDATE_FILES === "1") {
      writeLimits(limitsOf(await compareAll(readGolden())));
      return;
    }
    const faults = faultsOf(await compareAll(slice(marked(readGolden(), readLimits()))));
    assert.ok(
      faults.length === 0,
      `${faults.join("\n\n")}\n\n\`npm run spark -- explain "…"\` says why. If it is right so: ${SETS_LIMITS}`,
    );
  });
});

describe(PAGE, () => {
  it("tells what the limits and the rules are", () => {
    const page = readFileSync(join(__dirname, "../..", PAGE), "utf8");
    const lists = Object.entries(pageLists(readLimits(), [readJudge("probes"), readJudge("stories")]));
    assertIsFile(
      PAGE,
      lists.reduce((text, [name, list]) => fill(text, name, list), page),
    );
  });
});

/** All stories, and every third other statement: the rest is for `npm run spark -- compare`, which takes its time. */
function slice(probes: readonly JudgedProbe[]): JudgedProbe[] {
  return probes.filter(({ kind }, at) => kind === "story" || at % 3 === 0);
}

/** What only one of both has. */
function unequal(made: readonly Probe[], recorded: readonly Probe[]): string[] {
  const left = keysOf(made);
  const right = keysOf(recorded);
  return [...[...left].filter((one) => !right.has(one)), ...[...right].filter((one) => !left.has(one))];
}

/** Of statements and of whole stories; those of the corpus change more often than Spark can be asked. */
function keysOf(probes: readonly Probe[]): Set<string> {
  const groups = grouped(probes, ({ family, kind, of, sql }) =>
    JSON.stringify([family, kind, of, ...(kind === "story" ? [] : [sql])]),
  );
  groups.forEach((_, key) => key.startsWith('["Corpus"') && groups.delete(key));
  return new Set([...groups].map(([key, ones]) => `${key} ${storyKey(ones.map(({ sql }) => sql))}`));
}

function fill(page: string, name: string, list: string): string {
  const between = new RegExp(`(?<=<!-- ${name} -->\\n)[^]*(?=<!-- /${name} -->)`);
  assert.match(page, between);
  return page.replace(between, () => `\n${list}\n\n`);
}
