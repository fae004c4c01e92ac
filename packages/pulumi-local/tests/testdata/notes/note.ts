import * as pulumi from "@pulumi/pulumi";

/** Frozen: the engine runs `read` and `delete` from the text in the state. */
const PROVIDER = `exports.handler=()=>{require("tsx/cjs");return require(process.cwd()+"/note-provider.ts")}`;

export interface NoteArgs {
  text: pulumi.Input<string>;
  folder?: pulumi.Input<string>;
  /** For these the provider leaves it open whether anything changes. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** A text file. */
export class Note extends pulumi.CustomResource {
  declare readonly text: pulumi.Output<string>;
  declare readonly folder: pulumi.Output<string>;
  declare readonly length: pulumi.Output<number>;

  constructor(name: string, args: NoteArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/notes:Note",
      name,
      { length: undefined, ...args, __provider: PROVIDER },
      opts,
    );
  }
}
