// Installing beside HCL, in real folders.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { install } from "../../../src/cli/install-command.js";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "atlan-cli-"));
  const built = join(root, "package", "dist", "plugin");
  mkdirSync(built, { recursive: true });
  mkdirSync(join(root, "hcl"));
  writeFileSync(join(built, "terraform-provider-atlan.zip"), "zip");
  writeFileSync(join(built, "manifest.json"), '{"version":"0.1.0","h1":"h1:x="}');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const installInto = (folder: string) => {
  const environment = {
    home: root,
    configFile: undefined,
    xdgConfigHome: undefined,
  };
  return install(
    join(root, folder),
    { directory: join(root, "package"), version: "0.1.0" },
    environment,
  );
};

it("places the plugin, locks it, and says what to write", () => {
  const text = installInto("hcl");
  const mirror = "hcl/terraform.d/plugins/npm.internal/cdktf-provider-atlan/atlan";
  expect(existsSync(join(root, mirror, "terraform-provider-atlan_0.1.0_linux_amd64.zip"))).toBe(
    true,
  );
  expect(readFileSync(join(root, "hcl", ".terraform.lock.hcl"), "utf8")).toContain("h1:x=");
  expect(text).toContain('source  = "npm.internal/cdktf-provider-atlan/atlan"');
  expect(text).not.toContain("provider_installation");
});

it.each([".terraformrc", ".tofurc"])("prints the entry that %s needs, once", (name) => {
  writeFileSync(join(root, name), "provider_installation {\n  direct {}\n}\n");
  const text = installInto("hcl");
  expect(text).toContain(`${join(root, name)} has a provider_installation block`);
  expect(text.match(/filesystem_mirror/g)).toHaveLength(1);
});

it("says in one sentence that the folder cannot be written to", () => {
  writeFileSync(join(root, "hcl", "terraform.d"), "");
  expect(() => installInto("hcl")).toThrow(
    `Cannot install the Atlan plugin in "${join(root, "hcl")}": a part of its path is no folder (ENOTDIR), expected a folder that can be written to`,
  );
});

it("refuses a folder that is not there", () => {
  expect(() => installInto("nowhere")).toThrow(
    `"${join(root, "nowhere")}" is no folder, expected the one that holds your Terraform configuration`,
  );
});
