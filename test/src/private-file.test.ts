// Files with secrets, on a real file system: their mode, links to them, and what stays of them where they cannot be written.
import { execFileSync } from "node:child_process";
import { watch } from "node:fs";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { PrivateFileError, readPrivateFile, writePrivateFile } from "../../src/private-file.js";
import { Secret } from "../../src/secret.js";

const OLD = new Secret("old");
const NEW = new Secret("new");

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlan-private-"));
  file = join(folder, "secrets.env");
});
afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

async function failure(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => "no error",
    (thrown: unknown) => thrown,
  );
  if (error instanceof PrivateFileError) return error.message;
  throw error;
}

describe("writing", () => {
  it.each([
    ["a new file", async () => {}],
    ["a file that others may read", () => writeFile(file, "old", { mode: 0o644 })],
  ])("gives %s to its owner alone, and leaves nothing else", async (_name, prepare) => {
    await prepare();
    await writePrivateFile(file, NEW);
    expect(await readFile(file, "utf8")).toBe("new");
    expect(await modeOf(file)).toBe("600");
    expect(await readdir(folder)).toEqual(["secrets.env"]);
  });

  it("replaces the file that a link leads to, and keeps the link", async () => {
    const target = join(folder, "target");
    await writeFile(target, "old");
    await symlink(target, file);
    await writePrivateFile(file, NEW);
    expect(await readFile(target, "utf8")).toBe("new");
    expect(await modeOf(target)).toBe("600");
  });

  it("makes the file that a link leads to, and keeps the link", async () => {
    const volume = join(folder, "volume");
    await mkdir(join(volume, "state"), { recursive: true });
    await symlink(join(volume, "state"), join(folder, "here"));
    await symlink("../target", join(volume, "state", "secrets.env"));
    await symlink(join("here", "secrets.env"), file);
    await writePrivateFile(file, OLD);
    await writePrivateFile(file, NEW);
    expect(await readFile(join(volume, "target"), "utf8")).toBe("new");
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
  });

  it("names a link that leads to itself", async () => {
    await symlink(file, file);
    expect(await failure(writePrivateFile(file, NEW))).toContain("ELOOP");
  });

  it("is whole where several write at once", async () => {
    const texts = Array.from({ length: 20 }, (_each, index) => String(index).repeat(100_000));
    await Promise.all(texts.map((text) => writePrivateFile(file, new Secret(text))));
    expect(texts).toContain(await readFile(file, "utf8"));
    expect(await readdir(folder)).toEqual(["secrets.env"]);
  });

  it("goes by a name that nobody can guess, so that no link of that name leads elsewhere", async () => {
    const names: (string | null)[] = [];
    const watcher = watch(folder, (_event, name) => names.push(name));
    try {
      for (const text of [OLD, NEW]) {
        names.push("next");
        await writePrivateFile(file, text);
        while (names.at(-1) !== "secrets.env") await setImmediate();
      }
    } finally {
      watcher.close();
    }
    const temporary = new Set(names.filter((name) => name?.startsWith(".cdktf-provider-atlan-")));
    expect([...temporary]).toEqual(Array(2).fill(expect.stringMatching(/-[0-9a-f-]{36}$/)));
  });

  it.each([
    ["a folder that is not there", "none/file", "its folder does not exist (ENOENT)"],
    ["a folder", ".", "it is a folder"],
    ["a path through a file", "plain/file", "a part of its path is no folder (ENOTDIR)"],
  ])("names %s", async (_name, path, reason) => {
    await writeFile(join(folder, "plain"), "");
    const target = join(folder, path);
    expect(await failure(writePrivateFile(target, NEW))).toBe(
      `Cannot write ${JSON.stringify(target)}: ${reason}, expected a file, or no file yet, in a folder that you may write to`,
    );
  });

  it("leaves a device alone", async () => {
    expect(await failure(writePrivateFile("/dev/full", NEW))).toMatch(
      /^Cannot write "\/dev\/full": it is no regular file, expected/,
    );
    expect((await stat("/dev/full")).isCharacterDevice()).toBe(true);
  });
});

describe("reading", () => {
  it("says nothing of a file that is its owner's alone", async () => {
    await writePrivateFile(file, OLD);
    const { text, exposure } = await readPrivateFile(file);
    expect([text.reveal(), exposure]).toEqual(["old", null]);
  });

  it.each([0o640, 0o604, 0o602])("tells of mode %d and what to do", async (mode) => {
    await writeFile(file, "old");
    await chmod(file, mode);
    expect((await readPrivateFile(file)).exposure).toEqual({
      problem: `may be read or changed by others than its owner (mode ${mode.toString(8)})`,
      remedy: `Run \`chmod 600 "${file}"\`.`,
    });
  });

  it("tells of a file of another user", async () => {
    if (process.geteuid?.() !== 0) {
      console.warn("Skipped: only root gives files to others");
      return;
    }
    await writeFile(file, "old");
    await chmod(file, 0o644);
    await chmod(folder, 0o755);
    await chown(file, 4_321, 0);
    process.seteuid?.(1_234);
    try {
      expect((await readPrivateFile(file)).exposure).toEqual({
        problem: "belongs to another user (uid 4321), who may read and change it",
        remedy: "Make a file of your own with mode 600, and name that one.",
      });
    } finally {
      process.seteuid?.(0);
    }
  });

  it("names what is not there, and a folder", async () => {
    expect(await failure(readPrivateFile(file))).toBe(
      `Cannot read "${file}": it does not exist (ENOENT), expected a file that you may read`,
    );
    expect(await failure(readPrivateFile(folder))).toBe(
      `Cannot read "${folder}": it is a folder (EISDIR), expected a file that you may read`,
    );
  });
});

/** Of 16 KB. Undefined where this user may not mount one. */
async function smallDisk(): Promise<string | undefined> {
  const disk = join(folder, "disk");
  await mkdir(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], { stdio: "ignore" });
    return disk;
  } catch {
    return undefined;
  }
}

it("keeps the file as it was where the disk takes only a part of the new text", async () => {
  const disk = await smallDisk();
  if (disk === undefined) {
    console.warn("Skipped: this user may not mount a small disk");
    return;
  }
  try {
    const path = join(disk, "secrets.env");
    await writePrivateFile(path, OLD);
    const said = await failure(writePrivateFile(path, new Secret("x".repeat(40_000))));
    expect(said).toContain(`Cannot write "${path}": the disk is full (ENOSPC), expected`);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(disk)).toEqual(["secrets.env"]);
  } finally {
    execFileSync("umount", [disk]);
  }
});
