// The HCL of the reference, applied as it is shown to the tenant that people start without a seed. None warns.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { pages } from "../../scripts/docs/pages.js";
import { stages } from "./harness/stage.js";

const root = path.resolve(import.meta.dirname, "../..");

/** The workspace has that block already. */
const REQUIREMENTS = /^terraform \{[\s\S]*?^\}\n/m;

describe("the example of", () => {
  const open = stages();

  it.each(pages)("$name applies, and applies again to nothing", async ({ name }) => {
    const hcl = readFileSync(path.join(root, `docs/examples/${name}.tf`), "utf8");
    const configuration = hcl.replace(REQUIREMENTS, "");
    const { workspace } = await open(configuration);
    const applied = await workspace.apply();
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(applied.output).not.toContain("Warning:");
    expect((await workspace.plan()).exitCode).toBe(0);
    expect((await workspace.destroy()).exitCode).toBe(0);
  });
});
