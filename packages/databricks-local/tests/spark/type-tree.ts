/** A type as its name says it: `array<struct<a:int>>`. */
export type TypeTree =
  | { readonly kind: "simple"; readonly name: string }
  | { readonly kind: "array"; readonly element: TypeTree }
  | { readonly kind: "map"; readonly key: TypeTree; readonly value: TypeTree }
  | {
      readonly kind: "struct";
      readonly fields: readonly { readonly name: string; readonly type: TypeTree }[];
    };

const UNKNOWN: TypeTree = { kind: "simple", name: "" };

export function typeTree(name: string): TypeTree {
  const [, word = "", inner = ""] = /^(array|map|struct)<(.*)>$/s.exec(name) ?? [];
  const parts = split(inner);
  if (word === "array") return { kind: "array", element: typeTree(inner) };
  if (word === "map") {
    const [key = "", value = ""] = parts;
    return { kind: "map", key: typeTree(key), value: typeTree(value) };
  }
  if (word === "struct") return { kind: "struct", fields: parts.map(field) };
  return name === "" ? UNKNOWN : { kind: "simple", name };
}

/** `name:type`; the name may hold a colon only if the type is simple, which is good enough here. */
function field(text: string): { readonly name: string; readonly type: TypeTree } {
  const [, name = "", type = ""] = /^(`(?:[^`]|``)*`|[^:]*):(.*)$/s.exec(text) ?? [];
  return { name: name.replace(/^`(.*)`$/s, "$1").replaceAll("``", "`"), type: typeTree(type) };
}

/** At the commas outside of all brackets. */
function split(list: string): string[] {
  if (list === "") return [];
  const parts = [""];
  let depth = 0;
  for (const char of list) {
    if ("<(".includes(char)) depth++;
    if (">)".includes(char)) depth--;
    if (char === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts;
}
