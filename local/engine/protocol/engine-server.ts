import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type IResourceMonitorServer, ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { EngineError } from "../engine-error";
import { CHANNEL_OPTIONS } from "./grpc-call";

/** Serves the program and the providers, on a free port of loopback. */
export class EngineServer {
  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static start(engine: IEngineServer, monitor?: IResourceMonitorServer): Promise<EngineServer> {
    const server = new Server(CHANNEL_OPTIONS);
    server.addService(EngineService, engine);
    if (monitor) server.addService(ResourceMonitorService, monitor);
    return new Promise((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(new EngineError(`no port of 127.0.0.1 can be listened on: ${error.message}`));
        else resolve(new EngineServer(server, `127.0.0.1:${port}`));
      });
    });
  }

  stop(): void {
    this.server.forceShutdown();
  }
}
