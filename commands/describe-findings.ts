import type { Finding } from "../lint/finding";
import { shownText, visibleText } from "../messages/words";
import { FINDING_SEVERITIES } from "../settings/lint-settings";
import type { LintedRows } from "./lint-rows";

/** For people: each alert with what was found in it, then the counts. */
export function describeFindings({ rows, lookedAt, findings }: LintedRows): string {
  const open = findings.filter(({ waived }) => waived === undefined);
  const byAlert = new Map<string, Finding[]>();
  for (const finding of findings) {
    byAlert.set(finding.alertId, [...(byAlert.get(finding.alertId) ?? []), finding]);
  }
  const counts = FINDING_SEVERITIES.map(
    (severity) => `${open.filter((finding) => finding.severity === severity).length} ${severity}`,
  );
  const waived = findings.length - open.length;
  return [
    ...[...byAlert].flatMap(([alertId, group]) => [shownText(alertId), ...group.flatMap(describeFinding)]),
    `${lookedAt} of ${rows} rows looked at: ${counts.join(", ")}${waived > 0 ? `, ${waived} waived` : ""}.`,
    ...(lookedAt < rows
      ? ["The others have not changed since they were deployed: --all looks at them, too."]
      : []),
  ].join("\n");
}

function describeFinding({ severity, rule, message, fix, waived }: Finding): string[] {
  if (waived !== undefined) {
    return [`  waived   ${rule} until ${waived.until}, because ${visibleText(waived.because)}`];
  }
  return [`  ${severity.padEnd(7)}  ${rule}: ${visibleText(message)}`, `           ${visibleText(fix)}`];
}
