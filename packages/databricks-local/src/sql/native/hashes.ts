import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { BIGINT, INTEGER, VARCHAR } from "@duckdb/node-api";
import type { NativeFunction } from "./register-native";

const LENGTHS: Readonly<Record<number, string>> = {
  0: "sha256",
  224: "sha224",
  256: "sha256",
  384: "sha384",
  512: "sha512",
};

/** Hashes that DuckDB does not have. */
export const NATIVE_HASHES: Readonly<Record<string, NativeFunction>> = {
  dbx_crc32: [[VARCHAR], BIGINT, (text: string) => BigInt(crc32(text))],
  dbx_sha2: [
    [VARCHAR, INTEGER],
    VARCHAR,
    (text: string, bits: number) => {
      const name = LENGTHS[bits];
      return name === undefined ? null : createHash(name).update(text).digest("hex");
    },
  ],
};
