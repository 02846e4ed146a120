// The secret is in the state, once for the token and once per output, and nowhere else that is ours.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { engines } from "./harness/engines.js";
import { loader, stages } from "./harness/stage.js";

const NAME = "warehouse robot";
const output =
  'output "loader_token" {\n value = atlan_api_token.loader.access_token\n sensitive = true\n}\n';

const count = (text: string, part: string): number => text.split(part).length - 1;

describe.each(engines)("the secret of a token, with $name", ({ binary }) => {
  const open = stages({ binary });

  it("is in the state once, and once more per output, marked sensitive", async () => {
    const { workspace, control, tenant } = await open(loader(`display_name = "${NAME}"`) + output);
    await workspace.apply();
    const { access_token: secret } = await workspace.attributes("atlan_api_token.loader");
    expect(await control.secrets()).toContain(secret);
    const file = await readFile(path.join(workspace.directory, "terraform.tfstate"), "utf8");
    expect(count(file, String(secret))).toBe(2);
    const { outputs } = await workspace.state();
    expect(outputs.loader_token).toMatchObject({ value: secret, sensitive: true });
    const answer = await fetch(`${tenant.baseUrl}/api/service/users/current`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    const [token] = await control.tokensNamed(NAME);
    expect(await answer.json()).toMatchObject({ username: token?.username });
  });

  it("is refused as a plain output", async () => {
    const plain = output.replace("sensitive = true", "");
    const { workspace } = await open(loader(`display_name = "${NAME}"`) + plain);
    expect((await workspace.run("plan", "-detailed-exitcode")).prose).toContain("sensitive");
  });

  it("is in no plan, output or log at any level, whatever goes wrong", async () => {
    const log = (workspace: { directory: string }) => path.join(workspace.directory, "trace.log");
    const { workspace, control } = await open(loader(`display_name = "${NAME}"`));
    const environment = {
      TF_LOG: "TRACE",
      TF_LOG_PROVIDER_ATLAN: "TRACE",
      TF_LOG_PATH: log(workspace),
    };
    const said: string[] = [];
    const run = async (...args: string[]) => {
      const { output: text } = await workspace.runWith({ environment }, ...args);
      said.push(text);
    };
    await control.addFaults(
      { match: { method: "POST", path: "apikeys$" }, do: { dropReply: true } },
      { match: { method: "POST", path: "apikeys/.+" }, do: { status: 500 } },
      { match: { path: "users/current" }, skip: 1, do: { status: 401 } },
    );
    await run("apply", "-auto-approve");
    await workspace.configure(loader(`display_name = "${NAME}"`, 'description = "more"'));
    await control.addFaults({ match: { method: "POST", path: "apikeys/.+" }, do: { status: 400 } });
    await run("apply", "-auto-approve");
    await run("plan");
    await run("apply", "-auto-approve");
    await run("apply", "-auto-approve", "-replace=atlan_api_token.loader");
    await run("destroy", "-auto-approve");
    said.push(await readFile(log(workspace), "utf8"));
    expect(said.join("").length).toBeGreaterThan(10_000);
    expect(said.join("")).toContain("provider.terraform-provider-atlan");
    for (const secret of await control.secrets()) expect(count(said.join(""), secret)).toBe(0);
  });

  it("is in no file of the folder but the state and its backup", async () => {
    const { workspace, control } = await open(loader(`display_name = "${NAME}"`));
    await workspace.apply();
    await workspace.apply("-replace=atlan_api_token.loader");
    const secrets = await control.secrets();
    const entries = await readdir(workspace.directory, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || entry.name.startsWith("terraform.tfstate")) continue;
      const text = await readFile(path.join(entry.parentPath, entry.name), "latin1");
      for (const secret of secrets) expect(text.includes(secret)).toBe(false);
    }
  });
});
