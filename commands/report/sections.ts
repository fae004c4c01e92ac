import { failed, fired, longest, noise, owners, silent } from "./episode-sections";
import { madeOf, nextChecks, quiet, untested, untestedChannels } from "./state-sections";
import type { AlertReport } from "./alert-report";

/** A part of the report, before it is Markdown, HTML or plain text. */
export interface Section {
  readonly title: string;
  /** What the figures are, and are not. */
  readonly note?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Said where there is no row. */
  readonly ifNone: string;
}

export function sectionsOf(report: AlertReport): readonly Section[] {
  return [
    fired(report),
    noise(report),
    owners(report),
    failed(report),
    silent(report),
    quiet(report),
    longest(report),
    untested(report),
    untestedChannels(report),
    nextChecks(report),
    madeOf(report),
  ];
}
