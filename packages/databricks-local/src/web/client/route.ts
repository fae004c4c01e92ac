import { useEffect, useState } from "preact/hooks";

export interface Route {
  /** The first part of the address: which view. */
  readonly view: string;
  /** The parts after it. */
  readonly parts: readonly string[];
}

/** `#/tables/main/default/t` → tables, [main, default, t]. */
export function parseRoute(hash: string): Route {
  const [view = "", ...parts] = hash.replace(/^#\/?/, "").split("/").map(decodePart);
  return { view: view === "" ? "alerts" : view, parts };
}

/** An address of the page. */
export function linkTo(view: string, ...parts: readonly string[]): string {
  return `#/${[view, ...parts].map(encodeURIComponent).join("/")}`;
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return parseRoute(hash);
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
