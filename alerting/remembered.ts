/** `answer`, which is worked out once for each distinct text: of a thousand rows, most have the same few. */
export function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    const entry = known.get(text) ?? { answer: answer(text) };
    known.set(text, entry);
    return entry.answer;
  };
}
