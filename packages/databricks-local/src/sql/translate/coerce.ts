import { commonType, isNumeric, isSame, isSimple, widerType } from "../types/coercion";
import { implicitCast, type Wanted } from "../types/implicit-cast";
import { duckDbType, type SqlType } from "../types/sql-type";
import { dataDiffer, unexpectedInput } from "../types/type-faults";
import { castTo } from "./cast";
import { typed, type Typed } from "./typed";

/** The values as one type, in which they meet; what has no known type is left as it is. */
export function together(name: string, values: readonly Typed[], meet = widerType): Typed[] {
  const types = values.map(({ type }) => type);
  if (types.length === 0 || types.includes(undefined)) return [...values];
  const type = commonType(types, meet);
  if (!type) {
    throw dataDiffer(
      name,
      types.flatMap((one) => one ?? []),
    );
  }
  return values.map((value) => asType(value, type));
}

/** An argument as a function takes it: cast where Databricks casts in silence, refused else. */
export function argumentAs(name: string, index: number, value: Typed, wanted: Wanted): Typed {
  if (!value.type) return value;
  const type = implicitCast(value.type, wanted);
  if (!type) throw unexpectedInput(name, index, wanted, value.type);
  return asType(value, type);
}

/** What no silent cast makes a condition. */
export function requireBoolean(name: string, { type }: Typed): void {
  if (type && !isSimple(type, "boolean")) throw unexpectedInput(name, 0, "boolean", type);
}

/** Also where DuckDB knows a number by another type than we do: a literal has none of its own. */
export function asType(value: Typed, type: SqlType): Typed {
  if (!value.type) return value;
  if (!isSame(value.type, type)) return castTo(value, type);
  return isBareNumber(value) ? typed(`CAST(${value.text} AS ${duckDbType(type)})`, type) : value;
}

function isBareNumber({ text, type }: Typed): boolean {
  return isNumeric(type) && /^\(?-?[\d.]+\)?$/.test(text);
}
