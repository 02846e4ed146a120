// A stack with the null provider beside ours, deployed first thing without a flag.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { installationFrom, mirrorOf, OUR_ENTRY } from "./harness/cli-configuration.js";
import { describeWith } from "./harness/describe-unless.js";
import { engines, nullProviderMirror } from "./harness/engines.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, tokenNamed, userProjects } from "./harness/user-projects.js";

const NAME = "warehouse robot";
const app = stackWith(
  'const nulls = require("@cdktf/provider-null");',
  'new nulls.provider.NullProvider(stack, "null");',
  'new nulls.resource.Resource(stack, "nothing");',
  tokenNamed(NAME),
);

describeWith(
  "a stack with the null provider, which comes from a mirror,",
  { variable: "NULL_PROVIDER_MIRROR", value: nullProviderMirror },
  (mirror) => {
    const open = userProjects();

    it.each(engines)("deploys with $name, and then plans nothing", async ({ binary }) => {
      const cliConfiguration = installationFrom(mirrorOf(mirror), OUR_ENTRY);
      const { project, control } = await open({ app, binary, cliConfiguration });
      const deployed = await succeeded(project.deploy());
      expect(deployed.output).toContain("2 added, 0 changed, 0 destroyed");
      expect(await project.warnings("stack")).toEqual([]);
      expect(await control.tokensNamed(NAME)).toHaveLength(1);
      const lock = path.join(project.stackDirectory("stack"), ".terraform.lock.hcl");
      expect(await readFile(lock, "utf8")).toMatch(/hashicorp\/null" \{[^}]*hashes = \[\s*"h1:/);
      await succeeded(project.inStack("stack", "plan"));
    });
  },
);
