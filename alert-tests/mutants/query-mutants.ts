import { shownUpTo } from "../../messages/words";
import { parseQuery } from "../../sql/parse-query";
import type { TextSpan } from "../../sql/text-span";
import { type Conjunct, conjunctsOf, queryTokens, type Token } from "./query-tokens";

/** A query that is slightly wrong. */
export interface QueryMutant {
  /** `query line 4: usage_unit = 'DBU' dropped` */
  readonly words: string;
  readonly queryText: string;
}

interface Change extends TextSpan {
  readonly put: string;
  /** What was done, without its place. */
  readonly what: string;
}

const STRICTNESS: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const EQUALITY: Readonly<Record<string, string>> = { "=": "!=", "==": "!=", "!=": "=", "<>": "=" };

const AGGREGATES: Readonly<Record<string, string>> = {
  SUM: "AVG",
  AVG: "SUM",
  MIN: "MAX",
  MAX: "MIN",
  MIN_BY: "MAX_BY",
  MAX_BY: "MIN_BY",
  FIRST: "LAST",
  LAST: "FIRST",
};

const UNITS = /^(?:SECOND|MINUTE|HOUR|DAY|WEEK|MONTH|QUARTER|YEAR)S?$/;
/** Functions whose numbers say how far away a day is. */
const SHIFTS = /^(?:DATE_SUB|DATE_ADD|DATEADD|DATE_DIFF|TIMESTAMPADD|ADD_MONTHS)$/;
const CLOCKS = /^(?:CURRENT_DATE|CURRENT_TIMESTAMP|NOW|CURDATE)$/;

/** Every query that differs in one place, and is one all the same. */
export function queryMutants(queryText: string): QueryMutant[] {
  const tokens = queryTokens(queryText);
  const conjuncts = conjunctsOf(tokens);
  const changes = [
    ...conjuncts.map((conjunct) => dropped(queryText, conjunct)),
    ...tokens.flatMap((token, index) => [
      ...comparison(token, around(queryText, tokens, index, conjuncts)),
      ...aggregate(token, tokens, index),
      ...join(token, tokens, index),
      ...length(token, tokens, index),
      ...zone(token),
    ]),
  ];
  const seen = new Map<string, number>();
  return changes.flatMap(({ start, end, put, what }) => {
    const mutated = queryText.slice(0, start) + put + queryText.slice(end);
    if (parseQuery(mutated).outcome !== "query") return [];
    const line = queryText.slice(0, start).split("\n").length;
    const words = `query line ${line}: ${what}`;
    const count = (seen.get(words) ?? 0) + 1;
    seen.set(words, count);
    return [{ words: count === 1 ? words : `${words} (${count})`, queryText: mutated }];
  });
}

function dropped(text: string, { clause, start, end }: Conjunct): Change {
  const what = `${oneLine(text.slice(start, end))} dropped`;
  return { start, end, put: "TRUE", what: clause === "ON" ? `ON ${what}` : what };
}

const MOST_CHARACTERS = 100;

function oneLine(text: string): string {
  return shownUpTo(text.replace(/\s+/g, " ").trim(), MOST_CHARACTERS);
}

/** The condition around a sign; of one in no clause what stands right beside it. */
function around(
  text: string,
  tokens: readonly Token[],
  index: number,
  conjuncts: readonly Conjunct[],
): string {
  const { start, end } = tokens[index] ?? { start: 0, end: 0 };
  const inside = conjuncts.filter((one) => one.start <= start && one.end >= end);
  const shortest = inside.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  return oneLine(
    shortest
      ? text.slice(shortest.start, shortest.end)
      : text.slice(before?.start ?? start, after?.end ?? end),
  );
}

function comparison({ kind, text, start, end }: Token, where: string): Change[] {
  const put = kind === "sign" ? (STRICTNESS[text] ?? EQUALITY[text]) : undefined;
  return put === undefined ? [] : [{ start, end, put, what: `${where}: ${text} made ${put}` }];
}

/** `sum(x)` becomes `avg(x)`, `count(x)` `count(DISTINCT x)`, and the other way round. */
function aggregate({ upper, text, start, end }: Token, tokens: readonly Token[], index: number): Change[] {
  const [open, first] = [tokens[index + 1], tokens[index + 2]];
  if (open?.text !== "(" || first === undefined) return [];
  if (upper === "COUNT") {
    if (first.text === "*" || first.kind === "number") return [];
    if (first.upper === "DISTINCT")
      return [{ start: first.start, end: first.end, put: "", what: `${text}(DISTINCT …) made ${text}(…)` }];
    return [
      {
        start: open.end,
        end: open.end,
        put: "DISTINCT ",
        what: `${text}(${first.text}…) made ${text}(DISTINCT …)`,
      },
    ];
  }
  const put = AGGREGATES[upper];
  return put === undefined ? [] : [{ start, end, put, what: `${text}(${first.text}…) made ${put}` }];
}

function join({ upper, kind, start, end }: Token, tokens: readonly Token[], index: number): Change[] {
  if (kind !== "word") return [];
  const [before, next, afterNext] = [tokens[index - 1]?.upper ?? "", tokens[index + 1], tokens[index + 2]];
  if (upper === "LEFT") {
    const last =
      next?.upper === "JOIN"
        ? next
        : next?.upper === "OUTER" && afterNext?.upper === "JOIN"
          ? afterNext
          : undefined;
    return last
      ? [
          {
            start,
            end: last.end,
            put: "INNER JOIN",
            what: `LEFT JOIN ${tableBehind(tokens, last)} made INNER`,
          },
        ]
      : [];
  }
  const isInner = upper === "INNER" && next?.upper === "JOIN";
  const isPlain =
    upper === "JOIN" && !/^(?:LEFT|RIGHT|FULL|OUTER|INNER|CROSS|SEMI|ANTI|NATURAL)$/.test(before);
  if (!isInner && !isPlain) return [];
  const last = isInner ? next : tokens[index];
  return [
    { start, end: last?.end ?? end, put: "LEFT JOIN", what: `JOIN ${tableBehind(tokens, last)} made LEFT` },
  ];
}

function tableBehind(tokens: readonly Token[], join: Token | undefined): string {
  const from = join ? tokens.indexOf(join) + 1 : tokens.length;
  if (tokens[from]?.text === "(") return "(…)";
  let name = "";
  for (const { kind, text } of tokens.slice(from)) {
    if (text !== "." && name !== "" && !name.endsWith(".")) break;
    if (kind === "sign" && text !== ".") break;
    name += text;
  }
  return name;
}

/** `INTERVAL 7 DAYS`, `date_sub(current_date(), 7)`, `current_date() - 7`: twice and half as much. */
function length({ kind, text, start, end }: Token, tokens: readonly Token[], index: number): Change[] {
  const isText = kind === "text" && /^'\s*\d+\s*[a-z]*\s*'$/i.test(text);
  if (kind !== "number" && !isText) return [];
  if (!isLength(tokens, index, isText)) return [];
  const count = Number(/\d+/.exec(text)?.[0]);
  const unit = tokens[index + 1];
  const shown = `${text}${unit && UNITS.test(unit.upper) ? ` ${unit.text}` : ""}`;
  return [count * 2, Math.floor(count / 2)]
    .filter((other) => other >= 1 && other !== count)
    .map((other) => ({
      start,
      end,
      put: text.replace(/\d+/, String(other)),
      what: `${callAround(tokens, index)}${shown} made ${other}`,
    }));
}

function isLength(tokens: readonly Token[], index: number, isText: boolean): boolean {
  const [before, next] = [tokens[index - 1], tokens[index + 1]];
  const hasUnit = next !== undefined && UNITS.test(next.upper);
  if (before?.upper === "INTERVAL") return hasUnit || isText;
  if (isText) return false;
  if (callAround(tokens, index) !== "") return true;
  // current_date() - 7
  const behindCall = tokens[index - 2]?.text === ")" && tokens[index - 3]?.text === "(";
  const clock = behindCall ? tokens[index - 4] : tokens[index - 2];
  return (before?.text === "-" || before?.text === "+") && clock !== undefined && CLOCKS.test(clock.upper);
}

/** `date_sub ` where the number is an argument of such a function itself. */
function callAround(tokens: readonly Token[], index: number): string {
  const depth = tokens[index]?.depth ?? 0;
  const open = tokens
    .slice(0, index)
    .findLastIndex((token) => token.text === "(" && token.depth === depth - 1);
  const name = tokens[open - 1];
  return name && SHIFTS.test(name.upper) ? `${name.text} ` : "";
}

function zone({ kind, text, start, end }: Token): Change[] {
  const name = kind === "text" ? text.slice(1, -1) : "";
  const isZone = /^[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+$/.test(name) && !/^Etc\/(?:UTC|GMT)$/.test(name);
  return isZone ? [{ start, end, put: "'UTC'", what: `time zone ${name} made UTC` }] : [];
}
