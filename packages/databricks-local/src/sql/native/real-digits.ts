import { exactOfText, rounded, splitDigits } from "./rounded-digits";

/** The digits of a number that is not negative, in one of the conversions `e`, `f` and `g`. */
export function realDigits(size: number, conversion: string, precision: number, flags: string): string {
  if (conversion === "e") return scientific(size, precision, flags);
  if (conversion === "f") return fixed(size, precision, flags);
  const digits = precision === 0 ? 1 : precision;
  if (size === 0) return fixed(0, digits - 1, flags);
  const exponent = Number(scientific(size, digits - 1, "").split("e")[1]);
  return exponent >= -4 && exponent < digits
    ? fixed(size, digits - exponent - 1, flags)
    : scientific(size, digits - 1, flags);
}

function fixed(size: number, precision: number, flags: string): string {
  const [whole, fraction] = splitDigits(rounded(exactOfText(size.toExponential()), precision, false));
  if (precision === 0) return whole + (flags.includes("#") ? "." : "");
  return `${whole}.${fraction.padEnd(precision, "0")}`;
}

function scientific(size: number, precision: number, flags: string): string {
  const [mantissa = "0", power = "0"] = size.toExponential().split("e");
  const exact = rounded(exactOfText(mantissa), precision, false);
  const [whole, fraction] = splitDigits(exact);
  const isCarried = whole.length > 1;
  const exponent = Number(power) + (isCarried ? 1 : 0);
  const places = (isCarried ? whole.slice(1) + fraction : fraction)
    .slice(0, precision)
    .padEnd(precision, "0");
  const point = places !== "" || flags.includes("#") ? "." : "";
  return `${whole.slice(0, 1)}${point}${places}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
