import type { PropertyMap, PropertyValue } from "../values/property-value";

/** What a value is made of. A set is a list whose order says nothing. */
export type Kind =
  | "string"
  | "number"
  | "boolean"
  | { readonly object: Fields }
  | { readonly list: Kind }
  | { readonly set: Kind }
  | { readonly map: Kind };

/** The properties of a resource or of an object inside it, by the names that the program uses. */
export type Fields = Readonly<Record<string, Field>>;

export interface FieldOptions {
  /** The API's name. @default the program's, in snake case */
  readonly json?: string;
  readonly required?: true;
  /** What the provider puts in where the program says nothing. */
  readonly default?: PropertyValue;
  /** Where the program says nothing, what the service says stands, and is no change; a text: only this value does. */
  readonly keeps?: true | string;
  /** Sent even when it is empty, 0 or false. */
  readonly forced?: true;
  /** Another value means another resource; of an object: that it comes or goes. */
  readonly replaces?: true;
  readonly secret?: true;
  /** The only values there are. */
  readonly values?: readonly string[];
  /** The provider alone knows it: neither sent nor read. */
  readonly local?: true;
  /** Only the service sets it. `echoed`: updates send it back, as the provider does. */
  readonly output?: true | "echoed";
  /** Of the resource itself: whether a value that differs means the same, and the old one stands. */
  readonly isSame?: (
    old: PropertyValue,
    next: PropertyValue,
    planned: PropertyMap,
    olds: PropertyMap,
  ) => boolean;
}

export interface Field extends FieldOptions {
  readonly kind: Kind;
}

export const text = (options: FieldOptions = {}): Field => ({ kind: "string", ...options });
export const number = (options: FieldOptions = {}): Field => ({ kind: "number", ...options });
export const flag = (options: FieldOptions = {}): Field => ({ kind: "boolean", ...options });
export const object = (fields: Fields, options: FieldOptions = {}): Field => ({
  kind: { object: fields },
  ...options,
});
export const list = (kind: Kind, options: FieldOptions = {}): Field => ({ kind: { list: kind }, ...options });
export const set = (kind: Kind, options: FieldOptions = {}): Field => ({ kind: { set: kind }, ...options });
export const texts = (options: FieldOptions = {}): Field => ({ kind: { map: "string" }, ...options });

/** The API's name of a field. */
export function jsonName(name: string, { json }: Field): string {
  return json ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What a list or set consists of. */
export function elementKind(kind: Kind): Kind | undefined {
  if (typeof kind === "string") return undefined;
  if ("list" in kind) return kind.list;
  return "set" in kind ? kind.set : undefined;
}

/** Nothing, as far as the provider can tell: it does not know absent from empty, 0 and false. */
export function isZero(value: PropertyValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === "object") return Object.values(value).every(isZero);
  return value === "" || value === 0 || value === false;
}
