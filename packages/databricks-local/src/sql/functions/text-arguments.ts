import { argumentAs, together } from "../translate/coerce";
import { isSimple } from "../types/coercion";
import { simpleType } from "../types/sql-type";
import type { Takes } from "./takes";

/** What the functions of texts take that `takes` cannot say: several arguments that are all texts or all bytes. */

/** The arguments at these places are all bytes or all texts; the second of three is a number. */
export function bytesOrTexts(minArgs: number, maxArgs: number, places: readonly number[]): Takes {
  return {
    minArgs,
    maxArgs,
    coerce: (args, name) => {
      const isBinary = places.every((place) => !args[place] || isSimple(args[place].type, "binary"));
      return args.map((arg, index) =>
        argumentAs(name, index, arg, places.includes(index) ? (isBinary ? "binary" : "string") : "int"),
      );
    },
  };
}

/** Of `concat`: arrays, bytes or texts. */
export function joinable(): Takes {
  return {
    minArgs: 0,
    maxArgs: Infinity,
    coerce: (args, name) => {
      const isArray = args.some(({ type }) => type?.kind === "array");
      const isBinary = args.length > 0 && args.every(({ type }) => isSimple(type, "binary"));
      return isArray || isBinary
        ? together(name, args)
        : args.map((arg, index) => argumentAs(name, index, arg, "string"));
    },
  };
}

/** Texts, and arrays of what can be read as texts. */
export function joinTakes(): Takes {
  const array = { kind: "array", element: simpleType("string") } as const;
  return {
    minArgs: 1,
    maxArgs: Infinity,
    coerce: (args, name) =>
      args.map((arg, index) =>
        argumentAs(name, index, arg, index > 0 && arg.type?.kind === "array" ? array : "string"),
      ),
  };
}

/** Its values are texts, unless all are bytes. */
export function eltTakes(): Takes {
  return {
    minArgs: 2,
    maxArgs: Infinity,
    coerce: (args, name) => {
      const isBinary = args.slice(1).every(({ type }) => isSimple(type, "binary"));
      return args.map((arg, index) =>
        argumentAs(name, index, arg, index === 0 ? "int" : isBinary ? "binary" : "string"),
      );
    },
  };
}
