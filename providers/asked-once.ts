/** An answer that is asked for once. A failure is not kept: whoever needs the answer next asks again. */
export class AskedOnce<Answer> {
  #answer: Promise<Answer> | undefined;
  readonly #ask: () => Promise<Answer>;

  constructor(ask: () => Promise<Answer>) {
    this.#ask = ask;
  }

  async get(): Promise<Answer> {
    const answer = (this.#answer ??= this.#ask());
    try {
      return await answer;
    } catch (error) {
      // By now somebody else may have asked again.
      if (this.#answer === answer) this.#answer = undefined;
      throw error;
    }
  }
}
