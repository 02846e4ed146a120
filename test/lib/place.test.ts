// The placement in real folders.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "@jest/globals";
import { findPackage, findPlugin, place } from "../../lib/placement";
import { somePlugin, temporaryFolder } from "./temporary-folder";

const MIRROR = "terraform.d/plugins/npm.internal/cdktf-provider-atlan/atlan";

let folder: string;

beforeEach(() => {
  folder = join(temporaryFolder(), "stacks", "not there yet");
});

const zips = () => readdirSync(join(folder, MIRROR)).sort();
const lockFile = () => readFileSync(join(folder, ".terraform.lock.hcl"), "utf8");

it("puts one zip in place for every platform, and locks it", () => {
  const paths = place(folder, somePlugin());
  expect(zips()).toEqual([
    "terraform-provider-atlan_0.1.0_darwin_amd64.zip",
    "terraform-provider-atlan_0.1.0_darwin_arm64.zip",
    "terraform-provider-atlan_0.1.0_linux_amd64.zip",
    "terraform-provider-atlan_0.1.0_linux_arm64.zip",
  ]);
  expect(new Set(paths.map((path) => statSync(path).ino)).size).toBe(1);
  expect(lockFile()).toContain('"h1:zip="');
});

it("is not linked to the package, which may be rebuilt in place", () => {
  const plugin = somePlugin("old");
  const [path = ""] = place(folder, plugin);
  writeFileSync(plugin.zipPath, "new");
  expect(readFileSync(path, "utf8")).toBe("old");
});

it("writes nothing the second time", () => {
  const plugin = somePlugin();
  const [path = ""] = place(folder, plugin);
  const files = [path, join(folder, ".terraform.lock.hcl")];
  const before = files.map((file) => statSync(file));
  place(folder, plugin);
  const after = files.map((file) => statSync(file));
  expect(after.map(({ ino, mtimeMs }) => [ino, mtimeMs])).toEqual(
    before.map(({ ino, mtimeMs }) => [ino, mtimeMs]),
  );
});

it("replaces a rebuilt plugin on every platform", () => {
  place(folder, somePlugin("old"));
  const paths = place(folder, somePlugin("new"));
  expect(paths.map((path) => readFileSync(path, "utf8"))).toEqual(["new", "new", "new", "new"]);
  expect(lockFile()).not.toContain("h1:old");
});

it("removes other versions of the plugin and nothing else", () => {
  place(folder, somePlugin("zip", "0.0.9"));
  writeFileSync(join(folder, MIRROR, "notes.txt"), "");
  place(folder, somePlugin("zip", "0.1.0"));
  expect(zips()).toHaveLength(5);
  expect(zips()).toContain("notes.txt");
  expect(lockFile()).not.toContain("0.0.9");
});

it("does not mind that another synth removes other versions at the same time", async () => {
  const mirror = join(folder, MIRROR);
  mkdirSync(mirror, { recursive: true });
  for (let patch = 1000; patch < 2000; patch += 1) {
    writeFileSync(join(mirror, `terraform-provider-atlan_0.0.${patch}_linux_amd64.zip`), "");
  }
  // From the other end, and slower, so that some are gone when their turn comes here.
  const slowly = `
    const pause = new Int32Array(new SharedArrayBuffer(4));
    process.stdout.write("removing");
    for (const name of fs.readdirSync(process.argv[1]).reverse()) {
      if (name.includes("_0.0.")) fs.rmSync(process.argv[1] + "/" + name, { force: true });
      Atomics.wait(pause, 0, 0, 1);
    }`;
  const other = spawn(process.execPath, ["-e", slowly, mirror]);
  await once(other.stdout, "data");
  place(folder, somePlugin());
  other.kill();
  await once(other, "close");
  expect(zips()).toHaveLength(4);
});

it("finds the package from a folder inside it", () => {
  const { directory } = findPackage(__dirname);
  expect(directory).toBe(join(__dirname, "..", ".."));
});

it("says what to do when the package was not built", () => {
  const directory = temporaryFolder();
  expect(() => findPlugin({ directory, version: "0.1.0" })).toThrow(
    /terraform-provider-atlan\.zip" does not exist, .* run `npm run build` in /,
  );
});

it("refuses a plugin of another version than the package", () => {
  const directory = temporaryFolder();
  const built = join(directory, "dist", "plugin");
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, "terraform-provider-atlan.zip"), "");
  writeFileSync(join(built, "manifest.json"), '{"version":"0.0.9","h1":"h1:x="}');
  expect(() => findPlugin({ directory, version: "0.1.0" })).toThrow(
    "is of version 0.0.9, expected 0.1.0; run `npm run build`",
  );
});
