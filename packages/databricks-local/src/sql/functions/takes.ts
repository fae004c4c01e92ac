import { argumentAs, together } from "../translate/coerce";
import type { Typed } from "../translate/typed";
import { isSimple, widerType } from "../types/coercion";
import { accepts, type Wanted, type WantedOne } from "../types/implicit-cast";
import { unexpectedInput } from "../types/type-faults";

/** How many arguments a function takes, and how they become what it computes with. */
export interface Takes {
  readonly minArgs: number;
  /** `Infinity`: any number. */
  readonly maxArgs: number;
  /** Casts where Databricks casts in silence, and refuses what does not fit. */
  readonly coerce: (args: readonly Typed[], name: string) => readonly Typed[];
}

type Parameter = Wanted | Exactly | { readonly may: Wanted | Exactly } | { readonly rest: Wanted };

interface Exactly {
  readonly exactly: Wanted;
}

/** A parameter to which nothing but NULL is cast. */
export function exactly(wanted: Wanted): Exactly {
  return { exactly: wanted };
}

/** A parameter that may be left out. */
export function may(wanted: Wanted | Exactly): { readonly may: Wanted | Exactly } {
  return { may: wanted };
}

/** Any number of arguments of one kind, also none. */
export function rest(wanted: Wanted): { readonly rest: Wanted } {
  return { rest: wanted };
}

/** What a function takes, one parameter after the other: `takes("string", "int", may("string"))`. */
export function takes(...parameters: readonly Parameter[]): Takes {
  const wanted = parameters.map(wantedOf);
  const isOpen = parameters.some((parameter) => hasKey(parameter, "rest"));
  return {
    minArgs: parameters.filter((parameter) => !hasKey(parameter, "rest") && !hasKey(parameter, "may")).length,
    maxArgs: isOpen ? Infinity : parameters.length,
    coerce: (args, name) =>
      args.map((arg, index) => {
        const one = wanted[index] ?? wanted.at(-1) ?? "any";
        return isExact(one)
          ? exactArgument(name, index, arg, one.exactly)
          : argumentAs(name, index, arg, one);
      }),
  };
}

/** As `takes`, without casts: only NULL becomes what is wanted. */
export function takesExactly(...parameters: readonly Parameter[]): Takes {
  const exact = parameters.map((parameter): Parameter => {
    const wanted = wantedOf(parameter);
    const one = isExact(wanted) ? wanted : exactly(wanted);
    return hasKey(parameter, "may") ? may(one) : one;
  });
  return takes(...exact);
}

function wantedOf(parameter: Parameter): Wanted | Exactly {
  if (hasKey(parameter, "may")) return (parameter as { may: Wanted | Exactly }).may;
  return hasKey(parameter, "rest") ? (parameter as { rest: Wanted }).rest : (parameter as Wanted | Exactly);
}

function isExact(wanted: Wanted | Exactly): wanted is Exactly {
  return typeof wanted === "object" && Object.hasOwn(wanted, "exactly");
}

export function exactArgument(name: string, index: number, arg: Typed, wanted: Wanted): Typed {
  const { type } = arg;
  if (
    !type ||
    (Array.isArray(wanted) ? wanted : [wanted as WantedOne]).some((one: WantedOne) => accepts(one, type))
  )
    return arg;
  if (!isSimple(type, "void")) throw unexpectedInput(name, index, wanted, type);
  return argumentAs(name, index, arg, wanted);
}

function hasKey(parameter: Parameter, key: string): boolean {
  return typeof parameter === "object" && Object.hasOwn(parameter, key);
}

/** All arguments from the given place on meet in one type; those before it are as the rule says. */
export function takesTogether(
  minArgs: number,
  maxArgs = Infinity,
  before: readonly Wanted[] = [],
  meet = widerType,
): Takes {
  return {
    minArgs,
    maxArgs,
    coerce: (args, name) => [
      ...before.flatMap((wanted, index) => {
        const arg = args[index];
        return arg ? [argumentAs(name, index, arg, wanted)] : [];
      }),
      ...together(name, args.slice(before.length), meet),
    ],
  };
}

/** So many arguments of any type. */
export function takesAny(minArgs: number, maxArgs = minArgs): Takes {
  return { minArgs, maxArgs, coerce: (args) => args };
}
