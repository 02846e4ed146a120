// Which engine is run, and what a failure of it says.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { EngineError, findEngine, secretsIn } from "../../../src/testing/engine.js";

const { PATH, TERRAFORM_BINARY_NAME } = process.env;
let folder: string;

const program = (name: string) => writeFileSync(path.join(folder, name), "", { mode: 0o755 });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "engines-"));
  process.env.PATH = folder;
  delete process.env.TERRAFORM_BINARY_NAME;
});
afterEach(() => {
  process.env.PATH = PATH;
  if (TERRAFORM_BINARY_NAME !== undefined) {
    process.env.TERRAFORM_BINARY_NAME = TERRAFORM_BINARY_NAME;
  }
  rmSync(folder, { recursive: true });
});

describe("the engine", () => {
  it("is terraform where both are there", () => {
    program("tofu");
    program("terraform");
    expect(findEngine()).toBe("terraform");
  });

  it("is tofu where only that is there", () => {
    program("tofu");
    expect(findEngine()).toBe("tofu");
  });

  it("is what TERRAFORM_BINARY_NAME says, as for the cdktf CLI", () => {
    program("terraform");
    process.env.TERRAFORM_BINARY_NAME = "tofu";
    expect(findEngine()).toBe("tofu");
  });

  it("is terraform where that variable is empty", () => {
    program("terraform");
    process.env.TERRAFORM_BINARY_NAME = "";
    expect(findEngine()).toBe("terraform");
  });

  it("is the one asked for, a relative path taken from here", () => {
    process.env.TERRAFORM_BINARY_NAME = "tofu";
    expect(findEngine("./bin/terraform")).toBe(path.resolve("bin/terraform"));
  });

  it("is missed by name", () => {
    expect(() => findEngine()).toThrow(
      "Cannot find an engine: neither terraform nor tofu is on the PATH, expected one of them, or its path in TERRAFORM_BINARY_NAME",
    );
  });
});

describe("a failure", () => {
  const output = "Error: the key s3cret is wrong, and so is an0ther";
  const result = { exitCode: 1, stdout: "", stderr: output, output, prose: output };
  const error = new EngineError("apply in /x", result, ["s3cret", "an0ther"]);

  it("says what the engine printed, with secrets masked", () => {
    expect(error.message).toBe(
      "Cannot apply in /x: exit code 1\n\nError: the key (a secret) is wrong, and so is (a secret)",
    );
  });

  it.each([
    ["a part of another", "the key k.1+2", ["k", "k.1+2"], "the (a secret)ey (a secret)"],
    ["a part of the mask", "the key abc", ["e", "abc"], "th(a secret) k(a secret)y (a secret)"],
    ["none", "the key abc", [], "the key abc"],
  ])("masks each secret whole: %s", (_name, said, secrets, shown) => {
    const failure = new EngineError("plan", { ...result, output: said }, secrets);
    expect(failure.message).toBe(`Cannot plan: exit code 1\n\n${shown}`);
  });

  it("keeps what was printed for those who ask for it", () => {
    expect(error.result.output).toBe(output);
    expect(inspect(error)).not.toContain("s3cret");
  });

  it("knows secrets by the names of their variables", () => {
    const environment = { ATLAN_API_KEY: "a", ATLAN_BASE_URL: "b", PGPASSWORD: "c", X_TOKEN: "" };
    expect(secretsIn(environment)).toEqual(["a", "c"]);
  });
});
