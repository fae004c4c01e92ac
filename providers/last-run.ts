import type { ActiveAlert } from "../alerting/which-alert";

/** Row → the name that its alert was to have. */
export type AlertNames = Readonly<Record<string, string>>;

/** A run that ends early leaves alerts behind, and so may the ones after it: as many rows that left are remembered. */
const MOST_LEFT = 500;

/** What the guard's state keeps of the last run: the engine's word, and no row's. */
export interface LastNames {
  /** Rows that it declared; none in the state of a new stack. */
  readonly alerts?: Readonly<Record<string, unknown>>;
  /** The alerts' folder. */
  readonly parentPath?: string;
  /** Of the rows that it declared. The first releases kept none. */
  readonly names?: AlertNames;
  /** Of rows that left before it: their alerts may be there still, as a run can end before it comes to its deletions. */
  readonly left?: AlertNames;
}

/**
 * Which alerts the stack had, as far as a run can know before anything is asked about them: the engine tells of an alert whose
 * row is declared no more only when it deletes that. By their names, which are unique in the folder. In a run of some targets
 * nothing is known.
 */
export class LastRun {
  #folder: string | undefined;
  /** Row → name, of rows that this run declares, too. */
  #own: AlertNames = {};
  #left: AlertNames = {};
  #isKnown = false;

  /** What is known from the state. The answer is what it keeps of this run of those that left. */
  expect(
    { alerts, parentPath, names, left = {} }: LastNames,
    declared: Readonly<Record<string, unknown>>,
  ): AlertNames {
    const isDeclared = (row: string) => Object.hasOwn(declared, row);
    const rows = Object.entries(names ?? {});
    const gone = rows.filter(([row]) => !isDeclared(row));
    const earlier = Object.entries(left).filter(
      ([row]) => !isDeclared(row) && !Object.hasOwn(names ?? {}, row),
    );
    const kept = [...earlier, ...gone].slice(-MOST_LEFT);
    this.#folder = parentPath;
    this.#own = Object.fromEntries(rows.filter(([row]) => isDeclared(row)));
    this.#left = Object.fromEntries(kept);
    this.#isKnown = names !== undefined || alerts === undefined;
    return this.#left;
  }

  /** Whether the stack had the alert, for this very row or for one that left and may be this one under another `alert_id`. */
  had({ definition }: ActiveAlert, alertId: string): boolean {
    const { displayName, parentPath } = definition;
    return (
      parentPath === this.#folder &&
      (this.#own[alertId] === displayName || this.hasLeft(displayName) === true)
    );
  }

  /** Whether an alert of a row that left has this name; `undefined` where the state is of a release that kept no names. */
  hasLeft(displayName: string): boolean | undefined {
    return this.#isKnown ? Object.values(this.#left).includes(displayName) : undefined;
  }

  /** Whether the row left; `undefined` likewise. */
  isLeft(alertId: string): boolean | undefined {
    return this.#isKnown ? Object.hasOwn(this.#left, alertId) : undefined;
  }
}
