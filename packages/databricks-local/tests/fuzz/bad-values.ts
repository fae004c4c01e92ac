import fc from "fast-check";

/** Texts that break readers: encodings, escapes, quoting, prototypes, sizes. */
const BAD_TEXTS = [
  "",
  " ",
  "\0",
  "\ud800",
  "\udfff\ud800",
  "\u202e",
  "\ufeff",
  "é\u0301",
  "😀",
  "'",
  '"',
  "`",
  "\\",
  "--",
  "/*",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "NaN",
  "-1",
  "1e309",
  "0x10",
  "{{ALERT_NAME}}",
  "SELECT",
  "SELECT 1;;",
  "SELECT '",
  "SELECT \0",
  "SELECT (((((((1",
  "SELECT * FROM nowhere",
  "WITH q AS",
  ";",
  "../../etc/passwd",
  "/Shared/../..",
  "//",
  "/Workspace",
  "a/b",
  "?x=1",
  "#",
  "%",
  "%00",
  "%ZZ",
  "%c0%af",
  "+",
  "*",
  "9".repeat(400),
  "x".repeat(70_000),
  "(".repeat(3000),
  "{{#a}}".repeat(300),
  "\n".repeat(500),
];
const BAD_NUMBERS = [-1, 0.5, -0, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 64, 5e-324, Number.MAX_SAFE_INTEGER];

export const badText = fc.oneof(fc.constantFrom(...BAD_TEXTS), fc.string({ unit: "binary", maxLength: 40 }));

const badKey = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "prototype", "", "length", "\0"),
  fc.string(),
);

/** Any JSON value, seldom a sensible one. */
export const badValue: fc.Arbitrary<unknown> = fc.oneof(
  badText,
  fc.constantFrom<unknown>(...BAD_NUMBERS, true, false, null, [], {}, [[]], [null], { __proto__: null }),
  fc.dictionary(badKey, fc.oneof(badText, fc.constant({ polluted: true })), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
  fc.integer({ min: 90, max: 600 }).map((depth) => nested(depth)),
);

/** An array in an array in an array … */
function nested(depth: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** A body with one to three of its fields, at any depth, replaced, removed or joined by another. */
export function broken(body: object): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(),
    key: badKey,
    value: badValue,
    kind: fc.constantFrom("put", "drop", "add"),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy: unknown = structuredClone(body);
    for (const { at, key, value, kind } of changes) {
      const places = placesOf(copy);
      const place = places[at % Math.max(1, places.length)];
      if (place === undefined) continue;
      const [holder, name] = place;
      if (kind === "drop") {
        Reflect.deleteProperty(holder, name);
      } else {
        Object.defineProperty(
          holder,
          kind === "add" && !Array.isArray(holder) ? key : name,
          property(structuredClone(value)),
        );
      }
    }
    return copy;
  });
}

/** Every member of every object and array in the value. */
function placesOf(value: unknown): (readonly [holder: object, name: string])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [[value, name] as const, ...placesOf(member)]);
}

// Not assigned: `holder["__proto__"] = value` would set the prototype instead of a member.
function property(value: unknown): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}
