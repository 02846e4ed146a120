// The command `report` against an embedded tenant: formats, files, and what it says when something is wrong.
import { writeFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { type ReportCall, report } from "../../../src/cli/report-command.js";
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
  folder = await mkdtemp(join(tmpdir(), "atlan-report-"));
});
afterEach(() => rm(folder, { recursive: true }));

const call = (more: Partial<ReportCall> = {}) =>
  report({
    format: undefined,
    json: false,
    filter: undefined,
    state: undefined,
    out: undefined,
    force: false,
    environment: { variables: tenant.env(), programDirectory: import.meta.dirname },
    stderr: { write: () => true },
    ...more,
  });

it("prints Markdown", async () => {
  const { exitCode, stdout } = await call();
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^# API tokens and OAuth clients\n/);
  expect(stdout).toContain("| loader 1 |");
});

it("prints JSON without any secret of the tenant", async () => {
  const { stdout = "" } = await call({ format: "json" });
  expect(JSON.parse(stdout)).toMatchObject({ tenant: tenant.baseUrl, stateFile: null });
  for (const secret of await controlOf(tenant).secrets()) expect(stdout).not.toContain(secret);
});

it("prints JSON by the option that other commands have, too", async () => {
  const { stdout = "" } = await call({ json: true });
  expect(JSON.parse(stdout)).toMatchObject({ tenant: tenant.baseUrl });
  await expect(call({ json: true, format: "csv" })).rejects.toThrow(
    'Cannot report: --json and --format "csv", expected one of them',
  );
});

it("has only what the filter matches", async () => {
  const { stdout = "" } = await call({ format: "json", filter: "loader*" });
  const { principals } = JSON.parse(stdout) as { principals: { displayName: string }[] };
  expect(principals.map(({ displayName }) => displayName).sort()).toEqual(["loader 1", "loader 2"]);
});

it("writes a file for its owner alone, in the format of its extension", async () => {
  const out = join(folder, "access.csv");
  expect(await call({ out })).toEqual({ exitCode: 0, stdout: `Wrote "${out}"` });
  expect(await readFile(out, "utf8")).toMatch(/^"Name","Kind"/);
  expect((await stat(out)).mode & 0o777).toBe(0o600);
});

it("replaces no file, unless it is told to", async () => {
  const out = join(folder, "access.csv");
  await writeFile(out, "mine");
  await expect(call({ out })).rejects.toThrow(
    /it is there already, expected no such file, or --force/,
  );
  expect(await readFile(out, "utf8")).toBe("mine");
  await call({ out, force: true });
  expect(await readFile(out, "utf8")).toMatch(/^"Name"/);
});

it("does not replace what another has written while it read the tenant", async () => {
  const out = join(folder, "access.csv");
  // Its first line of progress comes when the work has begun.
  const stderr = { isTTY: true, write: () => writeFileSync(out, "theirs") };
  await expect(call({ out, stderr })).rejects.toThrow("it is there already");
  expect(await readFile(out, "utf8")).toBe("theirs");
});

it("leaves nothing behind where it cannot write", async () => {
  const out = join(folder, "missing", "access.csv");
  await expect(call({ out })).rejects.toThrow("its folder does not exist (ENOENT)");
  expect(await readdir(folder)).toEqual([]);
});

it("says what a state manages", async () => {
  const [loader] = await controlOf(tenant).tokensNamed("loader 1");
  const attributes = { id: loader?.id, access_token: "s3cret" };
  const resource = { mode: "managed", type: "atlan_api_token", name: "etl" };
  const state = join(folder, "terraform.tfstate");
  await writeFile(
    state,
    JSON.stringify({ version: 4, resources: [{ ...resource, instances: [{ attributes }] }] }),
  );
  const { stdout = "" } = await call({ format: "json", state });
  expect(stdout).not.toContain("s3cret");
  expect(JSON.parse(stdout).principals).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ displayName: "loader 1", managedBy: "atlan_api_token.etl" }),
      expect.objectContaining({ displayName: "loader 2", managedBy: null }),
    ]),
  );
});

it.each([
  [
    "a format that it does not have",
    { format: "toString" },
    /--format is "toString", expected one of md, /,
  ],
  [
    "a state that is not there",
    { state: "/nowhere/x.tfstate" },
    /it does not exist \(ENOENT\), expected a terraform/,
  ],
  [
    "no tenant",
    { environment: { variables: {}, programDirectory: import.meta.dirname } },
    /^Cannot report on the tenant:\n\nMissing base_url/,
  ],
])("says what is wrong with %s", async (_name, wrong, said) => {
  await expect(call(wrong)).rejects.toThrow(said);
});

it("says of a key without rights what the tenant said", async () => {
  const control = controlOf(tenant);
  await control.addFaults({
    match: { path: "apikeys" },
    do: { status: 403, body: { message: "no" } },
  });
  await expect(call()).rejects.toThrow(/answered 403 Forbidden.*may not do this/s);
});
