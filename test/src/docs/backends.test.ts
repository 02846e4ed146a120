// The guide on backends says the same twice: what its cdktf code synthesises is what its HCL says.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import * as cdktf from "cdktf";
import ts from "typescript";

const guide = readFileSync(
  path.resolve(import.meta.dirname, "../../../docs/guides/backends.md"),
  "utf8",
);

const sections = guide.split(/^## /m).flatMap((section) => {
  const [, hcl] = /```hcl\n([\s\S]*?)```/.exec(section) ?? [];
  const [, code] = /```typescript\n([\s\S]*?)```/.exec(section) ?? [];
  const [title = ""] = section.split("\n");
  return hcl === undefined || code === undefined ? [] : [{ title, hcl, code }];
});

/** The one block of a text such as the guide's: names and literal values. */
function backendIn(hcl: string) {
  const [, type = ""] = /backend "(\w+)"/.exec(hcl) ?? [];
  const settings = Array.from(
    hcl.matchAll(/^ {4}(\w+)\s*= (.*)$/gm),
    ([, name = "", value = ""]) => [name, JSON.parse(value)],
  );
  return { [type]: Object.fromEntries(settings) };
}

function synthesised(code: string) {
  const stack = new cdktf.TerraformStack(new cdktf.App(), "stack");
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const backends = Object.entries(cdktf).filter(([name]) => name.endsWith("Backend"));
  const run = new Function(...backends.map(([name]) => name), outputText);
  run.apply(
    stack,
    backends.map(([, backend]) => backend),
  );
  return JSON.parse(cdktf.Testing.synth(stack)).terraform.backend;
}

describe("docs/guides/backends.md", () => {
  it("has the five backends that people ask for", () => {
    expect(sections.flatMap(({ hcl }) => Object.keys(backendIn(hcl)))).toEqual([
      "s3",
      "gcs",
      "azurerm",
      "http",
      "pg",
    ]);
  });

  it.each(sections)("says the same in cdktf as in HCL: $title", ({ hcl, code }) => {
    expect(synthesised(code)).toEqual(backendIn(hcl));
  });
});
