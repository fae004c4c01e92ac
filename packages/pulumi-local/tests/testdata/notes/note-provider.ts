import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

interface Note {
  text: string;
  folder?: string;
  tags?: Record<string, string>;
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
  const isChanged = olds.text !== news.text || replaces.length > 0;
  return {
    // With tags, the engine is left to compare.
    ...(news.tags === undefined && { changes: isChanged }),
    replaces,
    deleteBeforeReplace: news.folder !== "side",
  };
}

/** Counted; by NOTES_IDS=text independent of the order in which different notes are made. */
function newId({ text }: Note): string {
  if (process.env["NOTES_IDS"] !== "text") return `${fs.readdirSync(dir()).length}.txt`;
  const operations = fs.readFileSync(path.join(dir(), "operations.log"), "utf8").split("\n");
  return `${text}-${operations.filter((line) => line === text).length}.txt`;
}

export async function create(inputs: Note) {
  await act(inputs.text);
  const id = newId(inputs);
  fs.writeFileSync(path.join(dir(), id), inputs.text);
  const outs = { ...inputs, length: inputs.text.length };
  if (inputs.text === "half") throw half(id, outs);
  return { id, outs };
}

export function read(id: string, props: Note) {
  const file = path.join(dir(), id);
  if (!fs.existsSync(file)) return {};
  const text = fs.readFileSync(file, "utf8");
  const { folder, tags } = props;
  const inputs = { text, ...(folder !== undefined && { folder }), ...(tags && { tags }) };
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
