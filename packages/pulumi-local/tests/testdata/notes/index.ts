import * as pulumi from "@pulumi/pulumi";
import { Note } from "./note";

/** One note to declare; what a test does not set is left out. */
export interface NoteSpec {
  name: string;
  text?: string;
  /** The text is "after " and the length of this other note's text. */
  lengthOf?: string;
  folder?: string;
  tags?: Record<string, string>;
  /** The folder is the one of this other note. */
  folderOf?: string;
  /** The text is the secret setting `pin`. */
  secret?: boolean;
  after?: string[];
  /** The name of a component that becomes the parent. */
  group?: string;
  /** Notes that the component is made after. */
  groupAfter?: string[];
  /** Options that are JSON. */
  options?: pulumi.CustomResourceOptions;
  /** The options of these names, by the names of other notes. */
  deletedWith?: string;
  replaceWith?: string[];
  /** Options of the component that becomes the parent. */
  groupOptions?: pulumi.ComponentResourceOptions;
  /** Only read, by this id. */
  get?: string;
}

/** A resource of another package. */
class Foreign extends pulumi.CustomResource {}

const config = new pulumi.Config();
const specs = config.requireObject<NoteSpec[]>("notes");
const notes = new Map<string, Note>();
const groups = new Map<string, pulumi.ComponentResource>();

/** A component with an output. */
class Group extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("notes:index:Group", name, {}, opts);
    this.registerOutputs({ title: name });
  }
}

function notesOf(names: string[] = []): Note[] {
  return names.flatMap((name) => notes.get(name) ?? []);
}

function groupOf({ group, groupAfter, groupOptions }: NoteSpec): pulumi.ComponentResource | undefined {
  if (group === undefined) return undefined;
  const known = groups.get(group);
  if (known) return known;
  const made = new Group(group, { ...groupOptions, dependsOn: notesOf(groupAfter) });
  groups.set(group, made);
  return made;
}

function optionsOf(spec: NoteSpec): pulumi.CustomResourceOptions {
  const [deletedWith] = notesOf(spec.deletedWith === undefined ? [] : [spec.deletedWith]);
  const parent = groupOf(spec);
  return {
    ...spec.options,
    ...(spec.get !== undefined && { id: spec.get }),
    ...(deletedWith && { deletedWith }),
    ...(spec.replaceWith && { replaceWith: notesOf(spec.replaceWith) }),
    ...(parent && { parent }),
    dependsOn: notesOf(spec.after),
  };
}

for (const spec of specs) {
  const { name, text, lengthOf, folderOf, folder = notes.get(folderOf ?? "")?.folder, tags } = spec;
  const other = lengthOf === undefined ? undefined : notes.get(lengthOf);
  const note = new Note(
    name,
    {
      text: spec.secret
        ? config.requireSecret("pin")
        : other
          ? pulumi.interpolate`after ${other.length}`
          : (text ?? ""),
      ...(folder !== undefined && { folder }),
      ...(tags && { tags }),
    },
    optionsOf(spec),
  );
  notes.set(name, note);
}

const foreign = config.get("foreign");
if (foreign) new Foreign(foreign, "foreign", {});
const token = config.get("invoke");
if (token) void pulumi.runtime.invoke(token, {});
if (config.get("say")) console.log(config.get("say"));
if (config.get("warn")) pulumi.log.warn(config.require("warn"));
if (config.get("fail")) {
  const error = new pulumi.RunError(config.require("fail"));
  // The SDK has Node 20 paint it, which takes half a minute for a frame like node_modules/@pulumi/resource.ts (nodejs/node#64011).
  error.stack = "";
  throw error;
}

export const texts = Object.fromEntries([...notes].map(([name, note]) => [name, note.text]));
