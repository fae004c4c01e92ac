import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ExpectedError } from "../messages/expected-error";
import { page } from "../review/html/page";
import { comment } from "../review/markdown/comment";
import type { ReviewReport } from "../review/report/report";

/** Writes the report in its three forms, and answers with the files. */
export function writeReport(report: ReviewReport, folder: string): string[] {
  makeFolder(folder);
  const forms = {
    "report.json": `${JSON.stringify(report, undefined, 2)}\n`,
    "report.md": comment(report),
    "report.html": page(report),
  };
  return Object.entries(forms).map(([name, text]) => {
    const file = join(folder, name);
    const draft = `${file}.new`;
    // A reader never sees half of it, and nobody else of the machine sees it: queries and recipients are in it.
    rmSync(draft, { force: true });
    writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
    renameSync(draft, file);
    return file;
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new ExpectedError(`The report cannot be written to ${folder}: name another folder with --out.`, {
      cause,
    });
  }
}
