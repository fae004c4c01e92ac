import { SqlTimeoutError } from "../../databricks/sql-statement-error";
import { type Guards, withoutGuards } from "../../alerting/authored-alert";
import { withGuards } from "../../review/evaluate/guards";
import { type Judgement, judge } from "../../review/evaluate/judge";
import { comparesAggregates, type EvaluatedAlert } from "../../review/evaluate/wrapper-query";
import { isTold, toldThen } from "../../review/replay/summarise";
import { messageText, type MessageText, showsResult } from "../../review/words/message-words";
import type { AlertTest, TestCase } from "../files/read-test-file";
import { plainText } from "../fixtures/cell-sql";
import type { FixtureQuery } from "../fixtures/fixture-query";
import type { TestedAlert } from "../tested-alerts";
import type { Answer, ResultRow, SituationAsker } from "./ask-situations";
import { type Mismatch, mismatches } from "./mismatches";

/** What came of one evaluation. */
export interface Got extends Judgement {
  /** The channels that hear of it, in the row's order. */
  readonly told: readonly string[];
  /** Left out where nobody is told. */
  readonly message?: MessageText;
  /** The first rows that the query gave, where somebody needs them. */
  readonly rows?: readonly ResultRow[];
}

export interface CaseResult {
  readonly case: TestCase;
  /** Left out where it could not be asked for. */
  readonly answer?: Answer;
  readonly got: Got;
  /** None where it is as expected. */
  readonly mismatches: readonly Mismatch[];
}

/** What came of a file's tests: its cases, then its timeline. */
export interface TestResult {
  readonly test: AlertTest;
  readonly cases: readonly CaseResult[];
}

/** A failure shows so many of the query's rows. */
const SHOWN_ROWS = 10;
/** A message has so many of them. */
const MESSAGE_ROWS = 100;

/** Runs all tests. */
export async function runTests(tests: readonly AlertTest[], asker: SituationAsker): Promise<TestResult[]> {
  const asked = tests.flatMap((test) => {
    const { query } = test;
    return "reason" in query
      ? []
      : [...test.cases, ...test.timeline].map((one) => ({ ...askedOf(test, query, one), one }));
  });
  const answers = new Map((await asker.answers(asked)).map((answer, index) => [asked[index]?.one, answer]));
  return Promise.all(
    tests.map(async (test) => {
      const { authored } = test.tested.alert;
      const judgements = judgedAll(test, authored, (one) => answers.get(one));
      const results: CaseResult[] = [];
      for (const one of test.cases)
        results.push(await caseResult(test, one, answers.get(one), judgements.get(one), undefined, asker));
      let toldAt: Date | undefined;
      for (const step of test.timeline) {
        const judgement = judgements.get(step);
        const result = await caseResult(test, step, answers.get(step), judgement, toldAt, asker);
        results.push(result);
        toldAt = toldThen(result.got.state, step.situation.clock, result.got.told.length > 0, toldAt);
      }
      return { test, cases: results };
    }),
  );
}

/** Whether with these answers, and with another condition, a test would fail: by its state, its value or who is told. */
export function wouldFail(
  { tested, cases, timeline }: Pick<AlertTest, "tested" | "cases" | "timeline">,
  alert: EvaluatedAlert,
  answerOf: (one: TestCase) => Answer | undefined,
): boolean {
  const isOther = ({ expected, situation }: TestCase, judgement: Judgement, toldAt: Date | undefined) => {
    const told = toldOf(tested, judgement, situation.clock, toldAt);
    return { told, isOther: mismatches(expected, { ...judgement, told }, false).length > 0 };
  };
  const judgements = judgedAll({ cases, timeline }, { ...tested.alert.authored, ...alert }, answerOf);
  const judgementOf = (one: TestCase) => judgements.get(one) ?? notAsked("");
  if (cases.some((one) => isOther(one, judgementOf(one), undefined).isOther)) return true;
  let toldAt: Date | undefined;
  for (const step of timeline) {
    const judgement = judgementOf(step);
    const outcome = isOther(step, judgement, toldAt);
    if (outcome.isOther) return true;
    toldAt = toldThen(judgement.state, step.situation.clock, outcome.told.length > 0, toldAt);
  }
  return false;
}

/**
 * The states of all cases and steps. The steps of a timeline are checks, one behind the other; a case is one by itself, and says
 * what the condition alone does: what was before it nobody knows.
 */
function judgedAll(
  { cases, timeline }: Pick<AlertTest, "cases" | "timeline">,
  alert: EvaluatedAlert & Guards,
  answerOf: (one: TestCase) => Answer | undefined,
): ReadonlyMap<TestCase, Judgement> {
  const checkOf = (one: TestCase) => ({
    ...judged(alert, answerOf(one)),
    at: one.situation.clock,
    isSilenced: one.isSilenced,
  });
  const alone = withoutGuards(alert, ["firesFor"]);
  const ofCases = cases.map((one) => [one, withGuards(alone, [checkOf(one)])[0]] as const);
  const steps = withGuards(alert, timeline.map(checkOf));
  const all = [...ofCases, ...timeline.map((step, index) => [step, steps[index]] as const)];
  return new Map(all.flatMap(([one, check]) => (check ? [[one, check]] : [])));
}

function askedOf({ tested }: AlertTest, query: FixtureQuery, { situation }: TestCase) {
  return { alert: tested.alert.authored, query, situation };
}

async function caseResult(
  test: AlertTest,
  one: TestCase,
  answer: Answer | undefined,
  said: Judgement | undefined,
  toldAt: Date | undefined,
  asker: SituationAsker,
): Promise<CaseResult> {
  const { tested, query } = test;
  const judgement = "reason" in query ? notAsked(query.reason) : (said ?? notAsked("it was not asked for"));
  const told = toldOf(tested, judgement, one.situation.clock, toldAt);
  const known = { case: one, ...(answer && { answer }) };
  const rowsOf = async (most: number) =>
    "reason" in query ? [] : asker.rows(askedOf(test, query, one), most);
  const { subject, body } = one.expected;
  const needsResult =
    (subject ?? body) !== undefined && told.length > 0 && showsResult(tested.alert.authored);
  const rows = needsResult ? await rowsOf(MESSAGE_ROWS) : undefined;
  const message = told.length > 0 ? { message: messageOf(tested, judgement, rows) } : {};
  const got: Got = { ...judgement, told, ...message };
  const found = mismatches(one.expected, got);
  if (found.length === 0) return { ...known, got, mismatches: [] };
  const shown = (rows ?? (await rowsOf(SHOWN_ROWS + 1))).slice(0, SHOWN_ROWS + 1);
  return { ...known, got: { ...got, rows: shown }, mismatches: found };
}

/** The state by the service's rules; that of a query which fails is ERROR. */
export function judged(alert: EvaluatedAlert, answer: Answer | undefined): Judgement {
  if (answer === undefined || "row" in answer) return judge(alert, answer?.row);
  const { failed } = answer;
  if (failed instanceof SqlTimeoutError) return notAsked("the query had not ended in time and was cancelled");
  return failed.notTried === undefined
    ? { state: "ERROR", isEmptyResult: false, error: failed.message }
    : notAsked(failed.message);
}

function notAsked(error: string): Judgement {
  return { state: "UNKNOWN", isEmptyResult: false, error };
}

/** Every channel of the row hears of what is told at all. */
function toldOf({ alert, channels }: TestedAlert, { state }: Judgement, at: Date, toldAt: Date | undefined) {
  const { notification } = alert.authored.evaluation;
  return isTold(state, at, toldAt, { ...notification, subscriptions: channels }) ? channels : [];
}

function messageOf(
  { alert: { authored: definition } }: TestedAlert,
  { state, value }: Judgement,
  rows: readonly ResultRow[] = [],
): MessageText {
  // With an aggregation a message has one row, which holds the aggregated value alone.
  const { name } = definition.evaluation.source;
  const ofMessage = comparesAggregates(definition) ? [{ [name]: value ?? "" }] : rows;
  const names = Object.keys(ofMessage[0] ?? {});
  return messageText(definition, {
    state,
    ...(value !== undefined && { value }),
    result: {
      columns: names.map((column) => ({ name: column, type: "" })),
      rows: ofMessage.map((row) =>
        Object.fromEntries(names.map((column) => [column, cellText(row[column])])),
      ),
    },
  });
}

/** A cell as people read it; of NULL nothing. */
export function cellText(cell: unknown): string {
  return cell === null || cell === undefined ? "" : plainText(cell);
}
