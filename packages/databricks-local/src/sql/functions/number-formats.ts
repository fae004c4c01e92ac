import { unsupported } from "../sql-faults";
import { isSimple } from "../types/common-type";
import type { SqlType } from "../types/sql-type";
import { literalText, type Call } from "./function-spec";

/** The digits before and behind the point in a number's format; other formats than digits, groups and `$` are refused. */
function digitsOf(call: Call): { whole: number; fraction: number; isGrouped: boolean } {
  const format = literalText(call.nodes[1]) ?? "";
  if (!/^\$?[09,]+([.D][09]*)?$/i.test(format)) throw unsupported(`the number format "${format}"`);
  const [whole = "", fraction = ""] = format.split(/[.D]/i);
  return {
    whole: whole.replace(/[^09]/g, "").length,
    fraction: fraction.length,
    isGrouped: format.includes(","),
  };
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/to_number */
export function numberOfText(cast: "CAST" | "TRY_CAST") {
  return {
    print: ([text = ""]: readonly string[], call: Call): string => {
      const { whole, fraction } = digitsOf(call);
      return `${cast}(regexp_replace(${text}, '[$,]', '', 'g') AS DECIMAL(${whole + fraction}, ${fraction}))`;
    },
    type: (call: Call): SqlType => {
      const { whole, fraction } = digitsOf(call);
      return { kind: "decimal", precision: whole + fraction, scale: fraction };
    },
  };
}

/** A date in a datetime pattern, or a number in a format of digits. */
export function textOfNumber([value = "", pattern = ""]: readonly string[], call: Call): string {
  if (isSimple(call.types[0], "date", "timestamp")) {
    return `dbx_format_datetime(epoch_us(CAST(${value} AS TIMESTAMP)), ${pattern})`;
  }
  const { fraction, isGrouped } = digitsOf(call);
  return `format('{:${isGrouped ? "," : ""}.${fraction}f}', CAST(${value} AS DOUBLE))`;
}
