import type { AlertNote } from "../../alert-notes";

/** What the project says of an alert, in a word and its reason. */
export function NoteList({ notes }: { readonly notes: readonly AlertNote[] }) {
  if (notes.length === 0) return null;
  return (
    <ul class="notes" aria-label="Notes">
      {notes.map(({ label, text }) => (
        <li key={`${label} ${text}`}>
          <strong>{label}</strong> {text}
        </li>
      ))}
    </ul>
  );
}
