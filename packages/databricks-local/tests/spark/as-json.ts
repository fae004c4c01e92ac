/** JSON of what JSON has no words for, too: BIGINTs, MAPs, NaN, the infinities and -0. */
export function asJson(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === "bigint") return Number.isSafeInteger(Number(part)) ? Number(part) : String(part);
      if (part instanceof Map) return [...(part as Map<unknown, unknown>)];
      if (Object.is(part, -0)) return "-0.0";
      return typeof part === "number" && !Number.isFinite(part) ? String(part) : part;
    }) ?? "none"
  );
}
