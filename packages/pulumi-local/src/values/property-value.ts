import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * A property as it travels between program, engine and provider: JSON, in which a few shapes have a meaning
 * (pulumi: sdk/nodejs/runtime/rpc.ts). The engine keeps this form throughout, in memory and in the state.
 */
export type PropertyValue = null | boolean | number | string | PropertyValue[] | PropertyMap;

export interface PropertyMap {
  [key: string]: PropertyValue;
}

/** Stands for a value that is only known after a create or an update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key that tells an object with a meaning from a plain one. */
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";

export const SIGNATURES = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  outputValue: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

type Signature = keyof typeof SIGNATURES;

/** A provider's own notes among the properties, as a dynamic resource's code: nothing that anybody wants to see. */
export function isInternal(key: string): boolean {
  return key.startsWith("__");
}

export function isMap(value: PropertyValue | undefined): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function hasSignature(value: PropertyValue | undefined, signature: Signature): value is PropertyMap {
  return isMap(value) && value[SIGNATURE_KEY] === SIGNATURES[signature];
}

export function containsUnknown(value: PropertyValue): boolean {
  return some(value, (part) => part === UNKNOWN);
}

/** Whether `test` holds for the value or for anything inside it. */
export function some(value: PropertyValue, test: (part: PropertyValue) => boolean): boolean {
  if (test(value)) return true;
  if (Array.isArray(value)) return value.some((element) => some(element, test));
  return isMap(value) && Object.values(value).some((member) => some(member, test));
}

export function toStruct(map: PropertyMap): Struct {
  return Struct.fromJavaScript(map);
}

export function fromStruct(struct: Struct | undefined): PropertyMap {
  return struct?.toJavaScript() ?? {};
}

/** A path into properties as resource options name it: `tags.owner`, `rows[0]`, `tags["a b"]`, `rows[*].text`. */
export type PropertyPath = (string | number)[];

/** A name, or an index in brackets: a quoted name, a wildcard, a number. */
const ELEMENT = /\.?(?:\[(?:"((?:\\"|[^"])*)"|(\*)|(\d+))\]|([^.[]+))/y;

/** Undefined where the text is no path (pulumi: ParsePropertyPath in sdk/go/common/resource/properties_path.go). */
export function parsePath(text: string): PropertyPath | undefined {
  const path: PropertyPath = [];
  if (text.startsWith(".")) return undefined;
  ELEMENT.lastIndex = 0;
  while (ELEMENT.lastIndex < text.length) {
    const match = ELEMENT.exec(text);
    if (!match) return undefined;
    const [, quoted, wildcard, index, name] = match;
    path.push(
      index === undefined ? (quoted?.replaceAll('\\"', '"') ?? wildcard ?? name ?? "") : Number(index),
    );
  }
  return path;
}

/** Whether `path` names `other` or something that `other` is inside of; `*` stands for any one element. */
export function containsPath(path: PropertyPath, other: PropertyPath): boolean {
  return path.length <= other.length && path.every((element, i) => element === "*" || element === other[i]);
}
