/** How Apache Spark hashes a value: Murmur3 with 32 bits, xxHash with 64. Each kind of value has a letter. */

type Hashed =
  { kind: "int"; value: number } | { kind: "long"; value: bigint } | { kind: "bytes"; value: Buffer };

/** `i` whole numbers of up to 32 bits, `l` of 64, `f` FLOAT, `d` DOUBLE, `D` large DECIMALs without a point, `s` texts, `x` bytes as digits. */
function partsOf(text: string, type: string): Hashed {
  switch (type) {
    case "i":
      return { kind: "int", value: Number(text) };
    case "l":
      return { kind: "long", value: BigInt(text) };
    case "f": {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatBE(Number(text) === 0 ? 0 : Number(text));
      return { kind: "int", value: bytes.readInt32BE() };
    }
    case "d": {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(Number(text) === 0 ? 0 : Number(text));
      return { kind: "long", value: bytes.readBigInt64BE() };
    }
    case "D":
      return { kind: "bytes", value: twosComplement(BigInt(text)) };
    case "x":
      return { kind: "bytes", value: Buffer.from(text, "hex") };
    default:
      return { kind: "bytes", value: Buffer.from(text) };
  }
}

/** The fewest bytes that hold the number and its sign. */
function twosComplement(value: bigint): Buffer {
  let size = 1;
  while (BigInt.asIntN(size * 8, value) !== value) size += 1;
  const digits = BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, "0");
  return Buffer.from(digits, "hex");
}

export function murmur3(text: string, type: string, seed: number): number {
  const { kind, value } = partsOf(text, type);
  if (kind === "int") return finish(mixed(seed, value), 4);
  if (kind === "long") {
    const [low, high] = [Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n))];
    return finish(mixed(mixed(seed, low), high), 8);
  }
  let hash = seed;
  const aligned = value.length - (value.length % 4);
  for (let at = 0; at < aligned; at += 4) hash = mixed(hash, value.readInt32LE(at));
  for (let at = aligned; at < value.length; at += 1) hash = mixed(hash, value.readInt8(at));
  return finish(hash, value.length);
}

function mixed(hash: number, block: number): number {
  const scrambled = Math.imul(turned(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
  return (Math.imul(turned(hash ^ scrambled, 13), 5) + 0xe6546b64) | 0;
}

function turned(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function finish(hash: number, length: number): number {
  let value = hash ^ length;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}

const [P1, P2, P3, P4, P5] = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
] as const;

function long(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function turnedLong(value: bigint, by: bigint): bigint {
  return long(value << by) | (long(value) >> (64n - by));
}

export function xxHash64(text: string, type: string, seed: bigint): bigint {
  const { kind, value } = partsOf(text, type);
  if (kind === "int") return finishLong(withInt(long(seed + P5 + 4n), BigInt(value >>> 0)));
  if (kind === "long") return finishLong(withLong(long(seed + P5 + 8n), long(value)));
  let at = 0;
  let hash = long(seed + P5);
  if (value.length >= 32) {
    let lanes = [seed + P1 + P2, seed + P2, seed, seed - P1].map(long);
    for (; at + 32 <= value.length; at += 32) {
      const from = at;
      lanes = lanes.map((lane, index) => rounded(lane, value.readBigUInt64LE(from + index * 8)));
    }
    const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
    hash = long(turnedLong(a, 1n) + turnedLong(b, 7n) + turnedLong(c, 12n) + turnedLong(d, 18n));
    for (const lane of lanes) hash = long((hash ^ rounded(0n, lane)) * P1 + P4);
  }
  hash = long(hash + BigInt(value.length));
  for (; at + 8 <= value.length; at += 8) hash = withLong(hash, value.readBigUInt64LE(at));
  if (at + 4 <= value.length) {
    hash = withInt(hash, BigInt(value.readUInt32LE(at)));
    at += 4;
  }
  for (; at < value.length; at += 1)
    hash = long(turnedLong(hash ^ long(BigInt(value[at] ?? 0) * P5), 11n) * P1);
  return finishLong(hash);
}

function rounded(lane: bigint, block: bigint): bigint {
  return long(turnedLong(long(lane + block * P2), 31n) * P1);
}

function withLong(hash: bigint, block: bigint): bigint {
  return long(turnedLong(hash ^ rounded(0n, block), 27n) * P1 + P4);
}

function withInt(hash: bigint, block: bigint): bigint {
  return long(turnedLong(hash ^ long(block * P1), 23n) * P2 + P3);
}

function finishLong(hash: bigint): bigint {
  let value = long((hash ^ (hash >> 33n)) * P2);
  value = long((value ^ (value >> 29n)) * P3);
  return BigInt.asIntN(64, value ^ (value >> 32n));
}
