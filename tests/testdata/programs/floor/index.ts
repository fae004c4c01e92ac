import * as pulumi from "@pulumi/pulumi";

/** As the program's own resources name theirs: the SDK's serialiser is not what is measured. */
const PROVIDER = `require("tsx/cjs");exports.handler=()=>require(process.cwd()+"/floor-provider").provider`;

class Empty extends pulumi.CustomResource {
  constructor(name: string, value: string) {
    super("pulumi-nodejs:dynamic/floor:Empty", name, { value, __provider: PROVIDER });
  }
}

const config = new pulumi.Config();
const changed = config.getNumber("changed") ?? -1;

for (let number = 0; number < config.requireNumber("resources"); number++) {
  new Empty(`empty-${number}`, number === changed ? "changed" : "unchanged");
}
