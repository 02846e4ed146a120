// Commands in a clean environment: what comes of their end, whatever it is.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { runCommand, startCommand } from "../../../src/testing/run-command.js";

let directory: string;

beforeAll(async () => {
  directory = await realpath(await mkdtemp(path.join(tmpdir(), "command-")));
});
afterAll(() => rm(directory, { recursive: true }));

const node = (script: string, environment: Readonly<Record<string, string>> = {}) =>
  runCommand({ binary: process.execPath, directory, environment }, ["-e", script]);

it("tells what was printed, and the exit code", async () => {
  const script = 'console.log("one\\n│ two"); console.error("three"); process.exitCode = 3';
  expect(await node(script)).toEqual({
    exitCode: 3,
    stdout: "one\n│ two\n",
    stderr: "three\n",
    output: "one\n│ two\n\nthree\n",
    prose: "one two three ",
  });
});

it("runs in the folder, with nothing of the environment but what is listed and given", async () => {
  process.env.TF_LOG = "TRACE";
  process.env.ATLAN_API_KEY = "inherited";
  const { stdout } = await node(
    "console.log(JSON.stringify([process.cwd(), Object.keys(process.env).sort()]))",
    { GIVEN: "yes" },
  );
  delete process.env.TF_LOG;
  delete process.env.ATLAN_API_KEY;
  const [cwd, names] = JSON.parse(stdout);
  expect(cwd).toBe(directory);
  expect(["CHECKPOINT_DISABLE", "GIVEN", "HOME", "PATH", "TMPDIR"]).toEqual(
    expect.arrayContaining(names),
  );
  expect(names).toContain("GIVEN");
});

it("reads nothing of the caller's standard input", async () => {
  expect(
    (await node('console.log(require("node:fs").readFileSync(0, "utf8").length)')).stdout,
  ).toBe("0\n");
});

it("gives the exit code that a shell would give after a signal", async () => {
  const call = { binary: process.execPath, directory };
  const { pid, ended } = startCommand(call, ["-e", "setInterval(() => {}, 1000)"]);
  process.kill(pid, "SIGKILL");
  expect((await ended).exitCode).toBe(137);
});

it("leads a group of its own when asked to", async () => {
  const call = { binary: "sh", directory, ownGroup: true };
  const { pid, ended } = startCommand(call, ["-c", "sleep 600 & wait"]);
  process.kill(-pid, "SIGTERM");
  expect((await ended).exitCode).toBe(143);
});

it("says that the program was not found", async () => {
  const call = { binary: "no-such-engine", directory };
  await expect(runCommand(call, [])).rejects.toThrow(
    /^Cannot run "no-such-engine" in .*: it was not found, expected a program on the PATH or its path$/,
  );
});

it("says that the program may not be run", async () => {
  await expect(runCommand({ binary: directory, directory }, [])).rejects.toThrow("EACCES");
});

it("waits until a text was printed, on either stream", async () => {
  const script = 'console.log("one"); console.error("two"); setInterval(() => {}, 1000)';
  const { pid, printed, ended } = startCommand({ binary: process.execPath, directory }, [
    "-e",
    script,
  ]);
  expect(await printed("one\n")).toContain("one\n");
  await printed("two");
  process.kill(pid, "SIGTERM");
  expect(await ended).toMatchObject({ exitCode: 143, stdout: "one\n", stderr: "two\n" });
});

it("does not wait for a text for ever", async () => {
  const { printed } = startCommand({ binary: "sh", directory }, ["-c", "echo other; exit 3"]);
  await expect(printed("text")).rejects.toThrow(
    /^Cannot wait for "text": the command ended with exit code 3 before it printed that\nother\n/,
  );
});
