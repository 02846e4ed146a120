// What an engine says of its version, and programs that are no engine.
import { expect, it } from "@jest/globals";
import { readEngine } from "../../../../src/cli/doctor/engine.js";

it.each([
  ["Terraform v1.5.0\non linux_amd64", "Terraform 1.5.0"],
  ["Terraform v2.0.1", "Terraform 2.0.1"],
  ["OpenTofu v1.6.0\non darwin_arm64", "OpenTofu 1.6.0"],
  ["a warning first\nOpenTofu v1.12.6-dev", "OpenTofu 1.12.6-dev"],
])("takes %j", (text, title) => {
  expect(readEngine("engine", text).title).toBe(title);
});

it.each([
  ["Terraform v0.15.5", /Terraform 0\.15\.5 .* expected 1\.5 or newer/],
  ["OpenTofu v1.5.9", /OpenTofu 1\.5\.9 .* expected 1\.6 or newer/],
  ["Packer v1.11.0", /does not say that it is Terraform or OpenTofu/],
])("refuses %j", (text, message) => {
  expect(() => readEngine("engine", text)).toThrow(message);
});
