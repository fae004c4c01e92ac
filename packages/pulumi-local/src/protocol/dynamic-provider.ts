import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { EngineError } from "../engine-error";
import type { Known, Provider, ResourceRef } from "../provider";
import type { PropertyMap } from "../values/property-value";
import type { ChildOptions, RunningChild } from "./child-process";
import { CHANNEL_OPTIONS } from "./grpc-call";
import { startChild } from "./kept-processes";
import { ProviderClient } from "./provider-client";
import { sdkModule } from "./sdk-module";

export const DYNAMIC_PACKAGE = "pulumi-nodejs";

const KEPT_LINES = 20;

/**
 * Pulumi's own provider for dynamic resources, in a process of its own. It prints its port first; what it prints to
 * stderr later are stacks of errors that it answers with anyway, so that is kept only for the case that it dies.
 */
export class DynamicProvider implements Provider {
  readonly #child: RunningChild;
  readonly #client: ResourceProviderClient;
  readonly #provider: ProviderClient;
  readonly #stderr: string[];
  #stopping = false;
  #calls = 0;

  private constructor(child: RunningChild, port: string, stderr: string[]) {
    this.#child = child;
    this.#stderr = stderr;
    this.#client = new ResourceProviderClient(
      `127.0.0.1:${port}`,
      credentials.createInsecure(),
      CHANNEL_OPTIONS,
    );
    this.#provider = new ProviderClient(this.#client);
  }

  static async start(
    engineAddress: string,
    options: ChildOptions,
    config: PropertyMap,
  ): Promise<DynamicProvider> {
    const main = sdkModule(options.cwd, "cmd/dynamic-provider");
    const stderr: string[] = [];
    let announce: (port: string) => void = () => undefined;
    const port = new Promise<string>((resolve) => (announce = resolve));
    let announced = false;
    const onLine = (line: string, stream: "stdout" | "stderr") => {
      if (stream === "stderr") {
        stderr.push(line);
        stderr.splice(0, stderr.length - KEPT_LINES);
      } else if (!announced) {
        announced = true;
        announce(line.trim());
      } else {
        options.onLine(line, stream);
      }
    };
    const child = startChild([], [main, engineAddress], { ...options, onLine });
    const first = await Promise.race([port, child.exited]);
    if (typeof first !== "string") throw new EngineError(crashed(stderr, "before it was ready"));
    const provider = new DynamicProvider(child, first, stderr);
    await provider.#alive(provider.#provider.configure(DYNAMIC_PACKAGE, config));
    return provider;
  }

  check(resource: ResourceRef, olds: PropertyMap, news: PropertyMap) {
    return this.#alive(this.#provider.check(resource, olds, news));
  }

  diff(resource: ResourceRef, id: string, known: Known, news: PropertyMap, ignoreChanges: readonly string[]) {
    return this.#alive(this.#provider.diff(resource, id, known, news, ignoreChanges));
  }

  create(resource: ResourceRef, inputs: PropertyMap) {
    return this.#alive(this.#provider.create(resource, inputs));
  }

  read(resource: ResourceRef, id: string, known: Known) {
    return this.#alive(this.#provider.read(resource, id, known));
  }

  update(resource: ResourceRef, id: string, known: Known, news: PropertyMap) {
    return this.#alive(this.#provider.update(resource, id, known, news));
  }

  delete(resource: ResourceRef, id: string, known: Known) {
    return this.#alive(this.#provider.delete(resource, id, known));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#client.close();
    await this.#child.stop(this.#calls > 0);
  }

  /** A call whose provider dies is answered with the death, not with gRPC's words for a closed socket. */
  async #alive<T>(answer: Promise<T>): Promise<T> {
    const death = this.#child.exited.then(({ code, signal }): never => {
      throw new EngineError(
        this.#stopping
          ? "the run was stopped"
          : crashed(this.#stderr, signal ? `by ${signal}` : `with exit status ${String(code)}`),
      );
    });
    death.catch(() => undefined);
    this.#calls += 1;
    try {
      return await Promise.race([answer, death]);
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      return await death;
    } finally {
      this.#calls -= 1;
    }
  }
}

function isConnectionLost(error: unknown): boolean {
  const unavailable = 14;
  return error instanceof Error && "code" in error && error.code === unavailable;
}

function crashed(stderr: readonly string[], how: string): string {
  const at = stderr.findIndex((line) => /^\w*Error\b/.test(line.trim()));
  // With its stack: nobody foresaw it.
  const reason = stderr.slice(at).join("\n").trim();
  return `the dynamic provider ended ${how}${reason ? `: ${reason}` : ""}`;
}
