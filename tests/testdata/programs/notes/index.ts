import * as pulumi from "@pulumi/pulumi";
import { Note } from "./note";

/** One note to declare; what a test does not set is left out. */
export interface NoteSpec {
  name: string;
  text?: string;
  /** The text is "after " and the length of this other note's text. */
  lengthOf?: string;
  folder?: string;
  /** The folder is the one of this other note. */
  folderOf?: string;
  /** The text is the secret setting `pin`. */
  secret?: boolean;
  after?: string[];
  /** The name of a component that becomes the parent. */
  group?: string;
  /** Notes that the component is made after. */
  groupAfter?: string[];
  options?: pulumi.CustomResourceOptions;
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

function groupOf(name: string, after: string[] = []): pulumi.ComponentResource {
  const known = groups.get(name);
  if (known) return known;
  const group = new Group(name, { dependsOn: after.flatMap((earlier) => notes.get(earlier) ?? []) });
  groups.set(name, group);
  return group;
}

for (const { name, text, lengthOf, folderOf, folder = notes.get(folderOf ?? "")?.folder, secret, after = [], group, groupAfter, options } of specs) {
  const other = lengthOf === undefined ? undefined : notes.get(lengthOf);
  const note = new Note(
    name,
    {
      text: secret ? config.requireSecret("pin") : other ? pulumi.interpolate`after ${other.length}` : (text ?? ""),
      ...(folder !== undefined && { folder }),
    },
    {
      ...options,
      dependsOn: after.flatMap((earlier) => notes.get(earlier) ?? []),
      ...(group !== undefined && { parent: groupOf(group, groupAfter) }),
    },
  );
  notes.set(name, note);
}

const foreign = config.get("foreign");
if (foreign) new Foreign(foreign, "foreign", {});
const token = config.get("invoke");
if (token) void pulumi.runtime.invoke(token, {});
if (config.get("say")) console.log(config.get("say"));
if (config.get("warn")) pulumi.log.warn(config.require("warn"));
if (config.get("fail")) throw new pulumi.RunError(config.require("fail"));

export const texts = Object.fromEntries([...notes].map(([name, note]) => [name, note.text]));
