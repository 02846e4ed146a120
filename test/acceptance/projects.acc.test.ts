// Users' projects of every kind, deployed with the real cdktf CLI.

import { describe, expect, it } from "@jest/globals";
import { askCurrentUser } from "../program-calls.js";
import { describeWith } from "./harness/describe-unless.js";
import { tofuBinary } from "./harness/engines.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, tokenNamed, userProjects } from "./harness/user-projects.js";

const NAME = "warehouse robot";
const app = stackWith(tokenNamed(NAME));
const open = userProjects();

describe("a project that is", () => {
  it.each([
    ["an ES module", { type: "module" as const }],
    ["CommonJS", { type: "commonjs" as const }],
    ["in a folder with spaces", { folder: "my first project" }],
  ])("%s deploys, and then plans nothing", async (_name, kind) => {
    const { project, control, tenant } = await open({ app, ...kind });
    const deployed = await succeeded(project.deploy());
    expect(deployed.output).toContain("1 added, 0 changed, 0 destroyed");
    expect(await project.warnings("stack")).toEqual([]);
    expect(await control.tokensNamed(NAME)).toHaveLength(1);
    await succeeded(project.inStack("stack", "plan"));
    const { secret } = JSON.parse((await project.inStack("stack", "output", "-json")).stdout);
    expect(secret.sensitive).toBe(true);
    const answer = await askCurrentUser(tenant, secret.value);
    expect(answer.status).toBe(200);
    expect(deployed.output).not.toContain(secret.value);
  });
});

describeWith(
  "cdktf deploy with OpenTofu",
  { variable: "TOFU_BINARY", value: tofuBinary },
  (binary) => {
    it("deploys, and then plans nothing", async () => {
      const { project, control } = await open({ app, binary });
      await succeeded(project.deploy());
      expect(await control.tokensNamed(NAME)).toHaveLength(1);
      await succeeded(project.inStack("stack", "plan"));
    });
  },
);
