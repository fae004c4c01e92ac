import { createInterface, type Interface } from "node:readline/promises";
import { DOMAINS, SEVERITIES } from "../../alerting/tables/allowed-values";
import type { AlertRow } from "../../alerting/tables/alert-configurations";
import { ExpectedError } from "../../messages/expected-error";
import { groupBy } from "../../messages/group-by";
import { counted, shownText, shownUpTo, shownValue } from "../../messages/words";
import type { DraftRow } from "./draft-rows";
import { BLANK } from "./row-of-alert";

/** Where questions are shown and answered. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** What is asked, and the words that an answer is one of; whoever answers for an alert is called as people like. */
const QUESTIONS = [
  { column: "agent_domain", words: DOMAINS },
  { column: "severity", words: SEVERITIES },
  { column: "owner", words: [] },
] as const;

type Question = (typeof QUESTIONS)[number];
type Answers = Partial<Pick<AlertRow, Question["column"]>>;

const HEAD = `What no alert says of itself is asked once a folder. Enter takes what stands in [ ]; without it, or with ${BLANK}, a cell is left blank.`;

/**
 * Asks for the cells that are blank, once for all alerts of a folder, with what most of its others have as the proposal.
 *
 * @returns the rows with what was answered; what was not stays blank
 * @throws ExpectedError where it was ended by Ctrl+C
 */
export async function askBlanks(
  rows: readonly DraftRow[],
  { input, output }: Terminal,
): Promise<readonly DraftRow[]> {
  const isAsked = ({ blanks }: DraftRow) => QUESTIONS.some(({ column }) => blanks.has(column));
  if (!rows.some(isAsked)) return rows;
  const dialogue = new Dialogue(createInterface({ input, output }));
  const answers = new Map<DraftRow, Answers>();
  output.write(`${HEAD}\n`);
  try {
    for (const [folder, group] of groupBy(rows, ({ alert }) => alert.definition.parentPath)) {
      for (const question of QUESTIONS) {
        const unsure = group.filter(({ blanks }) => blanks.has(question.column));
        const answer = unsure.length === 0 ? "" : await dialogue.ask(question, folder, unsure, group);
        if (answer === "") continue;
        for (const row of unsure) answers.set(row, { ...answers.get(row), [question.column]: answer });
      }
    }
  } finally {
    dialogue.close();
  }
  return rows.map((row) => withAnswers(row, answers.get(row) ?? {}));
}

class Dialogue {
  readonly #lines: Interface;
  /** By Ctrl+D: nothing more is asked. By Ctrl+C: nothing is written. */
  readonly #end = new AbortController();

  constructor(lines: Interface) {
    this.#lines = lines;
    lines.once("SIGINT", () => this.#end.abort(new ExpectedError("Ended by Ctrl+C. Nothing was written.")));
    lines.once("close", () => this.#end.abort());
  }

  /** Until the answer is one; empty for none. */
  async ask(
    { column, words }: Question,
    folder: string,
    unsure: readonly DraftRow[],
    group: readonly DraftRow[],
  ): Promise<string> {
    const proposed = mostCommon(
      group.filter(({ blanks }) => !blanks.has(column)).map(({ raw }) => raw[column]),
    );
    const choice = words.length === 0 ? "" : ` ${words.join(", ")}`;
    const text = `${column} of ${named(unsure)} in ${shownText(folder || "no folder")}?${choice}${proposed === "" ? "" : ` [${shownText(proposed)}]`} `;
    for (;;) {
      const given = (await this.#question(text)) || proposed;
      if (given === "" || given === BLANK) return "";
      if (words.length === 0) return given;
      const word = words.find((one) => one === given.toUpperCase());
      if (word !== undefined) return word;
    }
  }

  close(): void {
    this.#lines.close();
  }

  /** What was typed, or a blank where nothing is asked any more. */
  async #question(text: string): Promise<string> {
    const { signal } = this.#end;
    if (signal.aborted) return this.#ended();
    try {
      return (await this.#lines.question(text, { signal })).trim();
    } catch (error) {
      if (!signal.aborted) throw error;
      return this.#ended();
    }
  }

  #ended(): typeof BLANK {
    const reason: unknown = this.#end.signal.reason;
    if (reason instanceof ExpectedError) throw reason;
    return BLANK;
  }
}

/** `3 alerts ("Daily cost", "Tags" and 1 more)`. */
function named(rows: readonly DraftRow[]): string {
  const shown = rows
    .slice(0, MOST_NAMES)
    .map(({ alert }) => shownUpTo(shownValue(alert.definition.displayName), MOST_CHARACTERS));
  const more = rows.length > shown.length ? ` and ${rows.length - shown.length} more` : "";
  return `${counted(rows.length, "alert")} (${shown.join(", ")}${more})`;
}

const MOST_NAMES = 3;
const MOST_CHARACTERS = 40;

/** Empty where there is none, or two are as common. */
function mostCommon(cells: readonly unknown[]): string {
  const counts = [...groupBy(cells, String)].map(([cell, { length }]) => ({ cell, length }));
  const [first, second] = counts.sort((a, b) => b.length - a.length);
  return first !== undefined && first.length > (second?.length ?? 0) ? first.cell : "";
}

function withAnswers(row: DraftRow, answers: Answers): DraftRow {
  const { raw, planned, blanks } = row;
  return {
    ...row,
    raw: { ...raw, ...answers },
    planned: { ...planned, row: { ...planned.row, ...answers } },
    blanks: new Map([...blanks].filter(([column]) => !(column in answers))),
  };
}
