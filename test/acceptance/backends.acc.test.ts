// The backends of the guide, as each engine takes them: every name and value passes its own check, before a connection is tried.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { runEngine } from "./harness/engine.js";
import { engines } from "./harness/engines.js";
import { ROOT } from "./harness/npm-package.js";

const guide = await readFile(path.join(ROOT, "docs/guides/backends.md"), "utf8");
const blocks = Array.from(guide.matchAll(/```hcl\n([\s\S]*?)```/g), ([, hcl = ""]) => hcl);
const examples = blocks.flatMap((hcl) =>
  engines.map(({ name, binary }) => ({ name, binary, hcl, type: /"(\w+)"/.exec(hcl)?.[1] })),
);

/** Nobody's: the engine finds no credentials, and what listens nowhere. */
const NOWHERE = {
  AWS_EC2_METADATA_DISABLED: "true",
  HTTPS_PROXY: "http://127.0.0.1:1",
  PGHOST: "127.0.0.1",
  PGPORT: "1",
};

let directory: string;
afterEach(() => rm(directory, { recursive: true }));

describe("a backend of the guide", () => {
  it.each(examples)("$type is understood by $name", async ({ binary, hcl }) => {
    directory = await mkdtemp(path.join(tmpdir(), "atlan-backend-"));
    await writeFile(path.join(directory, "main.tf"), hcl);
    const args = ["init", "-input=false", "-no-color"];
    const { exitCode, output } = await runEngine({ binary, directory, environment: NOWHERE }, args);
    expect(exitCode).toBe(1);
    expect(output).not.toMatch(/Unsupported|Missing required|Invalid (backend|value|expression)/);
  });
});
