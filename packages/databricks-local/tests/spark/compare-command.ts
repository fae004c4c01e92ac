import { writeFileSync } from "node:fs";
import { type Answer, isFailure } from "./answers";
import { asJson } from "./as-json";
import { type Category, type Comparison, isLocalFailure } from "./compare";
import { compareAll } from "./compare-all";
import { type JudgedProbe, readGolden, readJudge } from "./golden";
import { faultsOf, marked, readLimits } from "./limits";
import { printAnswer, printLocal } from "./print-answer";
import { progress } from "./progress";
import { table } from "./report";

export interface CompareOptions {
  readonly family?: string;
  readonly kind?: string;
  readonly of?: string;
  readonly match?: string;
  readonly category?: Category | "NAMES" | "ASIDE";
  readonly list?: true;
  readonly json?: string;
}

export async function compareCommand(options: CompareOptions): Promise<void> {
  const probes = marked(readGolden(), readLimits()).filter((probe) => isWanted(probe, options));
  const begun = Date.now();
  const results = await compareAll(probes, progress("Compared", probes.length));
  const listed = results.filter((result) => isListed(result, options));
  for (const result of listed) console.log(block(result));
  console.log(table(results));
  const judge = readJudge("probes");
  console.log(
    `${probes.length} statements against Spark ${judge?.spark ?? "?"} in ${((Date.now() - begun) / 1_000).toFixed(1)} s.`,
  );
  const faults = faultsOf(results);
  for (const fault of faults) console.log(`\n${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  if (options.json !== undefined)
    writeFileSync(options.json, results.map((result) => `${line(result)}\n`).join(""));
}

function isWanted(probe: JudgedProbe, { family = "", kind, of, match = "" }: CompareOptions): boolean {
  return (
    probe.family.toLowerCase().startsWith(family.toLowerCase()) &&
    (kind === undefined || probe.kind === kind) &&
    (of === undefined || probe.of === of) &&
    new RegExp(match, "i").test(probe.sql)
  );
}

function isListed(result: Comparison, { category, list }: CompareOptions): boolean {
  if (category === "NAMES") return result.hasOtherNames;
  if (category === "ASIDE") return result.aside !== undefined;
  if (category !== undefined) return result.category === category && result.aside === undefined;
  return list === true && !result.category.startsWith("SAME") && result.aside === undefined;
}

/** Four lines that are easily searched, and an empty one. */
function block({ family, kind, of, sql, category, aside, answer, ours }: Comparison): string {
  const heading = [category, family, kind, of, ...(aside === undefined ? [] : [`set aside: ${aside}`])];
  return [`# ${heading.join(" | ")}`, sql, `S ${printAnswer(answer)}`, `O ${printLocal(ours)}`, ""].join(
    "\n",
  );
}

function line({ family, kind, of, sql, category, aside, hasOtherNames, answer, ours }: Comparison): string {
  return asJson({
    family,
    kind,
    of,
    sql,
    category,
    ...(aside !== undefined && { aside }),
    ...(hasOtherNames && { hasOtherNames }),
    spark: shortAnswer(answer),
    ours: isLocalFailure(ours)
      ? [ours.errorClass, ours.message]
      : [ours.columns.map(({ name, type }) => [name, type]), ours.rows],
  });
}

function shortAnswer(answer: Answer) {
  return isFailure(answer) ? [answer.errorClass, answer.message] : [answer.columns, answer.rows];
}
