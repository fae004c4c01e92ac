import type { AlertColumnName } from "../alerting/tables/alert-configurations";
import type { FindingSeverity, LintRuleId } from "../settings/lint-settings";
import type { LintSubject } from "./lint-subject";

/** What a rule's page says. */
export interface RuleDescription {
  /** `lookback/source-lag`; its page is `docs/lint/lookback-source-lag.md`. Never changed: rows and settings name it. */
  readonly id: LintRuleId;
  readonly severity: FindingSeverity;
  /** What the rule finds, in one sentence. */
  readonly title: string;
  /** Why that matters. */
  readonly reason: string;
  /** How to mend it. */
  readonly fix: string;
}

/** One thing to look out for in an alert. */
export interface LintRule extends RuleDescription {
  /** The matter that the alert shares with many others, which is told once for all of them. @default none */
  sharedMatter?(subject: LintSubject): string | undefined;
  /** Silent where it cannot know. */
  check(subject: LintSubject): readonly Remark[];
}

/** What a rule found in one alert. */
export interface Remark {
  /** The column of alert_configurations to look at. */
  readonly column: AlertColumnName;
  /** What is the case, in one sentence. */
  readonly message: string;
  /** What to do about it here. @default the rule's own `fix` */
  readonly fix?: string;
  /** What tells it from the rule's other remarks on the same alert. */
  readonly about?: string;
}
