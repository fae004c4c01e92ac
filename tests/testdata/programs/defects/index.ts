import * as pulumi from "@pulumi/pulumi";
import { quietSdk } from "../../../../components/quiet-sdk";
import { withPlainErrors } from "../../../../components/run-error";
import { failAs } from "./failures";

quietSdk();

const PROVIDER = `require("tsx/cjs");exports.handler=()=>require(process.cwd()+"/defective-provider").provider`;

/** Its provider fails as the program's setting `failure` says. */
class Defective extends pulumi.CustomResource {
  constructor(name: string, args: { readonly failure: string }) {
    super("pulumi-nodejs:dynamic/defects:Defective", name, { ...args, __provider: PROVIDER });
  }
}

async function program(): Promise<void> {
  const config = new pulumi.Config();
  const failure = config.require("failure");
  if (config.require("place") === "program") await failAs(failure);
  new Defective("resource", { failure });
}

export = () => withPlainErrors(program);
