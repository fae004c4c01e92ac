import { FAULT_RULES } from "./fault-findings";
import type { RuleDescription } from "./lint-rule";
import type { TestCoverage } from "./test-coverage";
import { SILENCE_TABLE_RULES } from "./silence-findings";
import { WAIVER_RULES } from "./waivers";

/** Rows as an example shows them: what is other than in a row with nothing to find. */
export interface DocumentedExample {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Alert → what its tests show. */
  readonly tests?: Readonly<Record<string, TestCoverage>>;
  /** Rows of alert_silences. */
  readonly silences?: readonly Readonly<Record<string, unknown>>[];
  /** What the rule says of them. */
  readonly findings?: readonly { readonly alertId: string; readonly message: string; readonly fix: string }[];
}

/** So many rows and findings of an example are shown. */
const SHOWN = 3;

/** A rule's page in Markdown. */
export function documentRule(rule: RuleDescription, bad: DocumentedExample, good: DocumentedExample): string {
  const { id, severity, title, reason, fix } = rule;
  const findings = (bad.findings ?? []).slice(0, SHOWN);
  return [
    `# ${id}`,
    "",
    `**${severity}** · ${escaped(title)}`,
    "",
    escaped(reason),
    "",
    `**How to mend it.** ${escaped(fix)}`,
    "",
    "## Found",
    "",
    ...bad.rows.slice(0, SHOWN).flatMap(rowText),
    ...silencesText(bad),
    ...testsText(bad),
    ...(bad.rows.length > SHOWN ? [`… and ${bad.rows.length - SHOWN} more rows.`, ""] : []),
    ...findings
      .map(({ alertId, message }) => `> ${alertId}: ${escaped(message)}`)
      .join("\n>\n")
      .split("\n"),
    "",
    "## Not found",
    "",
    ...good.rows.slice(0, SHOWN).flatMap(rowText),
    ...silencesText(good),
    ...testsText(good),
    ...waysOut(rule),
    "",
  ].join("\n");
}

function waysOut({ id, severity }: RuleDescription): string[] {
  if (FAULT_RULES.some((rule) => rule.id === id))
    return ["A row with a fault cannot be deployed: this can be neither waived nor switched off."];

  const setting = `For a whole stack: \`pulumi config set lint ${id}=off\`, or another severity than \`${severity}\`.`;
  const isError = severity === "error";
  if (SILENCE_TABLE_RULES.some((rule) => rule.id === id)) return ["## Switch it off", "", setting];
  return isError || WAIVER_RULES.some((rule) => rule.id === id)
    ? ["## Switch it off", "", ...(isError ? ["An error cannot be waived.", setting] : [setting])]
    : [
        "## Waive it, or switch it off",
        "",
        `In the row's tags: \`lint\` → \`waive ${id} until 2026-12-31 because …\`.`,
        setting,
      ];
}

/** The list of all rules. */
export function documentRules(rules: readonly RuleDescription[]): string {
  return rules
    .map(({ id, severity, title }) => `| [${id}](${pageOf(id)}) | ${severity} | ${escaped(title)} |`)
    .join("\n");
}

/** The file of a rule's page in `docs/lint/`. */
export function pageOf(id: string): string {
  return `${id.replace("/", "-")}.md`;
}

/** The query as SQL, the other columns as they stand in the row. */
function rowText({ alert_query_template: query, ...cells }: Readonly<Record<string, unknown>>): string[] {
  const lines = Object.entries(cells).map(([column, cell]) => `${column}: ${JSON.stringify(cell)}`);
  return [
    ...(typeof query === "string" ? ["```sql", query, "```", ""] : []),
    ...(lines.length > 0 ? ["```yaml", ...lines, "```", ""] : []),
  ];
}

function silencesText({ silences = [] }: DocumentedExample): string[] {
  return silences.length === 0 ? [] : ["In alert_silences:", "", ...silences.flatMap(rowText)];
}

/** What is known of the tests, where the rule is about them. */
function testsText({ tests }: DocumentedExample): string[] {
  if (tests === undefined) return [];
  const alerts = Object.entries(tests);
  if (alerts.length === 0) return ["No file of tests is about the alert.", ""];
  return [
    "The results of its tests:",
    "",
    "```yaml",
    ...alerts.flatMap(([, coverage]) =>
      Object.entries(coverage).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    ),
    "```",
    "",
  ];
}

/** Angles and placeholders are text, not HTML. */
function escaped(text: string): string {
  return text.replaceAll(/[<>*_|]/g, (character) => `\\${character}`);
}
