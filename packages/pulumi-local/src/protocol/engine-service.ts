import { stripVTControlCharacters } from "node:util";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { UnsupportedError } from "../engine-error";
import type { Severity } from "../report/events";
import type { Reporter } from "../report/reporter";
import { unary } from "./grpc-call";

const SEVERITIES: Partial<Record<messages.LogSeverity, Severity>> = {
  [messages.LogSeverity.INFO]: "info",
  [messages.LogSeverity.WARNING]: "warning",
  [messages.LogSeverity.ERROR]: "error",
};

/** The service that takes what program and providers have to say; it also keeps which resource is the root. */
export function engineService(report: Reporter): IEngineServer {
  let root = "";
  return {
    log: unary((request: messages.LogRequest) => {
      const severity = SEVERITIES[request.getSeverity()];
      // The SDK colours the stacks of a program's errors, whoever is to read them.
      const message = stripVTControlCharacters(request.getMessage()).trimEnd();
      if (severity) report.diagnostic(severity, message, request.getUrn());
      return new Empty();
    }),
    getRootResource: unary(() => new messages.GetRootResourceResponse().setUrn(root)),
    setRootResource: unary((request: messages.SetRootResourceRequest) => {
      root = request.getUrn();
      return new messages.SetRootResourceResponse();
    }),
    startDebugging: unary(() => {
      throw new UnsupportedError("a debugger");
    }),
    requirePulumiVersion: unary(() => new messages.RequirePulumiVersionResponse()),
  };
}
