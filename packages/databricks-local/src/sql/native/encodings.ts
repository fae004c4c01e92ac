import { BLOB, blobValue, BOOLEAN, type DuckDBBlobValue, VARCHAR } from "@duckdb/node-api";
import { SqlError } from "../sql-engine";
import type { NativeFunction } from "./native-function";
import { urlPart } from "./url-parts";

/** Character sets, Base64, digits and URLs. */
export const NATIVE_ENCODINGS: Readonly<Record<string, NativeFunction>> = {
  dbx_decode: [
    [BLOB, VARCHAR],
    VARCHAR,
    ({ bytes }: DuckDBBlobValue, charset: string) => decoded(Buffer.from(bytes), charset),
  ],
  dbx_encode: [
    [VARCHAR, VARCHAR],
    BLOB,
    (text: string, charset: string) => blobValue(encoded(text, charset)),
  ],
  dbx_is_utf8: [[BLOB], BOOLEAN, ({ bytes }: DuckDBBlobValue) => isUtf8(bytes)],
  dbx_parse_url: [[VARCHAR, VARCHAR], VARCHAR, urlPart],
  dbx_parse_url_key: [[VARCHAR, VARCHAR, VARCHAR], VARCHAR, urlPart],
  dbx_try_parse_url: [[VARCHAR, VARCHAR], VARCHAR, orNull(urlPart)],
  dbx_try_parse_url_key: [[VARCHAR, VARCHAR, VARCHAR], VARCHAR, orNull(urlPart)],
  dbx_to_binary: [[VARCHAR, VARCHAR], BLOB, toBinary],
  dbx_try_to_binary: [[VARCHAR, VARCHAR], BLOB, orNull(toBinary)],
  dbx_unbase64: [[VARCHAR], BLOB, (text: string) => blobValue(fromBase64(text))],
  dbx_unhex: [
    [VARCHAR],
    BLOB,
    (text: string) => (/^[0-9a-fA-F]*$/.test(text) ? blobValue(fromHex(text)) : null),
  ],
  dbx_url_decode: [[VARCHAR], VARCHAR, urlDecoded],
  dbx_try_url_decode: [[VARCHAR], VARCHAR, orNull(urlDecoded)],
  dbx_url_encode: [
    [VARCHAR],
    VARCHAR,
    (text: string) =>
      encodeURIComponent(text)
        .replaceAll("%20", "+")
        .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
  ],
  dbx_validate_utf8: [
    [BLOB],
    VARCHAR,
    ({ bytes }: DuckDBBlobValue) => {
      if (!isUtf8(bytes)) {
        throw new SqlError(
          "INVALID_UTF8_STRING",
          "22029",
          `Invalid UTF8 byte sequence found in string: ${[...bytes].map((byte) => `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("")}.`,
        );
      }
      return Buffer.from(bytes).toString("utf8");
    },
  ],
};

/** What fails gives NULL. */
export function orNull<A extends readonly unknown[], R>(
  compute: (...args: A) => R,
): (...args: A) => R | null {
  return (...args) => {
    try {
      return compute(...args);
    } catch (error) {
      if (error instanceof SqlError) return null;
      throw error;
    }
  };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const CHARSETS = ["iso-8859-1", "us-ascii", "utf-16", "utf-16be", "utf-16le", "utf-32", "utf-8"];

function checkCharset(charset: string, name: string): string {
  const known = charset.toLowerCase();
  if (CHARSETS.includes(known)) return known;
  throw new SqlError(
    "INVALID_PARAMETER_VALUE.CHARSET",
    "22023",
    `The value of parameter(s) \`charset\` in \`${name}\` is invalid: expects one of the ${CHARSETS.join(", ")}, but got ${charset}.`,
  );
}

function malformed(charset: string, name: string): SqlError {
  return new SqlError(
    "MALFORMED_CHARACTER_CODING",
    "22000",
    `Invalid value found when performing \`${name}\` with ${charset}.`,
  );
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/encode */
function encoded(text: string, charset: string): Buffer {
  const known = checkCharset(charset, "encode");
  switch (known) {
    case "utf-8":
      return Buffer.from(text);
    case "utf-16le":
      return Buffer.from(text, "utf16le");
    case "utf-16be":
      return Buffer.from(text, "utf16le").swap16();
    case "utf-16":
      return text === ""
        ? Buffer.alloc(0)
        : Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]);
    case "utf-32": {
      const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
      const bytes = Buffer.alloc(codes.length * 4);
      for (const [index, code] of codes.entries()) bytes.writeUInt32BE(code, index * 4);
      return bytes;
    }
    default: {
      const limit = known === "us-ascii" ? 0x7f : 0xff;
      if ([...text].some((character) => (character.codePointAt(0) ?? 0) > limit))
        throw malformed(charset, "encode");
      return Buffer.from(text, "latin1");
    }
  }
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/decode_cs */
function decoded(bytes: Buffer, charset: string): string {
  const known = checkCharset(charset, "decode");
  switch (known) {
    case "us-ascii":
      if (bytes.some((byte) => byte > 0x7f)) throw malformed(charset, "decode");
      return bytes.toString("latin1");
    case "iso-8859-1":
      return bytes.toString("latin1");
    case "utf-32":
      return fromUtf32(bytes, charset);
    case "utf-16": {
      const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
      const isMarked = isLittle || (bytes[0] === 0xfe && bytes[1] === 0xff);
      return unicode(isMarked ? bytes.subarray(2) : bytes, isLittle ? "utf-16le" : "utf-16be", charset);
    }
    default:
      return unicode(bytes, known, charset);
  }
}

function unicode(bytes: Buffer, known: string, charset: string): string {
  try {
    return new TextDecoder(known, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed(charset, "decode");
  }
}

function fromUtf32(bytes: Buffer, charset: string): string {
  if (bytes.length % 4 !== 0) throw malformed(charset, "decode");
  const isLittle = bytes.length >= 4 && bytes.readUInt32BE(0) === 0xfffe0000;
  const codes = Array.from({ length: bytes.length / 4 }, (_, index) =>
    isLittle ? bytes.readUInt32LE(index * 4) : bytes.readUInt32BE(index * 4),
  );
  if (codes.some((code) => code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)))
    throw malformed(charset, "decode");
  return String.fromCodePoint(...(codes[0] === 0xfeff ? codes.slice(1) : codes));
}

function fromHex(text: string): Buffer {
  return Buffer.from(text.length % 2 === 1 ? `0${text}` : text, "hex");
}

/** Other characters than those of Base64 are overlooked, as MIME has it; a wrong end is not. */
function fromBase64(text: string): Buffer {
  const letters = text.replace(/[^A-Za-z0-9+/=]/g, "");
  const [body = ""] = letters.split("=");
  const rest = letters.slice(body.length);
  const left = body.length % 4;
  const isWrong =
    left === 1 || (left === 0 && rest !== "") || (left === 2 && rest !== "" && !/^==/.test(rest));
  if (isWrong || /[^=]/.test(rest))
    throw new SqlError("INTERNAL_ERROR", "XX000", "unbase64: Input byte array has wrong 4-byte ending unit.");
  return Buffer.from(body, "base64");
}

function toBinary(text: string, format: string): DuckDBBlobValue {
  const kind = format.toLowerCase();
  if (kind === "utf-8" || kind === "utf8") return blobValue(Buffer.from(text));
  const isValid = kind === "hex" ? /^[0-9a-f]*$/i.test(text) : isStrictBase64(text);
  if (!isValid) {
    throw new SqlError(
      "CONVERSION_INVALID_INPUT",
      "22018",
      `The value '${text}' ('${kind.toUpperCase()}') cannot be converted to "BINARY" because it is malformed. Correct the value as per the syntax, or change its format. Use \`try_to_binary\` to tolerate malformed input and return NULL instead.`,
    );
  }
  return blobValue(kind === "hex" ? fromHex(text) : Buffer.from(text, "base64"));
}

/** Blanks may stand anywhere, and at the end there are as many `=` as are missing, or none. */
function isStrictBase64(text: string): boolean {
  const letters = text.replace(/\s/g, "");
  const [, body = "", pad = ""] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(letters) ?? [, "?", "?"];
  if (body === "?") return false;
  return pad === "" ? body.length % 4 !== 1 : (body.length + pad.length) % 4 === 0;
}

function urlDecoded(text: string): string {
  const bytes = text
    .replaceAll("+", " ")
    .replace(/(?:%[0-9a-fA-F]{2})+/g, (run) =>
      Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8").replaceAll("%", "\0"),
    );
  if (bytes.includes("%")) {
    throw new SqlError(
      "CANNOT_DECODE_URL",
      "22546",
      `The provided URL cannot be decoded: ${text}. Please ensure that the URL is properly formatted and try again.`,
    );
  }
  return bytes.replaceAll("\0", "%");
}
