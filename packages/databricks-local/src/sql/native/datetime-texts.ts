/** A datetime pattern in pieces: runs of one letter, and text that stands for itself. */
interface PatternPiece {
  readonly letter: string;
  readonly count: number;
  readonly text: string;
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datetime-pattern */
function patternPieces(pattern: string): PatternPiece[] {
  return [...pattern.matchAll(/'((?:[^']|\'\')*)'|([A-Za-z])\2*|[^A-Za-z']+/g)].map((match) => {
    const [run, quoted, letter] = match;
    if (quoted !== undefined)
      return { letter: "", count: 0, text: quoted === "" ? "'" : quoted.replaceAll("''", "'") };
    return letter === undefined
      ? { letter: "", count: 0, text: run }
      : { letter, count: run.length, text: run };
  });
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const MS_PER_DAY = 86_400_000;

/** Microseconds since 1970 in a datetime pattern; a letter that the pattern language does not have is a failure in words. */
export function formatDatetime(micros: bigint, pattern: string): string {
  const fraction = Number(((micros % 1_000_000n) + 1_000_000n) % 1_000_000n);
  const date = new Date(Number((micros - BigInt(fraction)) / 1000n));
  return patternPieces(pattern)
    .map((piece) =>
      piece.letter === "" ? piece.text : (field(date, fraction, piece) ?? `INVALID_PATTERN ${piece.text}`),
    )
    .join("");
}

function field(date: Date, fraction: number, { letter, count }: PatternPiece): string | undefined {
  const number = (value: number) => String(value).padStart(count, "0");
  switch (letter) {
    case "y":
    case "u":
      return count === 2
        ? String(date.getUTCFullYear() % 100).padStart(2, "0")
        : number(date.getUTCFullYear());
    case "q":
    case "Q": {
      const quarter = Math.floor(date.getUTCMonth() / 3) + 1;
      return count === 3 ? `Q${quarter}` : number(quarter);
    }
    case "M":
    case "L":
      return named(MONTHS[date.getUTCMonth()] ?? "", count) ?? number(date.getUTCMonth() + 1);
    case "d":
      return number(date.getUTCDate());
    case "D":
      return number(dayOfYear(date));
    case "E":
      return count > 3 ? DAYS[date.getUTCDay()] : DAYS[date.getUTCDay()]?.slice(0, 3);
    case "a":
      return date.getUTCHours() < 12 ? "AM" : "PM";
    case "H":
      return number(date.getUTCHours());
    case "h":
      return number(date.getUTCHours() % 12 || 12);
    case "K":
      return number(date.getUTCHours() % 12);
    case "k":
      return number(date.getUTCHours() || 24);
    case "m":
      return number(date.getUTCMinutes());
    case "s":
      return number(date.getUTCSeconds());
    case "S":
      return String(fraction).padStart(6, "0").padEnd(count, "0").slice(0, count);
    case "V":
      return "Etc/UTC";
    case "z":
      return "UTC";
    case "X":
      return "Z";
    case "x":
    case "Z":
      return count > 2 && letter === "x" ? "+00:00" : "+0000";
    default:
      return undefined;
  }
}

/** Three letters are the short name, four the long one, fewer a number. */
function named(name: string, count: number): string | undefined {
  if (count < 3) return undefined;
  return count === 3 ? name.slice(0, 3) : name;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / MS_PER_DAY) + 1;
}

const MISFIT = "CANNOT_PARSE_TIMESTAMP";

/** The time that a text says in a datetime pattern, as DuckDB reads timestamps; what does not fit is a failure in words. */
export function parseDatetime(text: string, pattern: string): string {
  const pieces = patternPieces(pattern);
  const sources = pieces.map(expression);
  if (sources.includes(undefined)) return `INVALID_PATTERN ${pattern}`;
  const match = new RegExp(`^${sources.join("")}$`, "i").exec(text.trim());
  if (!match) return MISFIT;
  const fields = new Map<string, string>();
  pieces
    .filter(({ letter }) => letter !== "")
    .forEach(({ letter }, index) =>
      fields.set(letter === "u" ? "y" : letter === "L" ? "M" : letter, match[index + 1] ?? ""),
    );
  return timestampOf(fields) ?? MISFIT;
}

/** What a piece may be in the text: exactly as many digits as letters, any number for a single letter. */
function expression({ letter, count, text }: PatternPiece): string | undefined {
  const digits = count === 1 ? "(\\d{1,2})" : `(\\d{${count}})`;
  switch (letter) {
    case "":
      return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    case "y":
    case "u":
      return count === 1 ? "(\\d{1,6})" : `(\\d{${count}})`;
    case "M":
    case "L":
      return count < 3
        ? digits
        : `(${MONTHS.map((name) => (count === 3 ? name.slice(0, 3) : name)).join("|")})`;
    case "D":
      return "(\\d{1,3})";
    case "d":
    case "H":
    case "h":
    case "m":
    case "s":
      return digits;
    case "S":
      return `(\\d{1,${count}})`;
    case "a":
      return "(AM|PM)";
    case "E":
      return "([a-z]+)";
    case "X":
    case "x":
    case "Z":
      return "(Z|[+-]\\d{2}:?\\d{2})";
    default:
      return undefined;
  }
}

function timestampOf(fields: ReadonlyMap<string, string>): string | undefined {
  const number = (letter: string, otherwise: number) => Number(fields.get(letter) ?? otherwise);
  const yearText = fields.get("y") ?? "1970";
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  const month = monthOf(fields.get("M"));
  const day = number("d", 1);
  const half = fields.get("a")?.toUpperCase();
  const hour =
    half === undefined ? number("H", number("h", 0)) : (number("h", 12) % 12) + (half === "PM" ? 12 : 0);
  const date = new Date(Date.UTC(year, month - 1, day, hour, number("m", 0), number("s", 0)));
  if (
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    number("m", 0) > 59 ||
    number("s", 0) > 59
  )
    return undefined;

  date.setUTCMinutes(
    date.getUTCMinutes() - offsetMinutes(fields.get("X") ?? fields.get("x") ?? fields.get("Z")),
  );
  return `${date.toISOString().slice(0, 19)}.${(fields.get("S") ?? "0").padEnd(6, "0").slice(0, 6)}`;
}

function monthOf(text: string | undefined): number {
  if (text === undefined) return 1;
  if (/^\d+$/.test(text)) return Number(text);
  return MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()) + 1;
}

function offsetMinutes(text: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text ?? "") ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
