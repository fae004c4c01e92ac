import type { Token } from "./tokenize";

const MARK = "_routine_";

/** The parser reads no call by a name in several parts, such as `` `c`.`s`.`f`(x) ``: it is given one name instead. */
export function joinRoutineNames(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    const first = tokens[index + 1]?.text === "(" ? firstPart(tokens, index) : index;
    if (first === index || tokens[first - 1]?.text.toUpperCase() === "INTO") {
      joined.push(token);
      continue;
    }
    joined.splice(joined.length - (index - first));
    const parts = tokens.slice(first, index + 1).filter(({ text }) => text !== ".");
    const text = MARK + parts.map(({ value }) => coded(value)).join(".");
    joined.push({ ...token, kind: "quoted", text: `\`${text}\``, value: text, start: parts[0]?.start ?? 0 });
  }
  return joined;
}

/** The parts of a function's name as it was written: of one that the parser was given, or the one part that it has. */
export function routineParts(name: string): string[] {
  if (!name.startsWith(MARK)) return [name];
  return name.slice(MARK.length).split(".").map(decodeURIComponent);
}

function firstPart(tokens: readonly Token[], last: number): number {
  let first = last;
  while (isName(tokens[first]) && tokens[first - 1]?.text === "." && isName(tokens[first - 2])) first -= 2;
  return first;
}

function isName(token: Token | undefined): boolean {
  return token?.kind === "word" || token?.kind === "quoted";
}

function coded(part: string): string {
  return encodeURIComponent(part).replaceAll(".", "%2E").replaceAll("'", "%27");
}
