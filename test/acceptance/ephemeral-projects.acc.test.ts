// A token for one run in a stack of cdktf, which has no class for it: as the guide shows it.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { ROOT } from "./harness/npm-package.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, userProjects } from "./harness/user-projects.js";

const open = userProjects();

/** The first block of code below a heading. */
async function codeOf(guide: string, heading: string): Promise<string> {
  const text = await readFile(path.join(ROOT, "docs/guides", guide), "utf8");
  const [, code] =
    /```typescript\n([\s\S]*?)```/.exec(text.split(`## ${heading}\n`)[1] ?? "") ?? [];
  if (code === undefined) throw new Error(`Cannot find the code of "${heading}" in ${guide}`);
  return code;
}

it("is written by an override, works in the deployment, and is gone after it", async () => {
  const app = stackWith(`(function () {
${await codeOf("ephemeral.md", "With cdktf")}
  new cdktf.DataResource(this, "load", {
    provisioners: [{
      type: "local-exec",
      command: 'curl --fail --silent --header "Authorization: Bearer $TOKEN" $ATLAN_BASE_URL/api/service/users/current > who.json',
      environment: { TOKEN: secret },
    }],
  });
}).call(stack);`);
  const { project, control } = await open({ app });
  const deployed = await succeeded(project.deploy());
  expect(deployed.output).toContain("1 added, 0 changed, 0 destroyed");
  const who = await readFile(path.join(project.stackDirectory("stack"), "who.json"), "utf8");
  expect(JSON.parse(who).username).toMatch(/^service-account-apikey-/);
  expect(await control.tokensNamed("catalog load")).toEqual([]);
});
