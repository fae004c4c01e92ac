import type { Channels } from "../alerting/channels";
import type { PlannedAlert } from "../alerting/planned-alert";
import type { Silence } from "../alerting/silences/silence";
import type { Fault } from "../alerting/row-faults";
import type { LintSettings } from "../settings/lint-settings";
import type { Settings } from "../settings/settings";
import type { TestsOfAlerts } from "./test-coverage";
import { faultFindings } from "./fault-findings";
import type { Finding } from "./finding";
import type { LintRule } from "./lint-rule";
import { LINT_RULES } from "./lint-rules";
import { type LintContext, LintSubject } from "./lint-subject";
import { silenceFindings } from "./silence-findings";
import { applyWaivers } from "./waivers";

export interface LintInput {
  readonly alerts: readonly PlannedAlert[];
  readonly channels: Channels;
  /** What reading the rows said besides: those with faults become no alerts, and their faults findings. @default none */
  readonly faults?: readonly Fault[];
  readonly settings: LintContext["settings"] & Pick<Settings, "lint">;
  readonly now: Date;
  /** @default nothing is known of tests */
  readonly tests?: TestsOfAlerts;
  /** Rows of alert_silences. @default none */
  readonly silences?: readonly Silence[];
  /** `alert_id`s of the alerts to look at; the others are there to be compared with. @default all */
  readonly only?: readonly string[];
}

/** What the rules find in the alerts, in the alerts' order, with what their rows waive marked. */
export function lintAlerts(input: LintInput): Finding[] {
  const { alerts, channels, faults = [], settings, now, only, tests, silences = [] } = input;
  const context = { settings, channels, now, ...(tests && { tests }) };
  const all: LintSubject[] = [];
  for (const alert of alerts) all.push(new LintSubject(alert, context, all));
  const wanted = only && new Set(only);
  const isWanted = ({ alertId }: { readonly alertId: string }) => wanted?.has(alertId) ?? true;
  const told = new Set<string>();
  const found = all.filter(isWanted).flatMap((subject) => {
    const findings = LINT_RULES.flatMap((rule) => findingsOf(rule, subject, settings.lint)).flatMap(
      (finding) => adjusted(finding, settings.lint),
    );
    return applyWaivers(subject, findings, now)
      .filter((finding) => isToldHere(finding, subject, told))
      .flatMap((finding) => adjusted(finding, settings.lint));
  });
  const ofSilences = silenceFindings(silences, alerts, now).flatMap((finding) =>
    adjusted(finding, settings.lint),
  );
  return [...faultFindings(faults).filter(isWanted), ...found, ...ofSilences];
}

function findingsOf(rule: LintRule, subject: LintSubject, settings: LintSettings): Finding[] {
  if (settings.get(rule.id) === "off") return [];

  return rule.check(subject).map(({ column, message, fix, about }) => ({
    rule: rule.id,
    severity: rule.severity,
    alertId: subject.alertId,
    column,
    ...(about !== undefined && { about }),
    message,
    fix: fix ?? rule.fix,
  }));
}

/** Of a matter that many alerts share the first finding stands for all; who waives it does so for their own alert. */
function isToldHere({ rule, waived }: Finding, subject: LintSubject, told: Set<string>): boolean {
  const matter = LINT_RULES.find(({ id }) => id === rule)?.sharedMatter?.(subject);
  if (matter === undefined || waived !== undefined) return true;
  const isFirst = !told.has(`${rule} ${matter}`);
  told.add(`${rule} ${matter}`);
  return isFirst;
}

/** With the severity that the stack gives the rule. */
function adjusted(finding: Finding, settings: LintSettings): Finding[] {
  const severity = new Map<string, Finding["severity"] | "off">(settings).get(finding.rule);
  return severity === "off" ? [] : [{ ...finding, severity: severity ?? finding.severity }];
}
