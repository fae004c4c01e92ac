import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";

const annotationShape = z.object({
  id: z.string(),
  owner: z.string(),
  createdAt: z.int(),
  createdBy: z.string(),
  updatedAt: z.int(),
  updatedBy: z.string(),
  /** What callers have said and SQL does not keep: comment, properties, storage, … */
  fields: z.record(z.string(), z.unknown()),
});
export type Annotation = z.infer<typeof annotationShape>;

/** What Unity Catalog knows about catalogs, schemas and volumes besides their names; by full name. */
export class AnnotationStore {
  readonly #journal: Journal<Annotation>;

  constructor(
    dataDir: string,
    private readonly clock: () => Date,
  ) {
    this.#journal = new Journal(join(dataDir, "unity-catalog.jsonl"), annotationShape);
  }

  /** That of an object that was made by SQL begins when it is first asked for. */
  of(fullName: string, owner: string): Annotation {
    return this.#journal.records.get(fullName) ?? this.create(fullName, owner, {});
  }

  find(fullName: string): Annotation | undefined {
    return this.#journal.records.get(fullName);
  }

  create(fullName: string, owner: string, fields: Annotation["fields"]): Annotation {
    const now = this.clock().getTime();
    const stamps = { createdAt: now, createdBy: owner, updatedAt: now, updatedBy: owner };
    const annotation = { id: randomUUID(), owner, ...stamps, fields };
    this.#journal.put(fullName, annotation);
    return annotation;
  }

  /** Fields that are left out stay. */
  update(fullName: string, caller: string, { owner, ...fields }: Record<string, unknown>): void {
    const current = this.of(fullName, caller);
    this.#journal.put(fullName, {
      ...current,
      owner: typeof owner === "string" ? owner : current.owner,
      updatedAt: this.clock().getTime(),
      updatedBy: caller,
      fields: { ...current.fields, ...fields },
    });
  }

  /** With everything in it. */
  forget(fullName: string): void {
    for (const name of [...this.#journal.records.keys()]) {
      if (name === fullName || name.startsWith(`${fullName}.`)) this.#journal.remove(name);
    }
  }

  /** Full names of what lies directly in the object. */
  namesIn(fullName: string): string[] {
    const names = [...this.#journal.records.keys()];
    return names.filter((name) => name.slice(0, name.lastIndexOf(".")) === fullName).sort();
  }

  close(): void {
    this.#journal.close();
  }
}
