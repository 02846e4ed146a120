import { describe, expect, it } from "@jest/globals";
import { nearMisses } from "../../../src/resources/near-misses.js";

const names = ["nightly loader", "Nightly Loader", "dbt", "warehouse export", "loader"];
const near = (wanted: string) => nearMisses(wanted, names, (name) => name);

describe("near misses", () => {
  it.each([
    ["other case", "NIGHTLY LOADER", ["nightly loader", "Nightly Loader"]],
    ["a typing error", "dtb", ["dbt"]],
    ["a part of the name", "export", ["warehouse export"]],
    ["nothing alike", "zzzzzz", []],
  ])("of %s", (_name, wanted, expected) => {
    expect(near(wanted)).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(near(wanted)).toEqual([]);
  });

  it("are five at most, the closest first", () => {
    const many = Array.from({ length: 20 }, (_, index) => `loader ${index}`);
    const found = nearMisses("loader 7", many, (name) => name);
    expect(found).toHaveLength(5);
    expect(found[0]).toBe("loader 7");
  });
});
