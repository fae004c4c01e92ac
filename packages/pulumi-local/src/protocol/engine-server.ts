import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type IResourceMonitorServer, ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { EngineError } from "../engine-error";
import { CHANNEL_OPTIONS } from "./grpc-call";

/**
 * Serves the program and the providers. Their SDK sends no token with a call, so that on a port anyone of the machine could register
 * resources in the run: where there are sockets that files name, it is one in a folder of this user alone.
 */
export class EngineServer {
  private constructor(
    private readonly server: Server,
    readonly address: string,
    private readonly removeFolder: () => void,
  ) {}

  static start(engine: IEngineServer, monitor?: IResourceMonitorServer): Promise<EngineServer> {
    const server = new Server(CHANNEL_OPTIONS);
    server.addService(EngineService, engine);
    if (monitor) server.addService(ResourceMonitorService, monitor);
    const { address, remove } = process.platform === "win32" ? onLoopback() : inOwnFolder();
    return new Promise((resolve, reject) => {
      server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(new EngineError(`${address} cannot be listened on: ${error.message}`));
        else resolve(new EngineServer(server, address.replace(/:0$/, `:${port}`), remove));
      });
    });
  }

  stop(): void {
    this.server.forceShutdown();
    this.removeFolder();
  }
}

interface Place {
  readonly address: string;
  readonly remove: () => void;
}

/** There nothing but a port can be listened on. */
function onLoopback(): Place {
  return { address: "127.0.0.1:0", remove: () => undefined };
}

function inOwnFolder(): Place {
  const folder = mkdtempSync(path.join(tmpdir(), "local-engine-"));
  const remove = () => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on("exit", remove);
  return { address: `unix:${path.join(folder, "engine")}`, remove };
}
