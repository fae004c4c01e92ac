const MICROS: Readonly<Record<string, bigint>> = {
  day: 86_400_000_000n,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
};
const MONTHS: Readonly<Record<string, bigint>> = { year: 12n, month: 1n };

/** An interval, in whatever form, as `months,microseconds`; what cannot be read stays as it is. */
export function intervalOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  const text = String(value);
  const [, sign = "", inner = "", units = ""] = /^INTERVAL '([-+]?)(.*)' (.*)$/.exec(text) ?? [];
  if (inner !== "") return negatedIf(sign === "-", byUnits(inner, units.toLowerCase().split(" to ")), text);
  const [, minus = "", years = "", rest = ""] = /^(-?)(\d+)-(\d+)$/.exec(text) ?? [];
  if (years !== "")
    return negatedIf(minus === "-", { months: BigInt(years) * 12n + BigInt(rest), micros: 0n }, text);
  return print(wordByWord(text) ?? dayToSecond(text), text);
}

interface Interval {
  readonly months: bigint;
  readonly micros: bigint;
}

function negatedIf(isNegative: boolean, interval: Interval | undefined, text: string): string {
  if (interval === undefined || !isNegative) return print(interval, text);
  return print({ months: -interval.months, micros: -interval.micros }, text);
}

function print(interval: Interval | undefined, text: string): string {
  return interval === undefined ? text : `${interval.months},${interval.micros}`;
}

/** `1 02:03:04.5` as DAY TO SECOND, `1-2` as YEAR TO MONTH, `5` as HOUR. */
function byUnits(text: string, [first = "", last = first]: readonly string[]): Interval | undefined {
  const names = [...Object.keys(MONTHS), ...Object.keys(MICROS)];
  const units = names.slice(names.indexOf(first), names.indexOf(last) + 1);
  const numbers = text.split(/[ :-]/);
  if (numbers.length !== units.length) return undefined;
  return sum(numbers.map((number, index) => [number, units[index] ?? ""]));
}

/** `1 year 2 months -3 days 04:05:06.7`: DuckDB's form, and that of Spark's calendar intervals. */
function wordByWord(text: string): Interval | undefined {
  const words = [...text.matchAll(/([-+]?[\d.]+) (year|month|week|day|hour|minute|second)s?/g)];
  const [time = "", sign = "", hours = "", minutes = "", seconds = ""] =
    /([-+]?)(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text) ?? [];
  if (
    text
      .replaceAll(/([-+]?[\d.]+) [a-z]+/g, "")
      .replace(time, "")
      .trim() !== "" ||
    text === ""
  )
    return undefined;
  const units = words.map(([, number = "", unit = ""]): [string, string] =>
    unit === "week" ? [String(Number(number) * 7), "day"] : [number, unit],
  );
  const clock = time === "" ? [] : ([[hours, "hour"], [minutes, "minute"], [seconds, "second"]] as const); // prettier-ignore
  return sum([...units, ...clock.map(([number, unit]): [string, string] => [`${sign}${number}`, unit])]);
}

/** `1 02:03:04.000000000`: as the service's JSON has it. */
function dayToSecond(text: string): Interval | undefined {
  const [, sign = "", days = "", hours = "", minutes = "", seconds = ""] =
    /^(-?)(\d+) (\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (days === "") return undefined;
  const parts: [string, string][] = [[days, "day"], [hours, "hour"], [minutes, "minute"], [seconds, "second"]]; // prettier-ignore
  return sum(parts.map(([number, unit]) => [`${sign}${number}`, unit]));
}

function sum(parts: readonly (readonly [number: string, unit: string])[]): Interval {
  let months = 0n;
  let micros = 0n;
  for (const [number, unit] of parts) {
    const scaled = scaledBy(number, MONTHS[unit] ?? MICROS[unit] ?? 0n);
    if (unit in MONTHS) months += scaled;
    else micros += scaled;
  }
  return { months, micros };
}

function scaledBy(number: string, factor: bigint): bigint {
  const [, sign = "", whole = "0", fraction = ""] = /^([-+]?)(\d*)\.?(\d*)$/.exec(number) ?? [];
  const digits = fraction.slice(0, 6).padEnd(6, "0");
  const value = BigInt(whole || "0") * factor + (BigInt(digits) * factor) / 1_000_000n;
  return sign === "-" ? -value : value;
}
