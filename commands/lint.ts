import { Command, Option } from "commander";
import { FINDING_SEVERITIES, type Finding, type FindingSeverity } from "../alerting/findings/finding";
import { RULE_DESCRIPTIONS } from "../alerting/lint/lint-rules";
import { describeFindings } from "./describe-findings";
import { keyValue } from "./key-value";
import { lintFile, lintWorkspace } from "./lint-rows";
import { readStack } from "./stack-config";

interface Options {
  readonly all?: true;
  readonly rows?: string;
  readonly rules?: true;
  readonly json?: true;
  readonly failOn: FindingSeverity | "never";
  readonly stack: string;
  readonly config: Record<string, string>;
}

/** `npm run lint`: what the rules of docs/lint find in alert rows. */
export async function main(args: string[]): Promise<void> {
  const failOn = new Option("--fail-on <severity>", "the exit status is 1 from this severity on").choices([
    ...FINDING_SEVERITIES,
    "never",
  ]);
  const program = new Command("npm run lint --")
    .description("Looks for what a reviewer would find in alert rows (docs/lint/README.md).")
    .option("--all", "every row, not only those that changed since they were last deployed")
    .option("--rows <file>", "rows of a JSON file, without any workspace")
    .option("--rules", "list the rules")
    .option("--json", "print one JSON document")
    .addOption(failOn.default("error"))
    .option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml", "dev")
    .option("-c, --config <key=value>", "a setting for this run; can be repeated", keyValue, {})
    .action((options: Options) => (options.rules ? listRules(options) : run(options)));
  await program.parseAsync(args, { from: "user" });
}

async function run({ all, rows, json, failOn, stack, config }: Options): Promise<void> {
  const { settings, sources } = readStack(stack, config);
  const now = new Date();
  const linted =
    rows === undefined
      ? await lintWorkspace(sources, settings, now, all ?? false)
      : lintFile(rows, settings, now);
  console.log(json ? JSON.stringify({ version: 1, ...linted }, undefined, 2) : describeFindings(linted));
  if (linted.findings.some((finding) => isAtLeast(finding, failOn))) process.exitCode = 1;
}

function isAtLeast({ severity, waived }: Finding, least: FindingSeverity | "never"): boolean {
  const rank = least === "never" ? -1 : FINDING_SEVERITIES.indexOf(least);
  return waived === undefined && FINDING_SEVERITIES.indexOf(severity) <= rank;
}

function listRules({ json }: Options): void {
  const width = Math.max(...RULE_DESCRIPTIONS.map(({ id }) => id.length));
  const lines = RULE_DESCRIPTIONS.map(
    ({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title}`,
  );
  const plain = RULE_DESCRIPTIONS.map(({ id, severity, title, reason, fix }) => ({
    ...{ id, severity, title, reason, fix },
  }));
  console.log(json ? JSON.stringify(plain, undefined, 2) : lines.join("\n"));
}
