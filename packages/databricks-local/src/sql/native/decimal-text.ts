/** Arithmetic that may need more than DuckDB's 38 digits on the way. Failures come back as words that no DECIMAL can be cast from. */
export function decimalQuotient(a: string, b: string, precision: number, scale: number): string {
  const [left, right] = [unscaled(a), unscaled(b)];
  if (right.digits === 0n) return "DIVIDE_BY_ZERO";
  const shift = scale - left.scale + right.scale;
  const [over, under] =
    shift >= 0 ? [left.digits * tens(shift), right.digits] : [left.digits, right.digits * tens(-shift)];
  return decimalText(halfUp(over, under), precision, scale);
}

export function decimalProduct(a: string, b: string, precision: number, scale: number): string {
  const [left, right] = [unscaled(a), unscaled(b)];
  const shift = left.scale + right.scale - scale;
  const product = left.digits * right.digits;
  return decimalText(shift >= 0 ? halfUp(product, tens(shift)) : product * tens(-shift), precision, scale);
}

interface Unscaled {
  readonly digits: bigint;
  readonly scale: number;
}

function unscaled(text: string): Unscaled {
  const [whole = "", fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function decimalText(digits: bigint, precision: number, scale: number): string {
  const size = digits < 0n ? -digits : digits;
  if (size >= tens(precision)) return `DECIMAL_OUT_OF_RANGE ${precision} ${scale}`;
  const text = String(size).padStart(scale + 1, "0");
  const fraction = scale === 0 ? "" : `.${text.slice(-scale)}`;
  return `${digits < 0n ? "-" : ""}${text.slice(0, text.length - scale)}${fraction}`;
}

/** The quotient, rounded half away from zero. */
function halfUp(over: bigint, under: bigint): bigint {
  const isNegative = over < 0n !== under < 0n;
  const [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  const quotient = (2n * a + b) / (2n * b);
  return isNegative ? -quotient : quotient;
}

function tens(count: number): bigint {
  return 10n ** BigInt(count);
}
