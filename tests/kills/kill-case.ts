/** What a life of a few rows consists of. */
export const PHASES = ["up", "change", "destroy"] as const;
export type Phase = (typeof PHASES)[number];

export const VICTIMS = ["engine", "provider", "workspace"] as const;
export type Victim = (typeof VICTIMS)[number];

/** Around the work of a call: nothing is done; done and nobody knows; the answer is out and the state is not written. */
export const MOMENTS = ["before", "after-work", "after-answer"] as const;
export type Moment = (typeof MOMENTS)[number];

/** One SIGKILL at one moment of one call of one run. */
export interface KillCase {
  readonly phase: Phase;
  /** Of the calls that the workspace gets in that run, the first being 0. */
  readonly position: number;
  readonly moment: Moment;
  readonly victim: Victim;
}

export function describeCase({ phase, position, moment, victim }: KillCase): string {
  return `${victim} killed ${moment} call ${position} of ${phase}`;
}

/** How many calls each run of a life sends. */
export type CallCounts = Readonly<Record<Phase, number>>;

/** Every moment of every call, for each who can be killed there. */
export function allCases(counts: CallCounts): KillCase[] {
  return PHASES.flatMap((phase) =>
    Array.from({ length: counts[phase] }, (_, position) => position).flatMap((position) =>
      MOMENTS.flatMap((moment) => VICTIMS.map((victim) => ({ phase, position, moment, victim }))),
    ),
  );
}

/** What is killed in one life: at most once in each of its runs. */
export type LifePlan = Readonly<Partial<Record<Phase, KillCase>>>;

/** The cases in as few lives as hold them: a run after a kill is also what the next kill begins with. */
export function planLives(cases: readonly KillCase[]): LifePlan[] {
  const byPhase = PHASES.map((phase) => cases.filter((each) => each.phase === phase));
  const lives = Math.max(...byPhase.map(({ length }) => length));
  return Array.from({ length: lives }, (_, life) =>
    Object.fromEntries(
      byPhase.flatMap((each) => each.slice(life, life + 1)).map((each) => [each.phase, each]),
    ),
  );
}
