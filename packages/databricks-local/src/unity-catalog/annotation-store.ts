import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../journal";

const annotationShape = z.object({
  id: z.string(),
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

  readonly #clock: () => Date;

  constructor(dataDir: string, clock: () => Date) {
    this.#clock = clock;

    this.#journal = new Journal(join(dataDir, "unity-catalog.jsonl"), annotationShape);
  }

  /** That of an object that was made by SQL begins when it is first asked for. */
  of(fullName: string, creator: string): Annotation {
    return this.#journal.records.get(fullName) ?? this.create(fullName, creator, {});
  }

  find(fullName: string): Annotation | undefined {
    return this.#journal.records.get(fullName);
  }

  create(fullName: string, creator: string, fields: Annotation["fields"]): Annotation {
    const now = this.#clock().getTime();
    const stamps = { createdAt: now, createdBy: creator, updatedAt: now, updatedBy: creator };
    const annotation = { id: randomUUID(), ...stamps, fields };
    this.#journal.put(fullName, annotation);
    return annotation;
  }

  /** Fields that are left out stay. */
  update(fullName: string, caller: string, fields: Record<string, unknown>): void {
    const current = this.of(fullName, caller);
    this.#journal.put(fullName, {
      ...current,
      updatedAt: this.#clock().getTime(),
      updatedBy: caller,
      fields: { ...current.fields, ...fields },
    });
  }

  /** With everything in it. */
  forget(fullName: string): void {
    for (const name of [...this.#journal.records.keys()])
      if (name === fullName || name.startsWith(`${fullName}.`)) this.#journal.remove(name);
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
