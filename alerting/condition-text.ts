import { shownValue } from "../messages/words";
import { quoteIdentifier } from "../sql/quoting";
import { type Comparand, type Condition, directionOf } from "./condition";
import { checksAsked, type Guards } from "./authored-alert";
import { aggregationWords, operatorWords, signOf } from "./fields/condition";

/** The line that says the condition; `undefined` for one that no line can say, such as one that was chosen by hand. */
export function conditionLine(condition: Condition): string | undefined {
  const { column, aggregation, operator: word, threshold: limit, firesFor, clearsAt } = condition;
  const sign = signOf(word);
  const compared = limit === undefined ? "" : comparedText(limit);
  if (sign === undefined || compared === undefined) return undefined;
  const name = nameText(column);
  const watched = aggregation === undefined ? name : `${aggregation}(${name})`;
  const often =
    firesFor === undefined
      ? ""
      : firesFor.times === firesFor.checks
        ? ` ${firesFor.times} in a row`
        : ` in ${firesFor.times} of the last ${firesFor.checks} checks`;
  const clears =
    clearsAt === undefined
      ? ""
      : `, clears ${directionOf(condition) === "up" ? "below" : "above"} ${clearsAt}`;
  return `${watched} ${sign}${compared === "" ? "" : ` ${compared}`}${often}${clears}`;
}

function nameText(column: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(column) ? column : quoteIdentifier(column);
}

function comparedText(limit: NonNullable<Condition["threshold"]>): string | undefined {
  if (typeof limit !== "object") return valueText(limit);
  if ("from" in limit) return `${limit.from} AND ${limit.to}`;
  if ("values" in limit) return `(${limit.values.map(valueText).join(", ")})`;
  return limit.aggregation === undefined ? nameText(limit.name) : undefined;
}

function valueText(value: Comparand): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value).toUpperCase();
}

/** When it fires, in the words of people: `average of cost` `is above` `100` ` in 3 of the last 5 checks`. */
export interface ConditionPhrases {
  readonly subject: string;
  readonly phrase: string;
  readonly threshold?: string;
  /** How often it must hold, and when a firing alert is well again. */
  readonly often?: string;
}

export function conditionPhrases(condition: Condition): ConditionPhrases {
  const { column, aggregation, operator, threshold, firesFor, clearsAt } = condition;
  const often = [
    ...(firesFor ? [firesForWords(firesFor)] : []),
    ...(clearsAt === undefined
      ? []
      : [`until it is ${directionOf(condition) === "up" ? "below" : "above"} ${clearsAt}`]),
  ].join(", ");
  return {
    subject: aggregation === undefined ? column : `${aggregationWords(aggregation)} ${column}`,
    phrase: operatorWords(operator),
    ...(threshold !== undefined && { threshold: thresholdWords(threshold) }),
    ...(often !== "" && { often }),
  };
}

/** In one sentence: `pct is above 80 in 3 of the last 5 checks`. */
export function conditionText(condition: Condition): string {
  const { subject, phrase, threshold, often } = conditionPhrases(condition);
  return [subject, phrase, threshold, often].filter((part) => part !== undefined).join(" ");
}

function firesForWords({ times, checks }: NonNullable<Condition["firesFor"]>): string {
  return times === checks ? `in ${times} checks in a row` : `in ${times} of the last ${checks} checks`;
}

function thresholdWords(threshold: NonNullable<Condition["threshold"]>): string {
  if (typeof threshold !== "object")
    return typeof threshold === "string" ? shownValue(threshold) : String(threshold);
  if ("from" in threshold) return `${threshold.from} and ${threshold.to}`;
  if ("values" in threshold) return threshold.values.map(thresholdWords).join(", ");
  return threshold.aggregation === undefined
    ? threshold.name
    : `${aggregationWords(threshold.aggregation)} ${threshold.name}`;
}

/** What holds a firing back besides the condition, and what it costs to ask: a few words each. */
export function guardWords(alert: Guards): string[] {
  const { silencedUntil, silences, score } = alert;
  const checks = checksAsked(alert);
  return [
    ...(checks > 1 ? [`asks its query for ${checks} checks each time: ${checks} × the rows`] : []),
    ...(silencedUntil === undefined ? [] : [`quiet until ${silencedUntil}`]),
    ...(silences ? ["quiet by rows of alert_silences"] : []),
    ...(score ? [`held back where ${score.function.replaceAll("`", "")} is below ${score.atLeast}`] : []),
  ];
}

/** The words of a value that only the author of a row has, or of a number that JSON has as a text; `undefined` for any other. */
export function authoredValueWords(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const {
    times,
    checks,
    from,
    to,
    values,
    function: scored,
    atLeast,
    view,
    doubleValue,
  }: Readonly<Record<string, unknown>> = { ...value };
  if (typeof times === "number" && typeof checks === "number") return firesForWords({ times, checks });
  if (typeof from === "number" && typeof to === "number") return `${from} and ${to}`;
  if (Array.isArray(values)) return values.map((one) => String(one)).join(", ");
  if (typeof scored === "string") return `${scored.replaceAll("`", "")} at least ${String(atLeast)}`;
  if (typeof doubleValue === "string") return doubleValue;
  return typeof view === "string" ? view.replaceAll("`", "") : undefined;
}
