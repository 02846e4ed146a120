// The command `export` against an embedded tenant: what it prints, and what it refuses. Its file is tested with that of `report`.
import { expect, it } from "@jest/globals";
import { controlOf } from "../../tenant-control.js";
import { tenantReader } from "./tenant-reader.js";

const reader = tenantReader();

it.each([
  ["ts", "new AtlanApiToken(this,"],
  ["hcl", 'resource "atlan_api_token"'],
])("prints %s without any secret of the tenant", async (format, code) => {
  const { stdout = "" } = await reader.exports({ format });
  expect(stdout.split(code)).toHaveLength(4);
  for (const secret of await controlOf(reader.tenant).secrets()) {
    expect(stdout).not.toContain(secret);
  }
});

it("has only what the filter matches", async () => {
  const { stdout = "" } = await reader.exports({ format: "hcl", filter: "loader ?" });
  expect(stdout).toContain('"loader_1"');
  expect(stdout).not.toContain("dbt");
});

it("refuses a format that it does not have", async () => {
  await expect(reader.exports({ format: "toString" })).rejects.toThrow(
    'Cannot export: --format is "toString", expected ts or hcl',
  );
});

it("gives two that run at once the same", async () => {
  const [one, other] = await Promise.all([
    reader.exports({ format: "hcl" }),
    reader.exports({ format: "hcl" }),
  ]);
  const codeIn = (text = "") => text.replace(/^#.*$/gm, "");
  expect(codeIn(one.stdout)).toBe(codeIn(other.stdout));
});
