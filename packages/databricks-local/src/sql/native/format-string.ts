/** `format_string`'s patterns, of which the arguments come as a JSON array of texts: `%s`, `%d`, `%5.2f`, `%%`. */
export function formatString(pattern: string, json: string): string {
  const args = JSON.parse(json) as (string | null)[]; // the translator prints an array of texts
  let next = 0;
  return pattern.replace(
    /%(?:(\d+)\$)?([-+ 0,]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (
      text,
      position: string | undefined,
      flags: string,
      width: string | undefined,
      digits: string | undefined,
      kind: string,
    ) => {
      if (kind === "%") return "%";
      if (kind === "n") return "\n";
      const value = args[position === undefined ? next++ : Number(position) - 1] ?? null;
      const shown = value === null ? "null" : conversion(kind, value, digits, flags);
      if (shown === undefined) return `FORMAT_UNSUPPORTED ${text}`;
      return padded(shown, flags, Number(width ?? 0));
    },
  );
}

function conversion(
  kind: string,
  value: string,
  digits: string | undefined,
  flags: string,
): string | undefined {
  switch (kind) {
    case "s":
    case "S": {
      const text = digits === undefined ? value : value.slice(0, Number(digits));
      return kind === "S" ? text.toUpperCase() : text;
    }
    case "d":
      return signed(flags.includes(",") ? grouped(value) : value, flags);
    case "f": {
      const text = Number(value).toFixed(Number(digits ?? 6));
      return signed(flags.includes(",") ? grouped(text) : text, flags);
    }
    case "x":
      return BigInt(value).toString(16);
    case "X":
      return BigInt(value).toString(16).toUpperCase();
    case "b":
      return value;
    default:
      return undefined;
  }
}

function signed(text: string, flags: string): string {
  return flags.includes("+") && !text.startsWith("-") ? `+${text}` : text;
}

function grouped(text: string): string {
  const [whole = "", ...fraction] = text.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...fraction].join(".");
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}
