import { setMaxListeners } from "node:events";

/**
 * An abort that comes with that of others, after a time, or by itself. Whoever makes one releases it once the work is over.
 *
 * Not `AbortSignal.any`: it holds what it is made of weakly, so that a time limit, or another such signal, that only it knows of may be
 * collected before it fires; the work then never ends.
 *
 * @see https://github.com/nodejs/node/issues/57736
 */
export class LinkedAbort {
  readonly #controller = new AbortController();
  readonly #sources: readonly AbortSignal[];
  #timer: NodeJS.Timeout | undefined;

  constructor(...sources: readonly AbortSignal[]) {
    this.#sources = sources;
    for (const source of sources) {
      // As many as there is work under way.
      setMaxListeners(0, source);
      if (source.aborted) this.abort(source.reason);
      source.addEventListener("abort", this.#follow, { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason?: unknown): void {
    this.#controller.abort(reason);
  }

  /** Keeps no process alive. */
  abortAfter(ms: number, reason: unknown): void {
    this.#timer = setTimeout(() => this.abort(reason), ms).unref();
  }

  release(): void {
    clearTimeout(this.#timer);
    for (const source of this.#sources) source.removeEventListener("abort", this.#follow);
  }

  readonly #follow = (event: Event): void => {
    this.abort((event.target as AbortSignal).reason); // it listens to nothing else
  };
}
