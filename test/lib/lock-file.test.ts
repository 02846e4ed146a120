// The lock file's text: our blocks come in, everybody else's stay as they are.
import { describe, expect, it } from "@jest/globals";
import { isLocked, lockProvider } from "../../lib/placement";
import { lockAll } from "../../lib/placement/place";

const NULL_PROVIDER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/hashicorp/null" {
  version     = "3.2.4"
  constraints = "3.2.4"
  hashes = [
    "h1:abc=",
    "zh:0123",
  ]
}
`;

const NULL = { address: "registry.terraform.io/hashicorp/null", version: "3.2.4" };
const OURS = { address: "npm.internal/cdktf-provider-atlan/atlan", version: "0.1.0" };

it("starts a file as Terraform does", () => {
  expect(lockProvider("", { ...OURS, hashes: ["h1:x="] })).toBe(
    `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "npm.internal/cdktf-provider-atlan/atlan" {
  version     = "0.1.0"
  constraints = "0.1.0"
  hashes = [
    "h1:x=",
  ]
}
`,
  );
});

it("leaves the blocks of others untouched", () => {
  const text = lockProvider(NULL_PROVIDER, OURS);
  expect(text.startsWith(NULL_PROVIDER)).toBe(true);
  expect(isLocked(text, OURS.address)).toBe(true);
});

it("changes nothing the second time", () => {
  const once = lockProvider(NULL_PROVIDER, { ...OURS, hashes: ["h1:x="] });
  expect(lockProvider(once, { ...OURS, hashes: ["h1:x="] })).toBe(once);
});

it("replaces our hash after a rebuild", () => {
  const before = lockProvider("", { ...OURS, hashes: ["h1:old="] });
  const after = lockProvider(before, { ...OURS, hashes: ["h1:new="] });
  expect(after).toBe(lockProvider("", { ...OURS, hashes: ["h1:new="] }));
});

describe("a provider pinned elsewhere in the stack", () => {
  it("gets a block without hashes, which init fills in", () => {
    expect(lockProvider("", NULL)).toMatch(
      /provider ".*null" \{\n {2}version {5}= "3.2.4"\n {2}constraints = "3.2.4"\n\}\n$/,
    );
  });

  it("keeps the hashes it has", () => {
    expect(lockProvider(NULL_PROVIDER, NULL)).toBe(NULL_PROVIDER);
  });

  it("gets the constraints that the cdktf CLI wants to see", () => {
    const without = NULL_PROVIDER.replace('  constraints = "3.2.4"\n', "");
    expect(lockProvider(without, NULL)).toBe(NULL_PROVIDER);
  });

  it("loses the hashes of another version", () => {
    const text = lockProvider(NULL_PROVIDER, { ...NULL, version: "3.3.0" });
    expect(text).toContain('version     = "3.3.0"');
    expect(text).not.toContain("h1:abc");
  });

  it("loses OpenTofu's block of another version, so that init chooses anew", () => {
    const plugin = { version: "0.1.0", h1: "h1:x=", zipPath: "" };
    const openTofu = NULL_PROVIDER.replace("registry.terraform.io", "registry.opentofu.org");
    const kept = lockAll(openTofu, plugin, [NULL]);
    const changed = lockAll(openTofu, plugin, [{ ...NULL, version: "3.3.0" }]);
    expect(isLocked(kept, "registry.opentofu.org/hashicorp/null")).toBe(true);
    expect(isLocked(changed, "registry.opentofu.org/hashicorp/null")).toBe(false);
  });
});

it("reads files with Windows line ends", () => {
  const text = NULL_PROVIDER.replaceAll("\n", "\r\n");
  expect(lockProvider(text, NULL)).toBe(text);
});
