/** What names are made of, and of which words where a text has none. */
export interface NameForm {
  readonly separator: "-" | "_";
  readonly otherwise: string;
}

/** So long a name is still read. */
const MOST_CHARACTERS = 60;

/** A short name in lower case that says what the text says, `daily-cost-spike`, and that is nobody else's: `daily-cost-spike-2`. */
export function freeName(
  text: string,
  { separator, otherwise }: NameForm,
  isTaken: (name: string) => boolean,
): string {
  const words = text
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .slice(0, MOST_CHARACTERS)
    .match(/[a-z0-9]+/g) ?? [otherwise];
  const slug = words.join(separator);
  let name = slug;
  for (let count = 2; isTaken(name); count++) name = `${slug}${separator}${count}`;
  return name;
}
