import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type Page, PageWalk, walkPages } from "../../../../src/resources/lookup/page-walk.js";

interface Row {
  readonly id: string | null;
}

const never = new AbortController().signal;
const keyOf = ({ id }: Row) => id;

const rows = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `row ${index}` }));

type PageAt = (offset: number) => Page<Row>;

function sourceOf(pageAt: PageAt, more: { from?: number; most?: number; pageSize?: number } = {}) {
  const offsets: number[] = [];
  const source = {
    ...more,
    keyOf,
    pageAt: async ({ offset }: { readonly offset: number }) => {
      offsets.push(offset);
      return pageAt(offset);
    },
  };
  return { source, offsets, all: () => walkPages(source, never) };
}

/** A tenant that gives `given` records at most, and counts as `total` says. */
const tenantWith =
  (held: readonly Row[], given: number, total?: number | null): PageAt =>
  (offset) => ({
    records: held.slice(offset, offset + given),
    ...(total !== undefined && { total }),
  });

const sizes = fc.record({
  held: fc.nat(60),
  given: fc.integer({ min: 1, max: 12 }),
  from: fc.nat(70),
  pageSize: fc.integer({ min: 1, max: 15 }),
});

describe("a walk over pages", () => {
  it("gives every record once, whatever the pages hold, and ends on an empty page", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ({ held, given, from }) => {
        const { all, offsets } = sourceOf(tenantWith(rows(held), given), { from });
        expect(await all()).toEqual(rows(held).slice(from));
        expect(offsets.length).toBe(Math.ceil(Math.max(0, held - from) / given) + 1);
      }),
    );
  });

  it("needs no empty page where the records are counted and the pages are smaller than asked", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ({ held, given }) => {
        const pageSize = given + 1;
        const { all, offsets } = sourceOf(tenantWith(rows(held), given, held), { pageSize });
        expect(await all()).toEqual(rows(held));
        expect(offsets.length).toBe(Math.max(1, Math.ceil(held / given)));
      }),
    );
  });

  it.each<[string, number | null]>([
    ["missing", null],
    ["switched off", 0],
    ["too low", 7],
    ["too high", 100],
  ])("gives every record where the counter is %s", async (_name, total) => {
    const { all } = sourceOf(tenantWith(rows(45), 10, total), { pageSize: 20 });
    expect(await all()).toEqual(rows(45));
  });

  it("gives what a page leaves out that is smaller than the others", async () => {
    const sizesAt: Record<number, number> = { 10: 4 };
    const held = rows(60);
    const { all } = sourceOf(
      (offset) => ({ records: held.slice(offset, offset + (sizesAt[offset] ?? 10)), total: 60 }),
      { pageSize: 20 },
    );
    expect(await all()).toEqual(held);
  });

  it("reads on after a full last page, which may not be the last", async () => {
    const { all, offsets } = sourceOf(tenantWith(rows(20), 10, 20), { pageSize: 10 });
    expect(await all()).toEqual(rows(20));
    expect(offsets).toEqual([0, 10, 20]);
  });

  it("reads what is added while it walks", async () => {
    const held = [...rows(20)];
    const { all } = sourceOf(
      (offset) => {
        if (offset === 10 && held.length === 20) held.push({ id: "late" });
        return { records: held.slice(offset, offset + 10), total: held.length };
      },
      { pageSize: 500 },
    );
    expect(await all()).toHaveLength(21);
  });

  it("knows after its first page how many there are", async () => {
    const { source, offsets } = sourceOf(tenantWith(rows(45), 10, 45));
    const walk = new PageWalk(source);
    await walk.next(never);
    expect([walk.pages, walk.isComplete, offsets.length]).toEqual([5, false, 1]);
    await walk.finish(never);
    expect([walk.pages, walk.isComplete, offsets.length]).toEqual([5, true, 5]);
  });

  it("gives a record once that moved to the next page meanwhile", async () => {
    const pages: Record<number, readonly Row[]> = { 0: rows(3), 3: rows(5).slice(2) };
    const { all } = sourceOf((offset) => ({ records: pages[offset] ?? [] }));
    expect(await all()).toEqual(rows(5));
  });

  it("keeps records that have no key", async () => {
    const nameless = [{ id: null }, { id: null }];
    const { all } = sourceOf(tenantWith(nameless, 1));
    expect(await all()).toEqual(nameless);
  });

  it("ends where the offset is ignored", async () => {
    const { all, offsets } = sourceOf(() => ({ records: rows(2) }));
    expect(await all()).toEqual(rows(2));
    expect(offsets).toEqual([0, 2]);
  });

  it("ends once enough have come", async () => {
    for (const total of [undefined, 100]) {
      const { all, offsets } = sourceOf(tenantWith(rows(100), 10, total), { most: 20 });
      expect(await all()).toHaveLength(20);
      expect(offsets).toEqual([0, 10]);
    }
  });

  it("goes on after a page whose records were all left out", async () => {
    const pages = [{ records: [], received: 2 }, { records: rows(1) }, { records: [] }];
    const { all } = sourceOf(() => pages.shift() ?? { records: [] });
    expect(await all()).toEqual(rows(1));
  });
});
