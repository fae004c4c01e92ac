const SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  quarter: 7_776_000,
  year: 31_536_000,
};

/** The length of a unit in seconds, by its name in singular or plural; a month has 30 days, a year 365. */
export function unitSeconds(unit: string | undefined): number | undefined {
  const name = unit?.trim().toLowerCase() ?? "";
  return SECONDS[name] ?? SECONDS[name.replace(/s$/, "")];
}
