// A secret is in the state, once for its principal and once per output, and nowhere else that is ours; access tokens are nowhere.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { askCurrentUser } from "../program-calls.js";
import { engines } from "./harness/engines.js";
import { addressOf, declared, principalKinds } from "./harness/principal-kinds.js";
import { stages } from "./harness/stage.js";

const NAME = "warehouse robot";
const count = (text: string, part: string): number => text.split(part).length - 1;

const each = engines.flatMap(({ name, binary }) =>
  principalKinds.map((kind) => ({ name, binary, noun: kind.noun, kind })),
);

describe.each(each)("the secret of an $noun, with $name", ({ binary, kind }) => {
  const open = stages({ binary });
  const address = addressOf(kind);
  const named = declared(kind, `display_name = "${NAME}"`);
  const output = `output "loader_secret" {\n value = ${address}.${kind.secret}\n sensitive = true\n}\n`;

  it("is in the state once, and once more per output, marked sensitive", async () => {
    const { workspace, control, tenant } = await open(named + output);
    await workspace.apply();
    const attributes = await workspace.attributes(address);
    const { [kind.secret]: secret, username } = attributes;
    const others = (await control.secrets()).filter((one) => one !== secret);
    const file = await readFile(path.join(workspace.directory, "terraform.tfstate"), "utf8");
    expect(count(file, String(secret))).toBe(2);
    for (const other of others) expect(count(file, other)).toBe(0);
    const { outputs } = await workspace.state();
    expect(outputs.loader_secret).toMatchObject({ value: secret, sensitive: true });
    const answer = await askCurrentUser(tenant, await kind.bearerOf(tenant, attributes));
    expect(await answer.json()).toMatchObject({ username });
  });

  it("is refused as a plain output", async () => {
    const plain = output.replace("sensitive = true", "");
    const { workspace } = await open(named + plain);
    expect((await workspace.run("plan", "-detailed-exitcode")).prose).toContain("sensitive");
  });

  it("is in no plan, output or log at any level, whatever goes wrong", async () => {
    const log = (workspace: { directory: string }) => path.join(workspace.directory, "trace.log");
    const { workspace, control } = await open(named);
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
      { match: kind.create, do: { dropReply: true } },
      { match: kind.finish, do: { status: 500 } },
      { match: { path: "users/current" }, skip: 1, do: { status: 401 } },
    );
    await run("apply", "-auto-approve");
    await workspace.configure(declared(kind, `display_name = "${NAME}"`, 'description = "more"'));
    await control.addFaults({ match: kind.finish, do: { status: 400 } });
    await run("apply", "-auto-approve");
    await run("plan");
    await run("apply", "-auto-approve");
    await run("apply", "-auto-approve", `-replace=${address}`);
    await run("destroy", "-auto-approve");
    said.push(await readFile(log(workspace), "utf8"));
    expect(said.join("").length).toBeGreaterThan(10_000);
    expect(said.join("")).toContain("provider.terraform-provider-atlan");
    for (const secret of await control.secrets()) expect(count(said.join(""), secret)).toBe(0);
  });

  it("is in no file of the folder but the state and its backup", async () => {
    const { workspace, control } = await open(named);
    await workspace.apply();
    await workspace.apply(`-replace=${address}`);
    const secrets = await control.secrets();
    const entries = await readdir(workspace.directory, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || entry.name.startsWith("terraform.tfstate")) continue;
      const text = await readFile(path.join(entry.parentPath, entry.name), "latin1");
      for (const secret of secrets) expect(text.includes(secret)).toBe(false);
    }
  });
});
