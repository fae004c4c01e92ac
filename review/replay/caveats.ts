import { counted, shownText, someOf } from "../../messages/words";
import { moment } from "../words/figures";
import type { ReplayedAlert } from "./replay";
import type { ReplayedEvaluations } from "./replayed-evaluations";

/** What the reader should know before they trust a replay, in a sentence each. */
export function caveatsOf(
  { schedule }: ReplayedAlert,
  replayed: ReplayedEvaluations,
  timeTravel: boolean,
): string[] {
  const isFlat = replayed.reads === "no clock" && !timeTravel;
  return [
    ...(isFlat
      ? ["The query does not read the clock: with data as known today it gives the same at each moment."]
      : []),
    ...(isFlat ? [] : rowsText(replayed)),
    ...errorsText(replayed),
    ...openText(replayed),
    ...scoreText(replayed),
    ...silenceText(replayed),
    ...(schedule.pauseStatus === "PAUSED"
      ? ["The alert is paused: this is what it would do if it were not."]
      : []),
  ];
}

function rowsText({ bounds }: ReplayedEvaluations): string[] {
  const { unbounded = [], dates = [] } = bounds ?? {};
  return [
    ...(unbounded.length === 0
      ? []
      : [
          `${listed(unbounded)} ${unbounded.length === 1 ? "is" : "are"} read with all rows of today at each moment, those ` +
            "that came later as well: the query does not show when a row came.",
        ]),
    ...(dates.length === 0
      ? []
      : [`A row counts all day long by its ${listed(dates)}: a date does not say at what time it came.`]),
  ];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The words of the first one stand for all. */
function errorsText({ evaluations }: ReplayedEvaluations): string[] {
  const errors = evaluations.filter(({ state }) => state === "ERROR");
  const [first] = errors;
  if (first === undefined) return [];
  const count = errors.length === 1 ? "1 evaluation ends" : `${errors.length} evaluations end`;
  return [`${count} in ERROR, the first at ${at(first.at)}: ${firstLine(first.error ?? "")}`];
}

function openText({ open, failure }: ReplayedEvaluations): string[] {
  const [first] = open;
  if (first === undefined || failure === undefined) return [];
  return [
    `${counted(open.length, "run")} could not be evaluated, the first at ${at(first)}: the query fails at some of them ` +
      `(${firstLine(failure)}), and to ask for each alone would take too many statements.`,
  ];
}

/** They count as OK, since nobody was told. */
function silenceText({ hidden }: ReplayedEvaluations): string[] {
  if (hidden === undefined) return [];
  const one = hidden.at.length === 1;
  return [
    `${counted(hidden.at.length, "firing")} besides ${one ? "is" : "are"} hidden by silences (${someOf(hidden.silenceIds.map((id) => shownText(id)))}): ` +
      `${one ? "it counts" : "they count"} as OK.`,
  ];
}

const NEAR = 0.1;

/** What the threshold holds back, what people said of that, and what a lower and a higher one would. */
function scoreText({ score }: ReplayedEvaluations): string[] {
  if (score === undefined) return [];
  const { atLeast, firings, failure } = score;
  if (failure !== undefined)
    return [`The score could not be asked, so that nothing is held back here: ${firstLine(failure)}`];
  const below = (limit: number) => firings.filter((firing) => firing.score !== null && firing.score < limit);
  const heldBack = below(atLeast);
  const others = [atLeast - NEAR, atLeast + NEAR]
    .map((limit) => Math.round(limit * 100) / 100)
    .filter((limit) => limit > 0 && limit <= 1)
    .map((limit) => `${below(limit).length} below ${limit}`);
  if (firings.length === 0) return ["There is no firing that the score could hold back."];
  return [
    `The score holds back ${heldBack.length} of ${counted(firings.length, "firing")}, those below ${atLeast}; ` +
      `it would be ${others.join(" and ")}.${judgedText(heldBack)}`,
  ];
}

function judgedText(heldBack: NonNullable<ReplayedEvaluations["score"]>["firings"]): string {
  const judged = heldBack.filter(({ feedback }) => feedback !== undefined);
  const justified = judged.filter(({ feedback }) => feedback === "TRUE_POSITIVE");
  if (heldBack.length === 0) return "";
  if (judged.length === 0) return " Nobody has judged any of those that it holds back.";
  const which = justified.length === 0 ? "" : ` (${listed(justified.map((firing) => at(firing.at)))})`;
  return ` Of those that it holds back ${judged.length} ${judged.length === 1 ? "was" : "were"} judged, ${justified.length} as justified${which}.`;
}

function at(time: Date): string {
  return moment(time.toISOString());
}

/** Of a message that may go on with the text of the query. */
export function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? "";
}
