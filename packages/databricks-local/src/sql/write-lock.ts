/** Lets one writer in at a time, in the order of their coming. */
export class WriteLock {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(write: () => Promise<T>): Promise<T> {
    const turn = this.last.then(write, write);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
