import { CORPUS_FILES, localNeedOf, readEntries } from "../../sql/corpus-entries";
import type { Probe } from "./probe";

/** The names of tables that the corpus makes, and what needs a workspace. */
const NEEDS_MORE = /\b(shop|system|sales|orders|events|information_schema|gold)\b|:\w|\?|\brand\(|uuid\(/i;

/** The package's own statements, as far as they ask nothing but themselves. */
export function corpusProbes(): Probe[] {
  return CORPUS_FILES.flatMap((file) =>
    readEntries(file)
      .filter(({ sql }) => localNeedOf(sql) === undefined && !NEEDS_MORE.test(sql))
      .filter(({ sql }) => /^\s*(select|with|values|from|\()/i.test(sql))
      .map(({ sql }) => ({
        family: "Corpus",
        kind: "corpus",
        of: file.replace(/\.sql$/, ""),
        sql: sql.replace(/;\s*$/, "").replaceAll(/\s*\n\s*/g, " "),
      })),
  );
}
