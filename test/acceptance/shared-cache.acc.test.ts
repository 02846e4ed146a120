// Two projects that share a plugin cache, as all that one person deploys with the cdktf CLI do.
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { HELD_UP } from "../tenant-control.js";
import { until } from "../until.js";
import { engines } from "./harness/engines.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, tokenNamed, userProjects } from "./harness/user-projects.js";

const app = stackWith(tokenNamed("warehouse robot"));
const ADDRESS = "npm.internal/cdktf-provider-atlan/atlan";

describe.each(engines)("a shared plugin cache of $name", ({ binary }) => {
  const open = userProjects();

  it("serves the second project when the first is deleted during the second's apply", async () => {
    const { project: first } = await open({ app, binary });
    await first.synth();
    await succeeded(first.inStack("stack", "init"));
    // A link would lead into the first project.
    const versions = path.join(first.pluginCache, ADDRESS);
    const [version = "none"] = await readdir(versions);
    const platforms = await readdir(path.join(versions, version), { withFileTypes: true });
    // OpenTofu keeps a file beside it, for its lock.
    expect(platforms.some((entry) => entry.isDirectory())).toBe(true);
    expect(platforms.filter((entry) => entry.isSymbolicLink())).toEqual([]);

    const environment = { TF_PLUGIN_CACHE_DIR: first.pluginCache };
    const { project: second, control } = await open({ app, binary, environment });
    await second.synth();
    await succeeded(second.inStack("stack", "init"));
    await succeeded(second.inStack("stack", "apply"));

    // Held up while it plans: what Terraform launches for the changes is launched after the deletion.
    await control.clearRequests();
    await control.addFaults({ match: { method: "GET" }, do: HELD_UP });
    const applying = second.inStack("stack", "apply", "-replace=atlan_api_token.loader");
    await until(async () => (await control.requests()).length > 0);
    await rm(first.directory, { recursive: true });
    await control.clearFaults();
    const applied = await succeeded(applying);
    expect(applied.output).toContain("1 added, 0 changed, 1 destroyed");
    await succeeded(second.inStack("stack", "plan"));
  });
});
