import { MONTHS, patternPieces, type PatternPiece } from "./datetime-pattern";

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
  ) {
    return undefined;
  }
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
