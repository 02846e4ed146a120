import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { walkPages } from "../../../../src/resources/lookup/walk-pages.js";

interface Row {
  readonly id: string | null;
}

const rows = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `row ${index}` }));

function walking(pageAt: (offset: number) => readonly Row[], most = Number.POSITIVE_INFINITY) {
  const offsets: number[] = [];
  const ask = async (offset: number) => {
    offsets.push(offset);
    return { records: pageAt(offset) };
  };
  const found = (from = 0) => walkPages(ask, { from, most, keyOf: ({ id }: Row) => id });
  return { found, offsets };
}

describe("a walk over pages", () => {
  it("gives every record once, whatever the pages hold, and ends on an empty page", async () => {
    const counts = fc.record({
      held: fc.nat(50),
      pageSize: fc.integer({ min: 1, max: 12 }),
      from: fc.nat(60),
    });
    await fc.assert(
      fc.asyncProperty(counts, async ({ held, pageSize, from }) => {
        const all = rows(held);
        const { found, offsets } = walking((offset) => all.slice(offset, offset + pageSize));
        expect(await found(from)).toEqual(all.slice(from));
        expect(offsets.length).toBe(Math.ceil(Math.max(0, held - from) / pageSize) + 1);
      }),
    );
  });

  it("gives a record once that moved to the next page meanwhile", async () => {
    const pages: Record<number, readonly Row[]> = { 0: rows(3), 3: rows(5).slice(2) };
    const { found } = walking((offset) => pages[offset] ?? []);
    expect(await found()).toEqual(rows(5));
  });

  it("keeps records that have no key", async () => {
    const nameless = [{ id: null }, { id: null }];
    const { found } = walking((offset) => nameless.slice(offset, offset + 1));
    expect(await found()).toEqual(nameless);
  });

  it("ends where the offset is ignored", async () => {
    const { found, offsets } = walking(() => rows(2));
    expect(await found()).toEqual(rows(2));
    expect(offsets).toEqual([0, 2]);
  });

  it("ends once enough have come", async () => {
    const { found, offsets } = walking((offset) => rows(100).slice(offset, offset + 10), 20);
    expect(await found()).toHaveLength(20);
    expect(offsets).toEqual([0, 10]);
  });

  it("goes on after a page whose records were all left out", async () => {
    const pages = [{ records: [], received: 2 }, { records: rows(1) }, { records: [] }];
    const ask = async () => pages.shift() ?? { records: [] };
    const walk = { from: 0, most: 9, keyOf: ({ id }: Row) => id };
    expect(await walkPages(ask, walk)).toEqual(rows(1));
  });
});
