import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";
import { isWithin, securableKey, type Securable } from "./securable";

const ownerShape = z.object({ owner: z.string() });

/** Whose the objects of Unity Catalog are: "the principal that creates an object becomes its initial owner". */
export class OwnerStore {
  readonly #journal: Journal<z.infer<typeof ownerShape>>;

  constructor(
    dataDir: string,
    /** Whose it is what the workspace begins with. */
    private readonly userName: string,
  ) {
    this.#journal = new Journal(join(dataDir, "owners.jsonl"), ownerShape);
  }

  of(securable: Securable): string {
    return this.#journal.records.get(securableKey(securable))?.owner ?? this.userName;
  }

  put(securable: Securable, owner: string): void {
    if (this.of(securable) !== owner) this.#journal.put(securableKey(securable), { owner });
  }

  /** The object was dropped, with everything in it. */
  forget(securable: Securable): void {
    const gone = [...this.#journal.records.keys()].filter((key) => isWithin(key, securable));
    for (const key of gone) this.#journal.remove(key);
  }

  close(): void {
    this.#journal.close();
  }
}
