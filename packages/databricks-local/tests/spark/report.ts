import { CATEGORIES, type Category, type Comparison } from "./compare";
import { grouped } from "./grouped";

export const COLUMNS = [...(Object.keys(CATEGORIES) as Category[]), "ASIDE", "NAMES"] as const;
/** A category, or what is counted beside them. */
export type CountedAs = (typeof COLUMNS)[number];
export type Counts = Readonly<Record<CountedAs, number>>;

/** What is counted of a comparison. */
export type Counted = Pick<Comparison, "category" | "aside" | "hasOtherNames">;

/** How many of them there are of each category; what is set aside is counted as such only. */
export function countsOf(results: readonly Counted[]): Counts {
  const counts = Object.fromEntries(COLUMNS.map((column) => [column, 0])) as Record<CountedAs, number>;
  for (const { category, aside, hasOtherNames } of results) {
    counts[aside === undefined ? category : "ASIDE"]++;
    if (hasOtherNames) counts.NAMES++;
  }
  return counts;
}

/** A line a family, and one for all. */
export function table(results: readonly Comparison[]): string {
  const byFamily = [...grouped(results, ({ family }) => family)].sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
  const lines = [...byFamily, ["all", results] as const].map(([name, ones]) => {
    const counts = countsOf(ones);
    return [name, String(ones.length), ...COLUMNS.map((column) => String(counts[column]))];
  });
  const all = [["family", "probes", ...COLUMNS], ...lines];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((line) => line[at]?.length ?? 0))) ?? [];
  return all
    .map((line) =>
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join("  "),
    )
    .join("\n");
}
