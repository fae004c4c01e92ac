import type { AlertNote } from "../../alert-notes";

/** What the project says of an alert, in a word and its reason. */
export function NoteList({ notes }: { readonly notes: readonly AlertNote[] }) {
  if (notes.length === 0) return null;
  return (
    <ul class="notes" aria-label="Notes">
      {notes.map(({ label, text }) => (
        <li key={`${label} ${text}`}>
          <strong>{label}</strong> <NoteText text={text} />
        </li>
      ))}
    </ul>
  );
}

/** An address of the web is a link; whatever else it is, it is text. */
function NoteText({ text }: { readonly text: string }) {
  return /^https?:\/\/\S+$/i.test(text) ? (
    <a href={text} rel="noreferrer noopener" target="_blank">
      {text}
    </a>
  ) : (
    <>{text}</>
  );
}
