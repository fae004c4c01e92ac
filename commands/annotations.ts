import type { FileFaultsError } from "../rows/packs/yaml-file";
import type { PlacedNote } from "../review/places";

const COMMANDS = { error: "error", warning: "warning", info: "notice" } as const;

/**
 * Shows notes beside the lines of a pull request, where GitHub runs this; nowhere else is anything printed.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function annotate(notes: readonly Omit<PlacedNote, "rule">[], env = process.env): void {
  if (env["GITHUB_ACTIONS"] !== "true") return;
  for (const { file, line, column, severity, title, message } of notes) {
    const place = `file=${property(file)},line=${line},col=${column},title=${property(title)}`;
    console.log(`::${COMMANDS[severity]} ${place}::${data(message)}`);
  }
}

/** The same of what is wrong in files, so that nothing could be reviewed. */
export function annotateFaults({ faults }: FileFaultsError): void {
  annotate(
    faults.map(({ rule, ...place }) => ({ ...place, severity: "error", title: "fault", message: rule })),
  );
}

/** What a runner would read as its own is told by its number, as the runner asks for it. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
