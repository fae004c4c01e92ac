import { ApiError } from "../../../databricks/api-error";
import { reasonOf } from "../../../messages/expected-error";

/** Something that no document says, and what the local workspace takes for true. */
interface Question {
  readonly asks: string;
  /** As `Answer.said`. */
  readonly assumed: string;
  /** What lets the local workspace do as an answer says: nothing where it does so by itself, `undefined` where it cannot. */
  readonly switches: (said: string) => string | undefined;
}

const among = (switches: Readonly<Record<string, string>>) => (said: string) => switches[said];
const TOLD = "told";
const NOT_TOLD = "not told";

/** In the order of the report. The switches are those of `npm run workspace`. */
export const QUESTIONS = {
  nameClash: {
    asks: "a second alert of one name in one folder",
    assumed: "refused",
    switches: among({
      refused: "--name-clash error",
      renamed: "--name-clash suffix",
      made: "--name-clash duplicate",
    }),
  },
  trashListed: {
    asks: "whether a listing shows the trash",
    assumed: "no",
    switches: among({ no: "", yes: "--trash-in-list" }),
  },
  trashById: {
    asks: "GET of an alert in the trash",
    assumed: "found, as DELETED",
    switches: among({ "found, as DELETED": "--trash-by-id found", "404": "--trash-by-id gone" }),
  },
  defaults: {
    asks: "defaults that are filled in: empty_result_state, retrigger_seconds, notify_on_ok, pause_status",
    assumed: "none",
    switches: among({ none: "--defaults none", all: "--defaults all" }),
  },
  runAs: {
    asks: "run_as of an alert that names none",
    assumed: "left out",
    switches: among({ "left out": "", "filled in": "--normalise" }),
  },
  parentPath: {
    asks: "an alert in a folder that does not exist",
    assumed: "made",
    switches: among({ made: "", refused: "--check-parent-path" }),
  },
  pageSize: {
    asks: "alerts on a page of a listing that asks for no size",
    assumed: "20",
    switches: (said) => (/^\d+$/.test(said) ? `--page-size ${said}` : undefined),
  },
  maxPageSize: {
    asks: "alerts on a page at most",
    assumed: "100, more is refused",
    switches: (said) => {
      const size = /^(\d+), more is refused$/.exec(said)?.[1];
      return size === undefined ? undefined : `--max-page-size ${size}`;
    },
  },
  nullIsNotNull: {
    asks: "IS_NOT_NULL, and the first row's value is NULL",
    assumed: "OK",
    switches: (said) => `--null-is-not-null ${said}`,
  },
  maxNullIsNotNull: {
    asks: "IS_NOT_NULL of MAX, and every value is NULL",
    assumed: "OK",
    switches: (said) => `--null-aggregate-is-not-null ${said}`,
  },
  nullIsGreater: {
    asks: "a threshold with >, and the first row's value is NULL",
    assumed: "OK",
    switches: (said) => `--null-compared ${said}`,
  },
  ownSubscribers: {
    asks: "an alert task without subscribers, TRIGGERED: those of the alert",
    assumed: TOLD,
    switches: among({ [TOLD]: "", [NOT_TOLD]: "--task-hides-own" }),
  },
  taskSubscribers: {
    asks: "an alert task with subscribers, TRIGGERED: those of the task",
    assumed: TOLD,
    switches: among({ [TOLD]: "", [NOT_TOLD]: "--task-hides-given" }),
  },
  subscribersWhenOk: {
    asks: "an alert task with subscribers, OK: those of the task",
    assumed: NOT_TOLD,
    switches: among({ [NOT_TOLD]: "", [TOLD]: "--task-tells-ok" }),
  },
} as const satisfies Readonly<Record<string, Question>>;

export type QuestionId = keyof typeof QUESTIONS;

/** What a workspace does, seen at alerts that were made for it. */
export interface Answer {
  readonly id: QuestionId;
  /** Left out where it could not be told. */
  readonly said?: string;
  /** More of it, or why it could not be told: without a name or an address, so that it may be shown to anybody. */
  readonly detail?: string;
}

export function answer(id: QuestionId, said: string, detail?: string): Answer {
  return { id, said, ...(detail !== undefined && { detail }) };
}

export function toldOrNot(isTold: boolean): string {
  return isTold ? TOLD : NOT_TOLD;
}

/** It never rejects. The whole reason is for whoever asks, and no part of the report. */
export async function answered(
  ids: readonly QuestionId[],
  question: () => Promise<readonly Answer[]>,
  say: (line: string) => void,
): Promise<readonly Answer[]> {
  try {
    return await question();
  } catch (error) {
    say(`Not told (${ids.join(", ")}): ${reasonOf(error)}`);
    return ids.map((id) => ({ id, detail: refusalOf(error) }));
  }
}

/** `400 RESOURCE_ALREADY_EXISTS`: a message may hold names. */
export function refusalOf(error: unknown): string {
  if (error instanceof ApiError) return [error.status, error.errorCode].filter(Boolean).join(" ");
  return error instanceof Error ? error.name : "failed";
}

/** Whether it is what the local workspace does. */
export function isAssumed({ id, said = "" }: Answer): boolean {
  const atLeast = /^at least (\d+)$/.exec(said)?.[1];
  const { assumed } = QUESTIONS[id];
  return atLeast === undefined ? said === assumed : Number(atLeast) <= Number.parseInt(assumed, 10);
}
