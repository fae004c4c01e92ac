import { BOOLEAN, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { schemaOfJsons } from "./json-schema";
import type { NativeFunction } from "./native-function";
import { castVariant } from "./variant-cast";
import { atVariantPath } from "./variant-paths";
import { commonVariantType, typeOfVariant, variantSchemaText } from "./variant-schema";
import {
  malformedRecord,
  parseVariant,
  readVariant,
  scalarText,
  type ScalarKind,
  variantJson,
  writeVariant,
} from "./variant-value";

/** A VARIANT is a text here, as `writeVariant` makes it. */
export const NATIVE_VARIANTS: Readonly<Record<string, NativeFunction>> = {
  dbx_parse_variant: [
    [VARCHAR],
    VARCHAR,
    (text: string) => {
      const value = parseVariant(text);
      if (!value) throw malformedRecord(text);
      return writeVariant(value);
    },
  ],
  dbx_schema_of_jsons: [[VARCHAR], VARCHAR, schemaOfJsons],
  dbx_try_parse_variant: [
    [VARCHAR],
    VARCHAR,
    (text: string) => {
      const value = parseVariant(text);
      return value ? writeVariant(value) : null;
    },
  ],
  dbx_variant_cast: [
    [VARCHAR, VARCHAR, BOOLEAN],
    VARCHAR,
    (text: string, type: string, isTry: boolean) => castVariant(readVariant(text), type, isTry),
  ],
  dbx_variant_get: [
    [VARCHAR, VARCHAR, VARCHAR],
    VARCHAR,
    (text: string, path: string, caller: string) => {
      const found = atVariantPath(readVariant(text), path, caller);
      return found ? writeVariant(found) : null;
    },
  ],
  dbx_variant_items: [
    [VARCHAR],
    LIST(VARCHAR),
    (text: string) => {
      const value = readVariant(text);
      if (value.kind === "array") return listValue(value.items.map(writeVariant));
      return listValue(value.kind === "object" ? value.fields.map(([, field]) => writeVariant(field)) : []);
    },
  ],
  dbx_variant_json: [[VARCHAR], VARCHAR, (text: string) => variantJson(readVariant(text))],
  /** One for each item; those of an array are NULL. */
  dbx_variant_keys: [
    [VARCHAR],
    LIST(VARCHAR),
    (text: string) => {
      const value = readVariant(text);
      if (value.kind === "array") return listValue(value.items.map(() => null));
      return listValue(value.kind === "object" ? value.fields.map(([name]) => name) : []);
    },
  ],
  /** With the fields of objects in order. */
  dbx_variant_ordered: [[VARCHAR], VARCHAR, (text: string) => writeVariant(readVariant(text))],
  dbx_variant_scalar: [
    [VARCHAR, VARCHAR],
    VARCHAR,
    (text: string, type: string) => scalarText(type as ScalarKind, text), // the translation names no other
  ],
  dbx_variant_schema: [
    [VARCHAR],
    VARCHAR,
    (text: string) => variantSchemaText(typeOfVariant(readVariant(text))),
  ],
  /** Of the elements of an array, which are of different rows. */
  dbx_variant_schema_of_all: [
    [VARCHAR],
    VARCHAR,
    (text: string) => {
      const value = readVariant(text);
      return variantSchemaText(commonVariantType(value.kind === "array" ? value.items : [value]));
    },
  ],
};
