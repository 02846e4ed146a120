// The file of --out, for each command that has one: whose it is, what it replaces, and what is left where it cannot be written.
import { writeFileSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Outcome } from "../../../src/cli/outcome.js";
import type { ProgressStream } from "../../../src/cli/progress.js";
import { controlOf } from "../../tenant-control.js";
import { tenantReader } from "./tenant-reader.js";

const reader = tenantReader();

interface Writing {
  readonly force?: boolean;
  readonly filter?: string;
  readonly stderr?: ProgressStream;
}

interface WritingCommand {
  readonly name: string;
  readonly fileName: string;
  /** What is always in the file. */
  readonly content: string;
  readonly writeInto: (folder: string, more?: Writing) => Promise<Outcome>;
}

const COMMANDS: readonly WritingCommand[] = [
  {
    name: "export",
    fileName: "atlan.tf",
    content: 'resource "atlan_api_token"',
    writeInto: (out, more) => reader.exports({ format: "hcl", out, ...more }),
  },
  {
    name: "report",
    fileName: "access.csv",
    content: '"Name","Kind"',
    writeInto: (folder, more) => reader.reports({ out: join(folder, "access.csv"), ...more }),
  },
];

const requests = () => controlOf(reader.tenant).requests();

describe.each(COMMANDS)("--out of $name", ({ fileName, content, writeInto }) => {
  it("is for its owner alone, in a folder that is made, without any secret of the tenant", async () => {
    const folder = join(reader.folder, "a", "b");
    const file = join(folder, fileName);
    expect(await writeInto(folder)).toEqual({ exitCode: 0, stdout: `Wrote "${file}"` });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, "utf8");
    expect(text).toContain(content);
    for (const secret of await controlOf(reader.tenant).secrets()) {
      expect(text).not.toContain(secret);
    }
  });

  it("replaces no file unless it is told to", async () => {
    const file = join(reader.folder, fileName);
    await writeFile(file, "mine");
    await expect(writeInto(reader.folder)).rejects.toThrow(
      `Cannot write "${file}": it is there already, expected no such file, or --force to replace it`,
    );
    expect(await readFile(file, "utf8")).toBe("mine");
    await writeInto(reader.folder, { force: true });
    expect(await readFile(file, "utf8")).toContain(content);
  });

  it("does not replace what another has written while it read the tenant", async () => {
    const file = join(reader.folder, fileName);
    // Its first line of progress comes when the work has begun.
    const stderr = { isTTY: true, write: () => writeFileSync(file, "theirs") };
    await expect(writeInto(reader.folder, { stderr })).rejects.toThrow("it is there already");
    expect(await readFile(file, "utf8")).toBe("theirs");
  });

  it("keeps the earlier one where the filter matches nothing", async () => {
    const file = join(reader.folder, fileName);
    await writeFile(file, "earlier");
    await expect(writeInto(reader.folder, { force: true, filter: "zzz*" })).rejects.toThrow(
      /--filter "zzz\*": it matches no display name of the 5 /,
    );
    expect(await readFile(file, "utf8")).toBe("earlier");
  });

  it("leaves no folder where the tenant does not let it finish", async () => {
    await controlOf(reader.tenant).addFaults({ match: { path: "apikeys" }, do: { status: 403 } });
    await expect(writeInto(join(reader.folder, "a", "b"))).rejects.toThrow(
      /answered 403 Forbidden.*may not do this/s,
    );
    expect(await readdir(reader.folder)).toEqual([]);
  });

  it.each([
    ["a file is", "file", "it is a file (EEXIST)"],
    ["there is a file above it", "file/below", "a part of its path is no folder (ENOTDIR)"],
    ["its name is too long", "n".repeat(300), "its name is too long (ENAMETOOLONG)"],
  ])("asks no tenant where its folder cannot be: %s", async (_what, name, reason) => {
    await writeFile(join(reader.folder, "file"), "");
    const folder = join(reader.folder, name);
    const before = await requests();
    await expect(writeInto(folder)).rejects.toThrow(
      `Cannot write "${join(folder, fileName)}": its folder cannot be used: ${reason}, expected a folder, or none yet, where you may write`,
    );
    expect(await requests()).toEqual(before);
    expect(await readdir(reader.folder)).toEqual(["file"]);
  });

  it("asks no tenant where it may not write into its folder", async () => {
    const folder = join(reader.folder, "locked");
    await mkdir(folder);
    await chmod(folder, 0o555);
    if (process.geteuid?.() === 0) {
      console.warn("Skipped: root may write everywhere");
      return;
    }
    const before = await requests();
    await expect(writeInto(folder)).rejects.toThrow("its permissions do not allow it (EACCES)");
    expect(await requests()).toEqual(before);
  });
});

it.each([false, true])(
  "asks no tenant where a folder is in its place (force: %s)",
  async (force) => {
    const before = await requests();
    await expect(reader.reports({ out: reader.folder, force })).rejects.toThrow(
      `Cannot write "${reader.folder}": it is a folder, expected a file, or no file yet`,
    );
    expect(await requests()).toEqual(before);
  },
);

it("asks no tenant where the file system refuses the file's name, and leaves no folder", async () => {
  const before = await requests();
  const out = join(reader.folder, "made", `${"n".repeat(300)}.csv`);
  await expect(reader.reports({ out })).rejects.toThrow("its name is too long (ENAMETOOLONG)");
  expect(await requests()).toEqual(before);
  expect(await readdir(reader.folder)).toEqual([]);
});
