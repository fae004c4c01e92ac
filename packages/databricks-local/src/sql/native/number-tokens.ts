/** `exact` digits are all there, of the others there may be fewer. */
export interface Digits {
  readonly count: number;
  readonly isExact: boolean;
}
/** Digits in groups, with a separator between two of them; or one of the signs. */
export type Token =
  | { readonly kind: "digits"; readonly groups: readonly (Digits | ",")[] }
  | { readonly kind: "." | "$" | "S" | "MI" | "<" | ">" | "?"; readonly text: string };

/** The pieces of a format in capital letters. */
export function tokensOf(format: string): Token[] {
  const tokens: Token[] = [];
  let isFraction = false;
  const pieces = format.match(/[09][09]*|MI|PR|[\s\S]/g) ?? [];
  for (const piece of pieces) {
    const last = tokens.at(-1);
    if (/^[09]/.test(piece) || piece === "," || piece === "G") {
      const group: Digits | "," =
        piece === "," || piece === "G"
          ? ","
          : { count: piece.length, isExact: piece.startsWith("0") && !isFraction };
      if (last?.kind === "digits")
        tokens[tokens.length - 1] = { kind: "digits", groups: [...last.groups, group] };
      else tokens.push({ kind: "digits", groups: [group] });
    } else if (piece === "." || piece === "D") {
      isFraction = true;
      tokens.push({ kind: ".", text: piece });
    } else if (piece === "PR") {
      tokens.unshift({ kind: "<", text: piece });
      tokens.push({ kind: ">", text: piece });
    } else {
      tokens.push({ kind: piece === "$" || piece === "S" || piece === "MI" ? piece : "?", text: piece });
    }
  }
  return tokens;
}

/** Group by group from the right. */
export function fits(groups: readonly (Digits | ",")[], run: string): boolean {
  const wanted = groups.filter((group) => group !== ",").reverse();
  const given = run
    .replace(/\s/g, "")
    .split(",")
    .map((group) => group.length)
    .reverse();
  if (given.length > wanted.length) return false;
  return wanted.every(({ count, isExact }, index) => {
    const there = given[index] ?? 0;
    return isExact ? there === count : there <= count;
  });
}
