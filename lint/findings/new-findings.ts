import type { Finding } from "./finding";

/** The same for the same thing in the same alert, however it is worded and whatever its severity is. */
export function fingerprint({ rule, alertId, about = "" }: Finding): string {
  return JSON.stringify([rule, alertId, about]);
}

/** The findings that were not there before: a waiver that ended counts, one that began does not. */
export function newFindings(findings: readonly Finding[], earlier: readonly Finding[]): Finding[] {
  const known = new Set(earlier.filter(({ waived }) => waived === undefined).map(fingerprint));
  return findings.filter((finding) => finding.waived === undefined && !known.has(fingerprint(finding)));
}

/** The gravest severity among those that are not waived. */
export function worstSeverity(findings: readonly Finding[]): Finding["severity"] | undefined {
  const severities = new Set(
    findings.filter(({ waived }) => waived === undefined).map(({ severity }) => severity),
  );
  return (["error", "warning", "info"] as const).find((severity) => severities.has(severity));
}
