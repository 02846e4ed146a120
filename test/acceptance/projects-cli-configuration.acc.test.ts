// A person's CLI configuration with a provider_installation of its own: what synth says of it, and whether that helps.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { installationFrom, mirrorOf, OUR_ENTRY } from "./harness/cli-configuration.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, tokenNamed, userProjects } from "./harness/user-projects.js";

const NAME = "warehouse robot";
const EXCLUDE = 'exclude = ["npm.internal/*/*"]';
const app = stackWith(tokenNamed(NAME));
const open = userProjects();

/** A mirror that a company may have: it exists and holds nothing of ours. */
async function openWithCompanyMirror() {
  const opened = await open({ app });
  const company = path.join(opened.project.directory, "../company-mirror");
  await mkdir(company);
  return { ...opened, company: mirrorOf(company) };
}

describe("a CLI configuration with a mirror of its own", () => {
  it("makes deploy fail with the entry to add, and with that entry it deploys", async () => {
    const { project, control, company } = await openWithCompanyMirror();
    await project.configureCli(installationFrom(company));
    const refused = await project.deploy();
    expect(refused.exitCode).toBe(1);
    expect(refused.prose).toContain("Failed to query available provider packages");
    for (const part of ['path = "terraform.d/plugins"', 'include = ["npm.internal/*/*"]', EXCLUDE])
      expect(refused.prose).toContain(part);
    expect(await control.tokensNamed(NAME)).toEqual([]);
    await project.configureCli(installationFrom(company, OUR_ENTRY));
    await succeeded(project.deploy());
    expect(await project.warnings("stack")).toEqual([]);
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
  });

  it("needs our host excluded from its direct method, which synth says too", async () => {
    const { project } = await openWithCompanyMirror();
    await project.configureCli(installationFrom(OUR_ENTRY, "direct {\n}"));
    await project.synth();
    expect(await project.warnings("stack")).toEqual([expect.stringContaining(EXCLUDE)]);
    expect((await project.inStack("stack", "init")).exitCode).toBe(1);
    await project.configureCli(installationFrom(OUR_ENTRY, `direct {\n${EXCLUDE}\n}`));
    await project.synth();
    expect(await project.warnings("stack")).toEqual([]);
    await succeeded(project.inStack("stack", "init"));
    await succeeded(project.inStack("stack", "apply"));
  });
});
