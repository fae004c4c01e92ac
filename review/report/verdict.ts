import { counted } from "../../messages/words";
import { FINDING_SEVERITIES, type FindingSeverity } from "../../settings/lint-settings";
import { type ChangeRule, DISARMING_RULES } from "../findings/change-rules";
import type { PackRule } from "../findings/pack-findings";
import type { AlertReview, FindingReview } from "./alert-review";
import type { ReviewReport } from "./report";

export interface Verdict {
  /** Of the worst new finding that is not waived. */
  readonly severity?: FindingSeverity;
  /** The worst first. */
  readonly sentences: readonly string[];
  readonly counts: Readonly<Record<FindingSeverity, number>>;
  readonly oldFindings: number;
  readonly waived: number;
}

type Listed = Pick<ReviewReport, "alerts" | "destinations" | "packs">;

type Sentence = (alerts: string, count: number) => string;

const SENTENCES: readonly (readonly [ChangeRule | readonly ChangeRule[], Sentence])[] = [
  [DISARMING_RULES, (alerts, count) => `${alerts} would watch or tell less than ${they(count)} did.`],
  [
    "change/tells-more",
    (alerts) => `${alerts} would tell somebody who was not told, at an address of another domain or unseen.`,
  ],
  ["change/errors-at-once", (alerts, count) => `${alerts} would end in ERROR on ${its(count)} first run.`],
  ["change/fires-at-once", (alerts, count) => `${alerts} would fire on ${its(count)} first run.`],
  ["change/deletes", (alerts, count) => `${alerts} ${is(count)} deleted.`],
  ["change/takes-over", (alerts, count) => `${alerts} ${is(count)} taken over.`],
  ["change/made-anew", (alerts, count) => `${alerts} ${is(count)} made anew in another folder.`],
  [
    "change/overwrites",
    (alerts) => `What somebody changed at ${alerts} in the workspace would be overwritten.`,
  ],
  ["change/drift", (alerts, count) => `${alerts} ${has(count)} been changed in the workspace.`],
];

/** What the report comes to. */
export function verdictOf({ alerts, destinations = [], packs = [] }: Listed): Verdict {
  const all = [...alerts.flatMap(({ findings }) => findings), ...destinations, ...packs];
  const counting = all.filter(counts);
  const numbers = { error: 0, warning: 0, info: 0 };
  for (const { severity } of counting) numbers[severity] += 1;
  const severity = FINDING_SEVERITIES.find((each) => numbers[each] > 0);
  const unreadable = alerts.filter(({ change }) => change === "unreadable").length;
  const found = SENTENCES.flatMap(([rule, sentence]) => {
    const rules: readonly string[] = typeof rule === "string" ? [rule] : rule;
    const about = alerts.filter(({ findings }) =>
      findings.some((finding) => rules.includes(finding.rule) && finding.severity !== "info"),
    );
    return about.length === 0 ? [] : [sentence(counted(about.length, "alert"), about.length)];
  });
  const blocked = `Nothing can be deployed: ${counted(unreadable, "row")} ${has(unreadable)} faults.`;
  return {
    ...(severity !== undefined && { severity }),
    sentences: [
      ...(unreadable > 0 ? [blocked] : []),
      ...found,
      ...ofDestinations(destinations),
      ...ofPacks(packs),
    ],
    counts: numbers,
    oldFindings: all.filter(({ isNew, waived }) => !isNew && waived === undefined).length,
    waived: all.filter(({ waived }) => waived !== undefined).length,
  };
}

function ofDestinations(destinations: readonly FindingReview[]): string[] {
  const refused = destinations.filter(({ severity }) => severity === "error").length;
  const taken = destinations.length - refused;
  return [
    ...(refused > 0
      ? [
          `Nothing can be deployed: ${counted(refused, "row")} may not have the notification destination named.`,
        ]
      : []),
    ...(taken > 0 ? [`${counted(taken, "notification destination")} ${is(taken)} taken over.`] : []),
  ];
}

function ofPacks(packs: readonly FindingReview[]): string[] {
  const count = (rule: PackRule) => packs.filter((finding) => finding.rule === rule).length;
  const [conflicts, passedOver] = [count("pack/conflict"), count("pack/passed-over")];
  return [
    ...(conflicts > 0
      ? [
          `${counted(conflicts, "cell")} ${has(conflicts)} been changed in the table and in ${its(conflicts)} pack.`,
        ]
      : []),
    ...(passedOver > 0 ? [`${counted(passedOver, "pack")} ${is(passedOver)} passed over.`] : []),
  ];
}

/** Whether a finding counts for the exit status. */
export function counts({ isNew, waived }: FindingReview): boolean {
  return isNew && waived === undefined;
}

/** Whether the alert has a finding of the rule. */
export function hasFinding({ findings }: AlertReview, rule: ChangeRule): boolean {
  return findings.some((finding) => finding.rule === rule);
}

function they(count: number): string {
  return count === 1 ? "it" : "they";
}

function is(count: number): string {
  return count === 1 ? "is" : "are";
}

function has(count: number): string {
  return count === 1 ? "has" : "have";
}

function its(count: number): string {
  return count === 1 ? "its" : "their";
}
