import type { FindingSeverity } from "../settings/lint-settings";
import type { FindingReview } from "./report/alert-review";
import { counts } from "./report/verdict";
import type { ReviewReport } from "./report/report";

/** A finding and where in the project's files it is said. */
export interface PlacedNote {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: FindingSeverity;
  readonly rule: string;
  /** The alert and the rule. */
  readonly title: string;
  readonly message: string;
}

/** The new findings that have a place: what tools can show beside the lines of a change. */
export function placedFindings({ alerts, packs = [] }: Pick<ReviewReport, "alerts" | "packs">): PlacedNote[] {
  return [
    ...alerts.flatMap(({ alertId, findings }) =>
      findings.flatMap((finding) => noteOf(finding, `${alertId}: `)),
    ),
    ...packs.flatMap((finding) => noteOf(finding, "")),
  ];
}

function noteOf(finding: FindingReview, subject: string): PlacedNote[] {
  const { place, severity, rule, message, fix } = finding;
  if (place === undefined || !counts(finding)) return [];
  return [{ ...place, severity, rule, title: `${subject}${rule}`, message: `${message} ${fix}` }];
}

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** The same in the form that code scanners share. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarif(report: Pick<ReviewReport, "alerts" | "packs">): string {
  const notes = placedFindings(report);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "databricks-alerts",
            rules: [...new Set(notes.map(({ rule }) => rule))].sort().map((id) => ({ id })),
          },
        },
        results: notes.map((note) => ({
          ruleId: note.rule,
          level: LEVELS[note.severity],
          message: { text: `${note.title}: ${note.message}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: note.file },
                region: { startLine: note.line, startColumn: note.column },
              },
            },
          ],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
