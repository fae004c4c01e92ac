import { type Civil, civilOf, dayOfWeek, daysOf, floorDivide, MICROS_PER_DAY } from "./calendar";
import { type NumberPiece, type PatternPiece, patternOf } from "./datetime-pattern";

export const MONTHS = [
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
const QUARTERS = ["1st", "2nd", "3rd", "4th"];

/** What a pattern's letters stand for; the session's zone is UTC. */
interface Moment {
  readonly days: number;
  readonly date: Civil;
  /** Microseconds since midnight. */
  readonly time: number;
}

/** Microseconds since 1970 in a datetime pattern. */
export function formatDatetime(micros: bigint, pattern: string): string {
  const pieces = patternOf(pattern, false);
  const days = floorDivide(micros, MICROS_PER_DAY);
  const moment = {
    days: Number(days),
    date: civilOf(Number(days)),
    time: Number(micros - days * MICROS_PER_DAY),
  };
  return written(pieces, moment);
}

function written(pieces: readonly PatternPiece[], moment: Moment): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case "text":
          return piece.text;
        case "optional":
          return written(piece.pieces, moment);
        case "number":
          return digits(numberOf(piece.letter, moment), piece);
        case "word":
          return word(piece.letter, piece.count, moment);
      }
    })
    .join("");
}

function digits(value: number, { minWidth, sign, isReduced }: NumberPiece): string {
  const size = Math.abs(value);
  if (isReduced) return String(size % 100).padStart(2, "0");
  const text = String(size).padStart(minWidth, "0");
  if (value < 0) return `-${text}`;
  return sign === "wide" && text.length > minWidth ? `+${text}` : text;
}

function numberOf(letter: string, { days, date, time }: Moment): number {
  const { year } = date;
  const hour = Math.floor(time / 3_600_000_000);
  switch (letter) {
    case "u":
      return year;
    // The year of its era.
    case "y":
      return year > 0 ? year : 1 - year;
    case "q":
    case "Q":
      return quarterOf(date);
    case "M":
    case "L":
      return date.month;
    case "d":
      return date.day;
    case "D":
      return days - (daysOf(year, 1, 1) ?? 0) + 1;
    case "F":
      return ((date.day - 1) % 7) + 1;
    case "g":
      return days + 40_587;
    case "H":
      return hour;
    case "h":
      return hour % 12 || 12;
    case "K":
      return hour % 12;
    case "k":
      return hour || 24;
    case "m":
      return Math.floor(time / 60_000_000) % 60;
    default:
      return Math.floor(time / 1_000_000) % 60;
  }
}

function quarterOf({ month }: Civil): number {
  return Math.floor((month + 2) / 3);
}

function word(letter: string, count: number, { days, date, time }: Moment): string {
  const named = (name: string) => (count === 4 ? name : name.slice(0, 3));
  const quarter = quarterOf(date);
  switch (letter) {
    case "E":
      return named(DAYS[dayOfWeek(days)] ?? "");
    case "G":
      if (date.year > 0) return count === 4 ? "Anno Domini" : "AD";
      return count === 4 ? "Before Christ" : "BC";
    case "L":
    case "M":
      return named(MONTHS[date.month - 1] ?? "");
    case "Q":
    case "q":
      return count === 4 ? `${QUARTERS[quarter - 1] ?? ""} quarter` : `Q${quarter}`;
    case "S":
      return String(time % 1_000_000)
        .padStart(6, "0")
        .padEnd(count, "0")
        .slice(0, count);
    case "a":
      return time < 43_200_000_000 ? "AM" : "PM";
    case "V":
      return "UTC";
    case "v":
    case "z":
      return count === 4 ? "Coordinated Universal Time" : "UTC";
    case "O":
      return "GMT";
    case "X":
      return "Z";
    case "x":
      return count === 1 ? "+00" : count % 2 === 0 ? "+0000" : "+00:00";
    default:
      return count < 4 ? "+0000" : count === 4 ? "GMT" : "Z";
  }
}
