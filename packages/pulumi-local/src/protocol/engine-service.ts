import { stripVTControlCharacters } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/engine_pb";
import { type IResourceMonitorServer, ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EngineError, UnsupportedError } from "../engine-error";
import type { Reporter, Severity } from "../report/reporter";
import { CHANNEL_OPTIONS, unary } from "./grpc-call";
import { serverPlace } from "./server-place";

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

/**
 * Serves the program and the providers. Their SDK sends no token with a call, so that on a port anyone of the machine could register
 * resources in the run: where there are sockets that files name, it is one in a folder of this user alone.
 */
export class EngineServer {
  readonly #server: Server;
  readonly #removeFolder: () => void;

  private constructor(
    server: Server,
    readonly address: string,
    removeFolder: () => void,
  ) {
    this.#server = server;
    this.#removeFolder = removeFolder;
  }

  static start(engine: IEngineServer, monitor?: IResourceMonitorServer): Promise<EngineServer> {
    const server = new Server(CHANNEL_OPTIONS);
    server.addService(EngineService, engine);
    if (monitor) server.addService(ResourceMonitorService, monitor);
    const { address, remove } = serverPlace();
    return new Promise((resolve, reject) => {
      server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(new EngineError(`${address} cannot be listened on: ${error.message}`));
        else resolve(new EngineServer(server, address.replace(/:0$/, `:${port}`), remove));
      });
    });
  }

  stop(): void {
    this.#server.forceShutdown();
    this.#removeFolder();
  }
}
