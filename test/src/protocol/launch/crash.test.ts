// The last words of a crash.
import { expect, test } from "@jest/globals";
import { crashReport } from "../../../../src/protocol/launch/crash.js";
import { PRODUCT } from "../../product.js";

test("a crash begins with the word that makes Terraform show it, and goes on with frames", () => {
  const report = crashReport(new Error("oops"), PRODUCT);
  expect(report).toMatch(/^panic: Error: oops\n/);
  expect(report).toMatch(/\nThis is a bug in terraform-provider-test\.\n +at .*crash\.test/);
});

test("a crash shows no value, not even where the stack repeats the message", () => {
  expect(crashReport(new Error('odd reply "hunter2"'), PRODUCT)).not.toContain("hunter2");
});
