import { shownText, visibleText } from "../../messages/words";
import { html, type Html, NOTHING } from "../../review/html/html";
import { htmlDocument } from "../../review/html/document";
import { cell, prose } from "../../review/markdown/inline";
import type { AlertReport } from "./alert-report";
import { headOf } from "./report-head";
import { type Section, sectionsOf } from "./sections";

/** So many rows of a part are shown to people; report.json has all. */
const MOST_ROWS = 20;

interface ShownRows {
  readonly rows: Section["rows"];
  readonly rest: number;
}

function shownRows({ rows }: Section): ShownRows {
  return { rows: rows.slice(0, MOST_ROWS), rest: Math.max(0, rows.length - MOST_ROWS) };
}

/** For a wiki, a mail or a ticket. */
export function reportMarkdown(report: AlertReport): string {
  const { title, sentences } = headOf(report);
  const parts = sectionsOf(report).map((section) => {
    const { rows, rest } = shownRows(section);
    const table = [section.columns, section.columns.map(() => "---"), ...rows.map((row) => row.map(prose))];
    return [
      `### ${section.title}`,
      ...(section.note === undefined || rows.length === 0 ? [] : [prose(section.note)]),
      rows.length === 0
        ? prose(section.ifNone)
        : table.map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n"),
      ...(rest > 0 ? [`and ${rest} more in report.json`] : []),
    ].join("\n\n");
  });
  return `${[`## ${prose(title)}`, ...sentences.map(prose), ...parts].join("\n\n")}\n`;
}

/** One file, without a script. */
export function reportPage(report: AlertReport): string {
  const { title, sentences } = headOf(report);
  return htmlDocument(
    title,
    html`<header>
        <h1>${title}</h1>
        ${sentences.map((text) => html`<p>${text}</p>`)}
      </header>
      <main>${sectionsOf(report).map(sectionPart)}</main>`,
  );
}

function sectionPart(section: Section): Html {
  const { rows, rest } = shownRows(section);
  const table = html`<table>
    <thead>
      <tr>
        ${section.columns.map((column) => html`<th>${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((text, index) => html`<td data-label="${section.columns[index]}">${text}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
  return html`<section>
    <h2>${section.title}</h2>
    ${section.note === undefined || rows.length === 0 ? NOTHING : html`<p class="soft">${section.note}</p>`}
    ${rows.length === 0 ? html`<p>${section.ifNone}</p>` : table}
    ${rest > 0 ? html`<p class="soft">and ${rest} more in report.json</p>` : NOTHING}
  </section>`;
}

/** For a terminal. */
export function reportText(report: AlertReport): string {
  const { title, sentences } = headOf(report);
  return [
    visibleText(title),
    ...sentences.map(visibleText),
    ...sectionsOf(report).flatMap((section) => ["", section.title, ...sectionLines(section)]),
  ].join("\n");
}

const WIDEST = 44;

function sectionLines(section: Section): string[] {
  const { rows, rest } = shownRows(section);
  if (rows.length === 0) return [`  ${section.ifNone}`];
  const table = [section.columns, ...rows.map((row) => row.map(shownText))];
  const widths = section.columns.map((_, column) =>
    Math.min(WIDEST, Math.max(...table.map((row) => row[column]?.length ?? 0))),
  );
  return [
    ...table.map((row) =>
      `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
    ),
    ...(rest > 0 ? [`  and ${rest} more in report.json`] : []),
  ];
}
