// Where a secret becomes text again: a new place has to be named here, and thought about.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";

const SOURCES = path.resolve(import.meta.dirname, "../../src");

it("reveals secrets only where one has to leave", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" });
  const revealing = files
    .filter((file) => file.endsWith(".ts") && file !== "secret.ts")
    .filter((file) => readFileSync(path.join(SOURCES, file), "utf8").includes(".reveal("));
  expect(revealing.sort()).toEqual([
    "age.ts",
    "cli/report-command.ts",
    "cli/tenant/control-key.ts",
    "cli/tenant/environment.ts",
    "cli/tenant/saved-file.ts",
    "cli/tenant/start.ts",
    "cli/unseal-command.ts",
    "client/oauth-tokens.ts",
    "client/redact.ts",
    "client/retry.ts",
    "framework/validate-object.ts",
    "jwt.ts",
    "private-file.ts",
    "protocol/values/encode-value.ts",
    "resources/one-time-secret/import-secrets.ts",
    "resources/provider/sign-in.ts",
    "unseal.ts",
  ]);
});
