import type { TestResult } from "./evaluate-cases";
import { failureLines, isFailed } from "./describe-results";

/** The form in which CI services read results of tests. @see https://github.com/testmoapp/junitxml */
export function junitXml(results: readonly TestResult[], durationMs: number): string {
  const all = results.flatMap(({ cases }) => cases);
  const totals = `tests="${all.length}" failures="${all.filter(isFailed).length}" time="${(durationMs / 1000).toFixed(3)}"`;
  const suites = results.flatMap(({ test, cases }) => {
    const { alertId, row } = test.tested.alert;
    const counts = `tests="${cases.length}" failures="${cases.filter(isFailed).length}"`;
    return [
      `  <testsuite name="${escaped(`${alertId} ${row.alert_name}`)}" ${counts} file="${escaped(test.file)}">`,
      ...cases.flatMap((one) => {
        const { name, line } = one.case;
        const open = `    <testcase name="${escaped(name)}" classname="${escaped(alertId)}" file="${escaped(test.file)}" line="${line}"`;
        if (!isFailed(one)) return [`${open}/>`];
        const [first] = one.mismatches;
        const message = first ? `${first.what}: expected ${first.expected}, got ${first.got}` : "";
        const text = failureLines(test.file, one).join("\n");
        return [
          `${open}>`,
          `      <failure message="${escaped(message)}">${escaped(text)}</failure>`,
          "    </testcase>",
        ];
      }),
      "  </testsuite>",
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="alerts" ${totals}>`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** What XML cannot hold at all is left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll(/[&<>"\n]/g, (character) => ENTITIES[character] ?? character);
}
