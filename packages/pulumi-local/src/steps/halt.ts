/** Thrown where an operation would start after the run was halted. Nothing failed: it was not tried. */
export class Halted extends Error {
  override name = "Halted";
}

/** Ends a run early: what runs is let finish, nothing new starts. */
export class Halt {
  #halt: () => void = () => undefined;
  #isHalted = false;

  /** Resolves when the run is halted. */
  readonly halted = new Promise<void>((resolve) => (this.#halt = resolve));

  get isHalted(): boolean {
    return this.#isHalted;
  }

  now(): void {
    this.#isHalted = true;
    this.#halt();
  }

  throwIfHalted(): void {
    if (this.#isHalted) throw new Halted();
  }
}
