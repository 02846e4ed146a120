// The command `export` against an embedded tenant: files, and what it says when something is wrong.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { type ExportCall, exportTenant } from "../../../src/cli/export-command.js";
import { startTenant, type Tenant } from "../../../src/tenant/index.js";
import { controlOf } from "../../tenant-control.js";

let tenant: Tenant;
let folder: string;
beforeAll(async () => {
  tenant = await startTenant({
    seed: { tokens: [{ displayName: "loader", count: 2 }, { displayName: "dbt" }] },
  });
});
afterAll(() => tenant.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlan-export-"));
});
afterEach(() => rm(folder, { recursive: true }));

const call = (more: Partial<ExportCall> = {}) =>
  exportTenant({
    format: "ts",
    filter: "*",
    out: undefined,
    force: false,
    environment: { variables: tenant.env(), programDirectory: import.meta.dirname },
    stderr: { write: () => true },
    ...more,
  });

it.each([
  ["ts", "new AtlanApiToken(this,"],
  ["hcl", 'resource "atlan_api_token"'],
])("prints %s without any secret of the tenant", async (format, code) => {
  const { stdout = "" } = await call({ format });
  expect(stdout.split(code)).toHaveLength(4);
  for (const secret of await controlOf(tenant).secrets()) expect(stdout).not.toContain(secret);
});

it("has only what the filter matches", async () => {
  const { stdout = "" } = await call({ format: "hcl", filter: "loader ?" });
  expect(stdout).toContain('"loader_1"');
  expect(stdout).not.toContain("dbt");
});

it("refuses a filter that matches nothing, and leaves the earlier export as it is", async () => {
  await call({ out: folder });
  const file = join(folder, "atlan-stack.ts");
  const before = await readFile(file, "utf8");
  const refused = call({ out: folder, force: true, filter: "zzz*" });
  await expect(refused).rejects.toThrow(/--filter "zzz\*": it matches no display name of the 5 /);
  expect(await readFile(file, "utf8")).toBe(before);
});

it("writes into a folder that it makes, and replaces no file unless it is told to", async () => {
  const out = join(folder, "made");
  const file = join(out, "atlan.tf");
  expect(await call({ format: "hcl", out })).toEqual({ exitCode: 0, stdout: `Wrote "${file}"` });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await writeFile(file, "mine");
  await expect(call({ format: "hcl", out })).rejects.toThrow(
    /it is there already, expected no such file, or --force/,
  );
  expect(await readFile(file, "utf8")).toBe("mine");
  await call({ format: "hcl", out, force: true });
  expect(await readFile(file, "utf8")).toContain('resource "atlan_api_token"');
});

it("writes nothing where the tenant does not let it finish", async () => {
  await controlOf(tenant).addFaults({ match: { path: "apikeys" }, do: { status: 403 } });
  await expect(call({ out: join(folder, "made") })).rejects.toThrow(
    /^Cannot export the tenant:.*answered 403 Forbidden.*may not do this/s,
  );
  expect(await readdir(folder)).toEqual([]);
});

it("refuses a format that it does not have", async () => {
  await expect(call({ format: "toString" })).rejects.toThrow(
    'Cannot export: --format is "toString", expected ts or hcl',
  );
});

it("gives two that run at once the same", async () => {
  const [one, other] = await Promise.all([call({ format: "hcl" }), call({ format: "hcl" })]);
  const codeIn = (text = "") => text.replace(/^#.*$/gm, "");
  expect(codeIn(one.stdout)).toBe(codeIn(other.stdout));
});
