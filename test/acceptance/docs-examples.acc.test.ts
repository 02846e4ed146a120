// The HCL of the reference, applied as it is shown.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import { stages } from "./harness/stage.js";

jest.setTimeout(120_000);

const root = path.resolve(import.meta.dirname, "../..");

describe("the example of", () => {
  const open = stages();

  it.each([
    ["resources/api_token", {}],
    ["data-sources/api_token", { tokens: [{ displayName: "nightly loader" }] }],
  ])("%s applies, and applies again to nothing", async (name, seed) => {
    const hcl = readFileSync(path.join(root, `docs/examples/${name}.tf`), "utf8");
    const { workspace } = await open(hcl, { tenant: { seed } });
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});
