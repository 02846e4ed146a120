// The program around a delivery command, as a real process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { MASKING_WRAPPER } from "../../lib/private/masking-wrapper";

const SECRET = `eyJhbGciOi.${"abcdefghij".repeat(60)}.the-end`;

interface Run {
  readonly interpreter?: readonly string[];
  readonly secret?: string;
  readonly mode?: "masked" | "never";
}

const start = (command: string, options: Run = {}) => {
  const { interpreter = ["/bin/sh", "-c"], secret = SECRET, mode = "masked" } = options;
  const args = ["-e", MASKING_WRAPPER, "--", "DELIVERED", mode, ...interpreter, command];
  const env = { PATH: process.env.PATH, DELIVERED: secret };
  const child = spawn(process.execPath, args, { env });
  const printed = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    printed.stderr += text;
  });
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, ...printed }));
  return { child, ended };
};

const run = (command: string, options?: Run) => start(command, options).ended;
const node = [process.execPath, "-e"];

it("is one line without anything that JSON, HCL or a template would change", () => {
  expect(MASKING_WRAPPER).not.toMatch(/["\\`\n]|[$%]\{/);
});

describe("what the command prints", () => {
  it("comes through, on the stream it was meant for", async () => {
    expect(await run("echo out; echo err >&2")).toMatchObject({ stdout: "out\n", stderr: "err\n" });
  });

  it("has no secret, on either stream", async () => {
    const { stdout, stderr } = await run('echo "[$DELIVERED]"; echo "<$DELIVERED$DELIVERED>" >&2');
    expect({ stdout, stderr }).toEqual({ stdout: "[***]\n", stderr: "<******>\n" });
  });

  it.each([1, 7, 100, SECRET.length - 1])("has no secret that is split after %d", async (at) => {
    const script = `
      const secret = process.env.DELIVERED;
      process.stdout.write("before " + secret.slice(0, ${at}));
      setTimeout(() => process.stdout.write(secret.slice(${at}) + " after"), 50);`;
    expect((await run(script, { interpreter: node })).stdout).toBe("before *** after");
  });

  it("has no secret that comes byte by byte", async () => {
    const script = `
      const { writeSync } = require("node:fs");
      for (const byte of Buffer.from("a" + process.env.DELIVERED + "z")) writeSync(1, Buffer.of(byte));`;
    expect((await run(script, { interpreter: node })).stdout).toBe("a***z");
  });

  it("has no long beginning of a secret at its end", async () => {
    expect((await run('printf %s "$DELIVERED" | head -c 40')).stdout).toBe("***");
  });

  it("keeps an end that only looks like a beginning", async () => {
    expect((await run("printf 'bye'")).stdout).toBe("bye");
    expect((await run("printf 'e'")).stdout).toBe("e");
  });

  it("is not held back when it cannot be a beginning", async () => {
    const { child, ended } = start("echo ready; read line");
    await once(child.stdout, "data");
    child.stdin.end("\n");
    expect((await ended).stdout).toBe("ready\n");
  });

  it("may be anything, and much", async () => {
    const script = `process.stdout.write("ä€😀".repeat(200000))`;
    expect((await run(script, { interpreter: node })).stdout).toBe("ä€😀".repeat(200000));
  });

  it("has no secret that is no ASCII", async () => {
    expect((await run('echo "[$DELIVERED]"', { secret: "gehäuse€" })).stdout).toBe("[***]\n");
  });
});

/** What the command prints of the secret, and what remains of it. */
const ODD = `pass/word+with "quotes", 'more', ä€😀 & <tags> ${"~!".repeat(9)}?`;

describe("an encoding of the secret is masked:", () => {
  const rows: readonly (readonly [string, string, RegExp])[] = [
    ["base64", 'printf %s "$DELIVERED" | base64 -w0', /^\*\*\*=*$/],
    ["base64 with a line break at its end", 'echo "$DELIVERED" | base64 -w0', /^\*\*\*.{0,2}=*$/],
    ["base64 broken over lines", 'printf %s "$DELIVERED" | base64', /^\*\*\*=*\n$/],
    [
      "base64 in YAML",
      `printf 'data:\\n  token: >-\\n'; printf %s "$DELIVERED" | base64 | sed 's/^/    /'`,
      /^data:\n {2}token: >-\n {4}\*\*\*=*\n$/,
    ],
    ["Basic", 'printf "user:%s" "$DELIVERED" | base64 -w0', /^dXNlcj.{0,3}\*\*\*.{0,2}=*$/],
    [
      "Basic of a longer name",
      'printf "users:%s" "$DELIVERED" | base64 -w0',
      /^dXNlcn.{0,4}\*\*\*/,
    ],
    [
      "Basic of a yet longer name",
      'printf "someone:%s" "$DELIVERED" | base64 -w0',
      /^c29t.{0,8}\*\*\*/,
    ],
    ["base64url", 'printf %s "$DELIVERED" | base64 -w0 | tr +/ -_', /^\*\*\*=*$/],
    ["hex", 'printf %s "$DELIVERED" | od -An -tx1 -v | tr -d " \\n"', /^\*\*\*$/],
    ["hex in lines", 'printf %s "$DELIVERED" | od -An -tx1 -v | tr -d " "', /^\*\*\*\n$/],
    [
      "hex in capitals",
      'printf %s "$DELIVERED" | od -An -tx1 -v | tr -d " \\n" | tr a-f A-F',
      /^\*\*\*$/,
    ],
    ["lines of 20", 'printf %s "$DELIVERED" | fold -b -w20', /^\*\*\*$/],
    [
      "lines continued by a backslash",
      `printf %s "$DELIVERED" | fold -b -w20 | sed 's/$/\\\\/'`,
      /^\*\*\*\\?$/,
    ],
  ];

  it.each(rows)("%s", async (_name, command, expected) => {
    for (const secret of [SECRET, ODD]) {
      const { stdout } = await run(command, { secret });
      expect(stdout).toMatch(expected);
    }
  });

  const s = "process.env.DELIVERED";
  it.each([
    ["percent", `encodeURIComponent(${s})`],
    [
      "percent in small letters",
      `encodeURIComponent(${s}).replace(/%../g, (it) => it.toLowerCase())`,
    ],
    ["a form's field", `encodeURIComponent(${s}).replace(/%20/g, "+")`],
    ["every byte as percent", `Buffer.from(${s}).toString("hex").replace(/../g, "%$&")`],
    ["JSON", `JSON.stringify(${s}).slice(1, -1)`],
    ["JSON with escaped slashes", `JSON.stringify(${s}).slice(1, -1).split("/").join("\\\\/")`],
    [
      "base64 as JSON with line breaks",
      `JSON.stringify(Buffer.from(${s}).toString("base64").replace(/.{30}/g, "$&\\n")).slice(1, -1).replace(/=+$/, "")`,
    ],
    ["a shell's single quotes", `${s}.split("'").join("'\\\\''")`],
    ["a shell's other quotes", `${s}.split("'").join(${JSON.stringify(`'"'"'`)})`],
    ["a shell's backslashes", `${s}.replace(/[^A-Za-z0-9_@%+=:,./-]/gu, "\\\\$&")`],
  ])("%s", async (_name, expression) => {
    for (const secret of [SECRET, ODD]) {
      const script = `process.stdout.write("[" + ${expression} + "]")`;
      expect((await run(script, { interpreter: node, secret })).stdout).toBe("[***]");
    }
  });

  it("base64 that comes byte by byte", async () => {
    const script = `
      const { writeSync } = require("node:fs");
      const text = Buffer.from("user:" + process.env.DELIVERED).toString("base64");
      for (const byte of Buffer.from(text)) writeSync(1, Buffer.of(byte));`;
    expect((await run(script, { interpreter: node })).stdout).toMatch(/^dXNlcj.{0,3}\*\*\*/);
  });
});

describe("output that is never shown", () => {
  it("is dropped, and only a failure is told", async () => {
    expect(await run("echo out; echo err >&2", { mode: "never" })).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "",
    });
    expect(await run('echo "$DELIVERED"; exit 3', { mode: "never" })).toMatchObject({
      code: 3,
      stdout: "",
      stderr: "The command failed with exit code 3. Its output is withheld: showOutput is never.\n",
    });
  });
});

describe("the end of the command", () => {
  it.each([0, 1, 42])("with code %d is the wrapper's", async (code) => {
    expect(await run(`exit ${code}`)).toMatchObject({ code });
  });

  it("by a signal is told as a shell tells it", async () => {
    expect(await run("kill -KILL $$")).toMatchObject({ code: 137 });
  });

  it("is not put off by what it leaves running", async () => {
    // It would run for longer than a test may take.
    const { code, stdout } = await run("sleep 3600 & echo $!");
    process.kill(Number(stdout));
    expect(code).toBe(0);
  });

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("comes with %s", async (signal) => {
    const { child, ended } = start(
      `trap 'echo caught; exit 9' ${signal.slice(3)}; echo ready; while :; do sleep 0.05; done`,
    );
    await once(child.stdout, "data");
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 9, stdout: "ready\ncaught\n" });
  });
});

it("says which interpreter is missing", async () => {
  expect(await run("x", { interpreter: ["/no/such/shell"] })).toMatchObject({
    code: 127,
    stderr: "Cannot run /no/such/shell: ENOENT\n",
  });
});

it("runs nothing without a secret", async () => {
  expect(await run("echo ran", { secret: "" })).toMatchObject({
    code: 1,
    stdout: "",
    stderr: "Cannot deliver token: DELIVERED is empty, expected the secret\n",
  });
});

it("keeps the secret out of every argument", async () => {
  const { child, ended } = start(
    "tr '\\0' ' ' < /proc/$PPID/cmdline; tr '\\0' ' ' < /proc/$$/cmdline",
  );
  expect(child.spawnargs.join(" ")).not.toContain(SECRET);
  const { stdout } = await ended;
  expect(stdout).toContain("DELIVERED masked /bin/sh -c");
  expect(stdout.replaceAll(MASKING_WRAPPER, "")).not.toContain("***");
});
