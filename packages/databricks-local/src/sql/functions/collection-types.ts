import { commonType } from "../types/common-type";
import { simpleType, type SqlType } from "../types/sql-type";
import type { Call } from "./function-spec";

/** The type of `array(…)`: all elements meet in one. */
export function arrayOfCommon({ types }: Call): SqlType | undefined {
  const element = types.length === 0 ? simpleType("void") : commonType(types);
  return element && { kind: "array", element };
}

/** What an array's or a map's element is. */
export function elementOf({ types: [type] }: Call): SqlType | undefined {
  if (type?.kind === "array") return type.element;
  return type?.kind === "map" ? type.value : undefined;
}

export function isMap({ types: [type] }: Call): boolean {
  return type?.kind === "map";
}

/** The first argument's own type. */
export function sameCollection({ types: [type] }: Call): SqlType | undefined {
  return type;
}

/** The common type of two arrays. */
export function bothArrays({ types }: Call): SqlType | undefined {
  return commonType(types.slice(0, 2));
}
