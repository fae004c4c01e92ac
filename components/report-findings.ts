import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { needsCompiler } from "../alerting/authored-alert";
import { conditionOf } from "../alerting/condition";
import { conditionText, guardWords } from "../alerting/condition-text";
import { withoutAnswered } from "../lint/checks/check-queries";
import type { Finding } from "../lint/finding";
import type { LintInput } from "../lint/lint-alerts";
import type * as LintAlertsFile from "../lint/lint-alerts";
import { npmCommand, type Place } from "../messages/advised-commands";
import { shownText } from "../messages/words";
import type { Settings } from "../settings/settings";
import type { Alerting } from "./alerting";
import type { ContractAnswers } from "./contract-checks";

// The rules and the parser are read when there is something to look at.
const load = createRequire(__filename);

/** What reading the rows warns of, in every preview. */
const WARNED_OF = ["template/variable-unknown", "row/without-feature"];

/** So many are shown; all of them is what `npm run lint` is for. */
const MOST_FINDINGS = 50;

/** What lint is given, with the rows to look at: those that changed. */
export interface FindingsInput extends LintInput {
  readonly only: readonly string[];
  readonly settings: Settings;
  /** What the warehouse has said of their queries counts, and not what lint supposes. */
  readonly answers: ContractAnswers;
  readonly place: Place;
}

/**
 * Says at the alerts of a preview what lint finds in changed rows. Nothing is loaded, let alone parsed, where no row
 * changed. No finding fails a run: a review does that.
 */
export async function reportFindings(input: FindingsInput, alerting: Alerting): Promise<void> {
  if (input.only.length === 0 || !pulumi.runtime.isDryRun()) return;
  await reportCompiled(input, alerting);
  if (!input.settings.lintPreview) return;
  const { lintAlerts } = load("../lint/lint-alerts") as typeof LintAlertsFile;
  const { asked, notChecked } = input.answers;
  const shown = withoutAnswered(lintAlerts(input), asked, notChecked).filter(
    ({ rule, severity, waived }) => severity !== "info" && waived === undefined && !WARNED_OF.includes(rule),
  );
  const more = shown.length - MOST_FINDINGS;
  await Promise.all([
    ...shown
      .slice(0, MOST_FINDINGS)
      .map((finding) => pulumi.log.warn(inOneLine(finding), alerting.resourceOf(finding.alertId))),
    ...(more > 0
      ? [
          pulumi.log.warn(
            `Lint has ${more} more findings: ${npmCommand("lint", input.place)} tells all of them.`,
            alerting,
          ),
        ]
      : []),
  ]);
}

/** What a changed alert does beyond the service, and what that costs: of its query a preview shows a text that nobody wrote. */
async function reportCompiled({ alerts, only }: FindingsInput, alerting: Alerting): Promise<void> {
  const wanted = new Set(only);
  const compiled = alerts.filter(({ alertId, authored }) => wanted.has(alertId) && needsCompiler(authored));
  await Promise.all(
    compiled.slice(0, MOST_FINDINGS).map(({ alertId, authored }) => {
      const said = [conditionText(conditionOf(authored)), ...guardWords(authored)].map((text) =>
        shownText(text),
      );
      return pulumi.log.info(`Fires when ${said.join("; ")}.`, alerting.resourceOf(alertId));
    }),
  );
}

function inOneLine({ rule, message, fix }: Finding): string {
  return `${rule}: ${message} ${fix}`;
}
