import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import {
  BIGINT,
  BLOB,
  type DuckDBBlobValue,
  type DuckDBListValue,
  INTEGER,
  LIST,
  VARCHAR,
} from "@duckdb/node-api";
import type { NativeFunction } from "./native-function";
import { murmur3, xxHash64 } from "./value-hashes";

const LENGTHS: Readonly<Record<number, string>> = {
  0: "sha256",
  224: "sha224",
  256: "sha256",
  384: "sha384",
  512: "sha512",
};

/** Hashes that DuckDB does not have. */
export const NATIVE_HASHES: Readonly<Record<string, NativeFunction>> = {
  dbx_crc32: [[BLOB], BIGINT, ({ bytes }: DuckDBBlobValue) => BigInt(crc32(bytes))],
  dbx_hash: [
    [LIST(VARCHAR), VARCHAR],
    INTEGER,
    (values: DuckDBListValue, types: string) => hashed(values, types, 42, murmur3),
  ],
  dbx_sha2: [
    [BLOB, INTEGER],
    VARCHAR,
    ({ bytes }: DuckDBBlobValue, bits: number) => {
      const name = LENGTHS[bits];
      return name === undefined ? null : createHash(name).update(bytes).digest("hex");
    },
  ],
  dbx_xxhash64: [
    [LIST(VARCHAR), VARCHAR],
    BIGINT,
    (values: DuckDBListValue, types: string) => hashed(values, types, 42n, xxHash64),
  ],
};

/** Each value is hashed with the hash of those before it; NULL changes nothing. */
function hashed<H>(
  values: DuckDBListValue,
  types: string,
  seed: H,
  hash: (text: string, type: string, seed: H) => H,
): H {
  const names = types.split(" ");
  return values.items.reduce<H>(
    (sum, value, index) => folded(typeof value === "string" ? value : null, names[index] ?? "", sum, hash),
    seed,
  );
}

/** An array comes as JSON, its type behind `a`. */
function folded<H>(
  value: string | null,
  type: string,
  seed: H,
  hash: (text: string, type: string, seed: H) => H,
): H {
  if (value === null) return seed;
  if (!type.startsWith("a")) return hash(value, type, seed);
  const elements = JSON.parse(value) as (string | null)[]; // the translator prints an array of texts
  return elements.reduce((sum, element) => folded(element, type.slice(1), sum, hash), seed);
}
