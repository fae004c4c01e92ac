import { comparesAggregates, type EvaluatedAlert } from "../../review/evaluate/wrapper-query";
import { parseQuery } from "../../sql/parse-query";
import { hasAlwaysARow } from "../../sql/result-rows";
import { selectScopes } from "../../sql/select-scopes";
import type { PlacedFault } from "../../rows/packs/yaml-file";
import { unknownName } from "../fixtures/cell-sql";
import type { AlertTest, TestCase } from "../files/read-test-file";
import { fixtureQuery, type FixtureQuery } from "../fixtures/fixture-query";
import type { Answer, SituationAsker } from "../run/ask-situations";
import { type TestResult, wouldFail } from "../run/evaluate-cases";
import { conditionMutants, type KnownResults } from "./condition-mutants";
import { queryMutants } from "./query-mutants";

/** An alert that is slightly wrong, and whether a test fails for it. */
export interface Mutant {
  /** `query line 4: usage_unit = 'DBU' dropped` */
  readonly words: string;
  readonly isNoticed: boolean;
  /** Why no test can notice it, by the file's own word. */
  readonly because?: string;
}

export interface MutantResult {
  readonly test: AlertTest;
  /** Of one whose tests fail as it is, or that cannot be tested, none. */
  readonly mutants: readonly Mutant[];
  /** Marks that mean no mutant, or one that is noticed. */
  readonly faults: readonly PlacedFault[];
}

/** Makes every alert slightly wrong, in each place by itself, and looks whether its tests notice. */
export async function runMutants(
  results: readonly TestResult[],
  asker: SituationAsker,
): Promise<MutantResult[]> {
  return Promise.all(
    results.map(async (result) => {
      const mutants = await mutantsOf(result, asker);
      const { test } = result;
      const marked = mutants.map((mutant) => {
        const mark = test.equivalent.find((one) => isMarked(mutant, one.mutant));
        return { ...mutant, ...(mark && !mutant.isNoticed && { because: mark.because }) };
      });
      return { test, mutants: marked, faults: mutants.length > 0 ? uselessMarks(test, mutants) : [] };
    }),
  );
}

/** How many of the mutants that can be noticed are. */
export function noticedOf(mutants: readonly Mutant[]): { readonly noticed: number; readonly all: number } {
  const counted = mutants.filter(({ because }) => because === undefined);
  return { noticed: counted.filter(({ isNoticed }) => isNoticed).length, all: counted.length };
}

async function mutantsOf({ test, cases }: TestResult, asker: SituationAsker): Promise<Mutant[]> {
  const { query, tested } = test;
  if ("reason" in query || cases.some(({ mismatches }) => mismatches.length > 0)) return [];
  const { authored: definition } = tested.alert;
  const known = new Map(cases.map(({ case: one, answer }) => [one, answer]));
  const ofCondition = conditionMutants(definition, knownResults(test, cases)).map(
    async ({ words, evaluation, isAskedAnew }) => {
      const alert = { queryText: definition.queryText, evaluation };
      const answers = isAskedAnew ? await answersOf(test, alert, query, asker) : known;
      return { words, isNoticed: wouldFail(test, alert, (one) => answers.get(one)) };
    },
  );
  const ofQuery = queryMutants(definition.queryText).flatMap(({ words, queryText }) => {
    const mutated = fixtureQuery(queryText);
    // One that reads the clock or a table where none can be set is another query, and no small mistake.
    return "reason" in mutated ? [] : [{ words, queryText, mutated }];
  });
  const asked = ofQuery.map(async ({ words, queryText, mutated }) => {
    const alert = { queryText, evaluation: definition.evaluation };
    const answers = await answersOf(test, alert, mutated, asker);
    return { words, isNoticed: wouldFail(test, alert, (one) => answers.get(one)) };
  });
  return Promise.all([...ofCondition, ...asked]);
}

async function answersOf(
  { cases, timeline }: AlertTest,
  alert: EvaluatedAlert,
  query: FixtureQuery,
  asker: SituationAsker,
): Promise<ReadonlyMap<TestCase, Answer | undefined>> {
  const all = [...cases, ...timeline];
  const answers = await asker.answers(all.map(({ situation }) => ({ alert, query, situation })));
  return new Map(all.map((one, index) => [one, answers[index]]));
}

function knownResults({ tested }: AlertTest, cases: TestResult["cases"]): KnownResults {
  const { authored: definition } = tested.alert;
  const parsed = parseQuery(definition.queryText);
  const scopes = parsed.outcome === "query" ? selectScopes(parsed.query) : [];
  const results = scopes.filter(({ isResult }) => isResult);
  const hasARow = parsed.outcome === "query" && hasAlwaysARow(parsed.query, results);
  const values = cases.flatMap(({ got }) => (typeof got.value === "number" ? [got.value] : []));
  return {
    areWhole: values.every((value) => Number.isInteger(value)),
    canBeEmpty: !comparesAggregates(definition) && !hasARow,
  };
}

/** By all its words, or by those behind its place: lines move. */
function isMarked({ words }: Pick<Mutant, "words">, mark: string): boolean {
  return words === mark || withoutPlace(words) === withoutPlace(mark);
}

function withoutPlace(words: string): string {
  return words.replace(/^query line \d+: /, "query: ");
}

function uselessMarks({ equivalent }: AlertTest, mutants: readonly Mutant[]): PlacedFault[] {
  return equivalent.flatMap(({ mutant: mark, place }) => {
    const meant = mutants.filter((mutant) => isMarked(mutant, mark));
    if (meant.length === 0) {
      const words = mutants.map(({ words: known }) => known);
      return [{ ...place, rule: `there is ${unknownName("mutant", `"${mark}"`, words)}` }];
    }
    const isUseless = meant.every(({ isNoticed }) => isNoticed);
    return isUseless ? [{ ...place, rule: `"${mark}" is noticed: take the mark away` }] : [];
  });
}
