// Folders that are made with those above them, on a real file system.
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "@jest/globals";
import { makeFolder } from "../../lib/placement";
import { temporaryFolder } from "./temporary-folder";

let base: string;
beforeEach(() => {
  base = temporaryFolder();
});

it("makes all that are missing, and says which was the first", () => {
  const deep = join(base, "a", "b", "c");
  expect(makeFolder(deep)).toBe(join(base, "a"));
  expect(existsSync(deep)).toBe(true);
  expect(makeFolder(deep)).toBeUndefined();
});

it.each([
  ["a file in its place", "file", "EEXIST"],
  ["a file above it", "file/a/b", "ENOTDIR"],
  ["a link that leads nowhere", "link/a", "EEXIST"],
])("refuses %s", (_what, folder, code) => {
  writeFileSync(join(base, "file"), "");
  symlinkSync(join(base, "nowhere"), join(base, "link"));
  expect(() => makeFolder(join(base, folder))).toThrow(code);
});

it("ends where the system refuses a folder with the words for one that is missing", () => {
  if (!existsSync("/proc/self")) {
    console.warn("Skipped: this system has no /proc");
    return;
  }
  expect(() => makeFolder("/proc/a/b")).toThrow("ENOENT");
});
