import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

interface Note {
  text: string;
  folder?: string;
}

const dir = () => process.env["NOTES_DIR"] ?? ".";

/** Texts that make an operation take another course. */
async function act(text: string): Promise<void> {
  fs.appendFileSync(path.join(dir(), "operations.log"), `${text}\n`);
  const delay = Number(process.env["NOTES_DELAY_MS"] ?? 0);
  if (delay > 0) await sleep(delay);
  if (text === "refuse") throw new Error("the note was refused");
  if (text === "die") process.exit(3);
  if (text === "hang") await new Promise(() => undefined);
}

function half(id: string, outs: object): Error {
  return Object.assign(new Error("the note is wet"), { id, properties: outs, reasons: ["the ink is wet"] });
}

export function check(_olds: Note, news: Note) {
  const failures = news.text === "" ? [{ property: "text", reason: "a note must not be empty" }] : [];
  return { inputs: news, failures };
}

/** A note in another folder is another note; in the folder "side", the new one may come before the old one goes. */
export function diff(_id: string, olds: Note, news: Note) {
  const replaces = olds.folder !== news.folder ? ["folder"] : [];
  return {
    changes: olds.text !== news.text || replaces.length > 0,
    replaces,
    deleteBeforeReplace: news.folder !== "side",
  };
}

export async function create(inputs: Note) {
  await act(inputs.text);
  const id = `${fs.readdirSync(dir()).length}.txt`;
  fs.writeFileSync(path.join(dir(), id), inputs.text);
  const outs = { ...inputs, length: inputs.text.length };
  if (inputs.text === "half") throw half(id, outs);
  return { id, outs };
}

export function read(id: string, props: Note) {
  const file = path.join(dir(), id);
  if (!fs.existsSync(file)) return {};
  const text = fs.readFileSync(file, "utf8");
  const inputs = { text, ...(props.folder !== undefined && { folder: props.folder }) };
  return { id, props: { ...inputs, length: text.length }, inputs };
}

export async function update(id: string, _olds: Note, news: Note) {
  await act(news.text);
  fs.writeFileSync(path.join(dir(), id), news.text);
  return { outs: { ...news, length: news.text.length } };
}

async function deleteNote(id: string, props: Note) {
  if (props.text.startsWith("keep")) throw new Error("the note may not be deleted");
  await act(`delete ${props.text}`);
  fs.rmSync(path.join(dir(), id), { force: true });
}

export { deleteNote as delete };
