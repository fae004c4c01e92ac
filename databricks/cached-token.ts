import type { IssuedToken } from "./token-source";

/** Renewed this long before its end, so that a request under way does not meet an expired token. */
const MARGIN_SECONDS = 300;

/** One token for everyone who asks, and at most one request for it at a time. */
export class CachedToken {
  private current: { token: string; renewAtMs: number } | undefined;
  private inFlight: Promise<string> | undefined;

  constructor(
    private readonly fetch: () => Promise<IssuedToken>,
    private readonly now: () => number = Date.now,
  ) {}

  /** @param refused a token that the workspace answered 401 to; another one is fetched unless that happened already */
  get(refused?: string): Promise<string> {
    if (this.current && this.current.token !== refused && this.now() < this.current.renewAtMs) {
      return Promise.resolve(this.current.token);
    }
    this.inFlight ??= this.renew().finally(() => {
      this.inFlight = undefined;
    });
    return this.inFlight;
  }

  private async renew(): Promise<string> {
    const { token, lifetimeSeconds = Infinity } = await this.fetch();
    const marginSeconds = Math.min(MARGIN_SECONDS, lifetimeSeconds / 5);
    this.current = { token, renewAtMs: this.now() + (lifetimeSeconds - marginSeconds) * 1000 };
    return token;
  }
}
