import { readFileSync } from "node:fs";

/** What a page tells its reader to do, in its order. */
export interface DocumentedPage {
  /** File → text, of each block below a line that is nothing but the file's name. */
  readonly files: ReadonlyMap<string, string>;
  /** Command lines that stand by themselves. */
  readonly commands: readonly string[];
}

const FILE = /^`([\w./-]+)`:\n\n```\w+\n([^]*?)^```$/gm;
const COMMAND = /^ {4}((?:npm|npx) .*)$/gm;

export function readDocumentedPage(page: string): DocumentedPage {
  const text = readFileSync(page, "utf8");
  return {
    files: new Map([...text.matchAll(FILE)].map(([, file = "", content = ""]) => [file, content])),
    commands: [...text.matchAll(COMMAND)].map(([, command = ""]) => command),
  };
}
