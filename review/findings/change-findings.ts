import type { Channels } from "../../alerting/channels";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { faultFindings } from "../../lint/fault-findings";
import type { Finding } from "../../lint/finding";
import type { Place } from "../../messages/advised-commands";
import { counted, shownText, shownValue } from "../../messages/words";
import type { FindingSeverity } from "../../settings/lint-settings";
import { type AlertChange, definitionsOf } from "../changes/alert-change";
import type { TakenDestination } from "../changes/taken-destinations";
import type { Evidence } from "../gather-evidence";
import { fieldWords } from "../../alerting/definition-fields";
import { isReplayed } from "../report/evidence-review";
import { duration } from "../words/figures";
import { changeFinding, type ChangeRule } from "./change-rules";
import { type Disarming, disarmings, isCritical } from "./disarmings";
import { tellsMore } from "./tells-more";

export interface ChangeContext {
  readonly place: Place;
  readonly channels: Channels;
  /** Of the addresses that nobody is surprised by. */
  readonly domains: ReadonlySet<string>;
  readonly now: Date;
}

/** What the next up would do that its reviewer should know. */
export function changeFindings(change: AlertChange, evidence: Evidence, context: ChangeContext): Finding[] {
  const { place } = context;
  const { now } = evidence;
  const { alertId, kind, reason = "", fields, drift, faults = [], isTakenOver = false, live } = change;
  const found = (rule: ChangeRule, message: string) => changeFinding(rule, alertId, message, place);
  const gravely = (finding: Finding) =>
    isCritical(change) ? { ...finding, severity: "error" as const } : finding;
  const named = (overwritten: boolean) =>
    drift.filter((one) => one.overwritten === overwritten).map(({ field }) => fieldWords(field));
  const definitions = definitionsOf(change);
  // What somebody changed in the workspace runs on.
  const runsOn = kind === "drifted" ? now.before : now.after;
  const [ran, runs] = [definitions.before, definitions.after].map(
    (definition) => definition?.schedule.pauseStatus === "UNPAUSED",
  );
  // An alert that is paused has told nobody.
  const firesAlready = now.before?.state === "TRIGGERED" && (ran === true || !runs);
  return [
    ...faultFindings(faults).map((finding) => ({ ...finding, alertId })),
    ...(kind === "deleted"
      ? [gravely(found("change/deletes", `The alert is deleted: ${lowerFirst(reason)}`))]
      : []),
    ...disarmings(change, evidence, context).map((disarming) => ({
      ...found(disarming.rule, disarming.message),
      severity: weightOf(disarming, isCritical(change)),
    })),
    ...tellsMore(change, context.domains, context.channels).map(({ rule, message, isOutside }) =>
      rule === "change/tells-fewer"
        ? gravely(found(rule, message))
        : { ...found(rule, message), severity: isOutside ? ("warning" as const) : ("info" as const) },
    ),
    ...(runsOn?.state === "ERROR" ? [found("change/errors-at-once", errorText(runsOn.error))] : []),
    ...(kind !== "drifted" && runsOn?.state === "TRIGGERED" && !firesAlready
      ? [
          runs
            ? found("change/fires-at-once", "It would fire on the first run.")
            : {
                ...found("change/fires-at-once", "It would fire if it were not paused."),
                severity: "info" as const,
              },
        ]
      : []),
    ...listed(noisy(evidence), (message) => found("change/noisy", message)),
    ...(isTakenOver && live ? [found("change/takes-over", takenOver(live))] : []),
    ...(fields.some(({ field }) => field === "parentPath")
      ? [found("change/made-anew", "The alert is deleted and made anew in another folder.")]
      : []),
    ...listed(named(true), (words) =>
      found("change/overwrites", `Somebody changed ${words} in the workspace, and the row says otherwise.`),
    ),
    ...listed(named(false), (words) =>
      found("change/drift", `Somebody changed ${words} in the workspace; it stays until a refresh.`),
    ),
    ...listed(kind === "deleted" ? [] : (change.live?.kept ?? []), (names) =>
      found("change/keeps", `The alert has ${names}, which no row can say: it keeps them.`),
    ),
  ];
}

function weightOf({ isDoubtful, isSlight }: Disarming, critical: boolean): FindingSeverity {
  if (isSlight) return critical ? "warning" : "info";
  return critical && !isDoubtful ? "error" : "warning";
}

/** Of destinations, which are no alert's: nobody can waive them. */
export function destinationFindings(taken: readonly TakenDestination[], place: Place): Finding[] {
  return taken.map(({ message, isRefused }) => {
    const finding = changeFinding("change/takes-over-destination", "", message, place);
    return isRefused ? { ...finding, severity: "error" as const } : finding;
  });
}

/** With --drift: that rows and workspace say different things is what is looked for. */
export function pendingFindings(changes: readonly AlertChange[], place: Place): Finding[] {
  return changes
    .filter(({ kind }) => kind === "added" || kind === "changed")
    .map(({ alertId, kind, fields }) => {
      const message =
        kind === "added"
          ? "The row's alert is not deployed."
          : `The row is not deployed: ${fields.map(({ field }) => fieldWords(field)).join(", ")}.`;
      return changeFinding("change/pending", alertId, message, place);
    });
}

function listed(names: readonly string[], find: (words: string) => Finding): Finding[] {
  return names.length === 0 ? [] : [find(names.join(", "))];
}

/** What a noise rule would spare people, and what it costs them. */
function noisy({ replay: { after } }: Evidence): string[] {
  if (!isReplayed(after) || after.proposal === undefined) return [];
  const { firesFor, episodes, laterSeconds } = after.proposal;
  const days = Math.round((Date.parse(after.to) - Date.parse(after.from)) / 86_400_000);
  return [
    `It would have fired ${after.episodes} times in ${counted(days, "day")}. ` +
      `${firesFor}: ${after.episodes} → ${episodes} episodes, first notice ${duration(laterSeconds)} later.`,
  ];
}

function takenOver({ id, definition, ownerUserName }: RemoteAlert): string {
  const owner = ownerUserName === undefined ? "" : ` of ${shownText(ownerUserName)}`;
  return `The row takes over alert ${id} ${shownValue(definition.displayName)}${owner}.`;
}

function errorText(error: string | undefined): string {
  return error === undefined
    ? "Its evaluation would end in ERROR."
    : `Its evaluation would end in ERROR: ${error}`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
