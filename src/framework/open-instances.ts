// What is open in this process, until it is closed; each is closed once, whoever asks first.
import type { AnyEphemeralResource } from "./definition.js";
import type { PrivateStore } from "./private-data.js";
import type { ServedType } from "./served-type.js";
import type { ObjectValue } from "./value.js";

/** Something that was opened, and what its renewal and its end need. */
export interface OpenInstance<Client> {
  readonly id: string;
  readonly type: ServedType<AnyEphemeralResource<Client>>;
  /** The one that opened it. */
  readonly client: Client;
  readonly privateData: PrivateStore;
  /** Its configuration, for the `timeouts` block; null when another process opened it. */
  readonly config: ObjectValue | null;
}

export class OpenInstances<Client> {
  readonly #open = new Map<string, OpenInstance<Client>>();
  readonly #closing = new Map<string, Promise<boolean>>();
  readonly #closed = new Set<string>();

  add(instance: OpenInstance<Client>): void {
    this.#open.set(instance.id, instance);
  }

  find(id: string): OpenInstance<Client> | undefined {
    return this.#open.get(id);
  }

  get all(): readonly OpenInstance<Client>[] {
    return [...this.#open.values()];
  }

  /** @param close resolves to whether it is gone; what is not stays open, for the next who asks. */
  async close(id: string, close: () => Promise<boolean>): Promise<void> {
    // Of several that waited for a close that failed, one tries again, and the others wait for that one.
    for (let other = this.#closing.get(id); other; other = this.#closing.get(id)) await other;
    if (this.#closed.has(id)) return;
    const closing = close();
    this.#closing.set(id, closing);
    try {
      if (await closing) this.#forget(id);
    } finally {
      this.#closing.delete(id);
    }
  }

  #forget(id: string): void {
    this.#open.delete(id);
    this.#closed.add(id);
  }
}
