import { conditionOf, directionOf } from "../../alerting/condition";
import type { Aggregation } from "../../alerting/definition";
import { shownText, someOf } from "../../messages/words";
import type { Evidence } from "../gather-evidence";
import { conditionPhrases } from "../../alerting/condition-text";
import { asksNewly, noLongerRead, type Reading, readingOf } from "./disarmed-query";
import type { DefinitionSides, Disarming } from "./disarmings";
import { isSettled } from "./fires-less";
import { holdsFor, loosened } from "./loosened";

/** What a change of the query, of what is compared and of the condition takes from the alert, by their texts. */
export function watchesLess({ before, after }: DefinitionSides, evidence: Evidence): Disarming[] {
  const [was, is] = [readingOf(before), readingOf(after)];
  const isSameQuery =
    before.queryText === after.queryText || (was !== undefined && was.meaning === is?.meaning);
  const isSameFigure =
    isSameQuery && JSON.stringify(before.evaluation.source) === JSON.stringify(after.evaluation.source);
  const settled = isSettled(evidence);
  const found = isSameFigure
    ? []
    : [...readsLess({ before, after }, was, is), ...otherFigure({ before, after }, settled)];
  return [
    ...found,
    ...(isSameFigure || found.length > 0 ? [] : openQuestions(was, is, settled)),
    ...outOfReach({ before, after }, evidence, settled),
  ];
}

/** The replay settles what a query comes to, but for what the clock will make of it. */
function openQuestions(was: Reading | undefined, is: Reading | undefined, settled: boolean): Disarming[] {
  const rule = "change/cannot-tell";
  if (!settled) {
    const message = "What it compares is another: nothing here shows whether it still fires for what it did.";
    return [{ rule, message, isSlight: true }];
  }
  if (is === undefined || !asksNewly("parts", was, is)) return [];
  const message =
    "Its query asks for the time in another way: the replay shows the days behind, and none to come.";
  return [{ rule, message, isSlight: true }];
}

function readsLess(sides: DefinitionSides, was: Reading | undefined, is: Reading | undefined): Disarming[] {
  const rule = "change/reads-less";
  if (is === undefined) {
    const message =
      was === undefined || was.tables.length === 0
        ? "What its query reads cannot be told here."
        : `Whether its query still reads ${tables(was.tables)} cannot be told here.`;
    return [{ rule, message, isDoubtful: true }];
  }
  const gone = was === undefined ? [] : noLongerRead(was, is);
  const found: Disarming[] = [];
  if (gone.length > 0) {
    const message =
      is.tables.length === 0
        ? `Its query reads no table any more; it read ${tables(gone)}.`
        : `Its query no longer reads ${tables(gone)}.`;
    found.push({ rule, message });
  }
  const fixed = is.fixed.filter((table) => !was?.fixed.includes(table));
  if (fixed.length > 0) {
    const message = `Of ${tables(fixed)} its query reads one version only, or a share of the rows.`;
    found.push({ rule, message, isDoubtful: true });
  }
  if (is.emptyParts > (was?.emptyParts ?? 0)) {
    found.push({
      rule,
      message: "A part of its query gives no row, whatever the data: its condition or its LIMIT takes all.",
    });
  }
  const isNew = is.constant !== undefined && was?.constant === undefined;
  if (isNew && !holdsFor(is.constant ?? null, conditionOf(sides.after))) {
    const value = is.constant === null ? "NULL" : shownText(String(is.constant));
    found.push({
      rule: "change/never-fires",
      message: `What it compares is ${value} in every row, for which its condition never holds.`,
    });
  }
  if (asksNewly("clocks", was, is)) {
    found.push({
      rule: "change/cannot-tell",
      message:
        "Its query compares the clock with a time that is written out: what it does behind that nothing here shows.",
      isDoubtful: true,
    });
  }
  if (asksNewly("ends", was, is)) {
    found.push({
      rule: "change/cannot-tell",
      message:
        "Its query holds the data to a time that is written out: what it does with later data nothing here shows.",
      isDoubtful: true,
    });
  }
  return found;
}

/** Of the same rows the one is never more than the next. */
const RANKS: readonly (readonly Aggregation[])[] = [["MIN"], ["AVG", "MEDIAN"], ["MAX"], ["SUM"]];

function otherFigure({ before, after }: DefinitionSides, settled: boolean): Disarming[] {
  if (settled || JSON.stringify(before.evaluation.source) === JSON.stringify(after.evaluation.source))
    return [];
  const [was, is] = [conditionOf(before), conditionOf(after)];
  const [old, current] = [was, is].map((condition) => shownText(conditionPhrases(condition).subject));
  const [from, to] = [was, is].map(({ aggregation }) =>
    RANKS.findIndex((rank) => rank.some((one) => one === aggregation)),
  );
  const direction = directionOf(is);
  const isUp = direction === "up";
  const isRanked = from !== undefined && to !== undefined && from >= 0 && to >= 0 && was.column === is.column;
  const isLess = isRanked && (isUp ? to < from : direction === "down" && to > from);
  return [
    isLess
      ? {
          rule: "change/out-of-reach",
          message: `It compares the ${current}, and compared the ${old}, which is at least as ${isUp ? "high" : "low"}.`,
        }
      : {
          rule: "change/cannot-tell",
          message: `It compares ${current}, and compared ${old}: whether it fires for what it did cannot be told.`,
          isDoubtful: true,
        },
  ];
}

function outOfReach({ before, after }: DefinitionSides, { now }: Evidence, settled: boolean): Disarming[] {
  const found = loosened(conditionOf(before), conditionOf(after), now.after?.value);
  if (found === undefined) return [];
  const { extent, message } = found;
  const rule = extent === "few" ? "change/fires-less" : "change/out-of-reach";
  if (extent === "few" || settled) return [{ rule, message, isSlight: true }];
  return [extent === "some" ? { rule, message, isDoubtful: true } : { rule, message }];
}

function tables(names: readonly string[]): string {
  return someOf(names.map((name) => shownText(name)));
}
