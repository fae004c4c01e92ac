import * as fs from "node:fs";
import * as path from "node:path";

interface Note {
  name: string;
  text: string;
  folder?: string;
}

const dir = () => process.env["NOTES_DIR"] ?? ".";

export function check(_olds: Note, news: Note) {
  const failures = news.text === "" ? [{ property: "text", reason: "a note must not be empty" }] : [];
  return { inputs: news, failures };
}

export function diff(_id: string, olds: Note, news: Note) {
  const replaces = olds.folder !== news.folder ? ["folder"] : [];
  return { changes: olds.text !== news.text || replaces.length > 0, replaces, deleteBeforeReplace: true };
}

export function create(inputs: Note) {
  if (inputs.text === "refuse") throw new Error("the note was refused");
  const id = `${fs.readdirSync(dir()).length + 1}.txt`;
  fs.writeFileSync(path.join(dir(), id), inputs.text);
  return { id, outs: { ...inputs, length: inputs.text.length } };
}

export function read(id: string, props: Note) {
  const file = path.join(dir(), id);
  if (!fs.existsSync(file)) return {};
  const text = fs.readFileSync(file, "utf8");
  const inputs = { text, ...(props.folder !== undefined && { folder: props.folder }) };
  return { id, props: { ...inputs, length: text.length }, inputs };
}

export function update(id: string, _olds: Note, news: Note) {
  fs.writeFileSync(path.join(dir(), id), news.text);
  return { outs: { ...news, length: news.text.length } };
}

export function deleteNote(id: string) {
  fs.rmSync(path.join(dir(), id), { force: true });
}

export { deleteNote as delete };
