import { DAYS, MONTHS, patternPieces, type PatternPiece } from "./datetime-pattern";

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
