import { scalar, textual, type FunctionTable } from "./function-spec";

/** Hashes, Base64 and URLs. */
export const ENCODING_FUNCTIONS: FunctionTable = {
  base64: scalar(1, 1, ([a = ""]) => `to_base64(CAST(${a} AS BLOB))`, "string"),
  crc32: textual(1, 1, ([s = ""]) => `dbx_crc32(${s})`, "bigint"),
  md5: textual(1, 1, ([s = ""]) => `md5(${s})`),
  parse_url: textual(2, 3, ([url = "", part = "", key = "''"]) => `dbx_parse_url(${url}, ${part}, ${key})`),
  sha: textual(1, 1, ([s = ""]) => `sha1(${s})`),
  sha1: textual(1, 1, ([s = ""]) => `sha1(${s})`),
  sha2: textual(2, 2, ([s = "", bits = ""]) => `dbx_sha2(${s}, CAST(${bits} AS INTEGER))`),
  unbase64: textual(1, 1, ([s = ""]) => `from_base64(${s})`, "binary"),
  unhex: textual(1, 1, ([s = ""]) => `from_hex(${s})`, "binary"),
  url_decode: textual(1, 1, ([s = ""]) => `dbx_url_decode(${s})`),
  url_encode: textual(1, 1, ([s = ""]) => `dbx_url_encode(${s})`),
};
