// The HCL of the reference, applied as it is shown to the tenant that people start without a seed. None warns.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { pages } from "../../scripts/docs/pages.js";
import { keyPair } from "./harness/age-command.js";
import { stages } from "./harness/stage.js";

const root = path.resolve(import.meta.dirname, "../..");

/** The workspace has that block already. */
const REQUIREMENTS = /^terraform \{[\s\S]*?^\}\n/m;

const keys = [await keyPair(), await keyPair()];
const environment = { TF_VAR_identity: keys[0]?.identity ?? "" };

/** Recipients whose identities are known here, in place of those that are shown. */
function withOwnRecipients(hcl: string): string {
  const left = [...keys];
  return hcl.replace(/age1[0-9a-z]{58}/g, (shown) => left.shift()?.recipient ?? shown);
}

describe("the example of", () => {
  const open = stages();

  it.each(pages)("$name applies, and applies again to nothing", async ({ name }) => {
    const hcl = readFileSync(path.join(root, `docs/examples/${name}.tf`), "utf8");
    const configuration = withOwnRecipients(hcl.replace(REQUIREMENTS, ""));
    const { workspace } = await open(configuration, { environment });
    const applied = await workspace.apply();
    expect(applied).toMatchObject({ exitCode: 0 });
    expect(applied.output).not.toContain("Warning:");
    expect((await workspace.plan()).exitCode).toBe(0);
    expect((await workspace.destroy()).exitCode).toBe(0);
  });
});
