// The command `report` against an embedded tenant: its formats, and what it refuses. Its file is tested with that of `export`.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "@jest/globals";
import { controlOf } from "../../tenant-control.js";
import { tenantReader } from "./tenant-reader.js";

const reader = tenantReader();

it("prints Markdown", async () => {
  const { exitCode, stdout } = await reader.reports();
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^# API tokens and OAuth clients\n/);
  expect(stdout).toContain("| loader 1 |");
});

it("prints a paragraph for each on a terminal, as wide as that", async () => {
  const { stdout = "" } = await reader.reports({ columns: 60 });
  expect(stdout.split("\n").filter((line) => line.length > 60 && !line.includes("://"))).toEqual(
    [],
  );
  expect(stdout).toMatch(/^loader 1\n +Kind {4}API token\n +Standing {4}in use\n/m);
  expect(stdout).not.toContain("|---");
  const { stdout: piped = "" } = await reader.reports({ format: "text" });
  const tokensIn = (text: string) => text.slice(text.indexOf("loader 1")).replace(/\s+/g, " ");
  expect(tokensIn(piped)).toBe(tokensIn(stdout));
});

it("writes Markdown into a file without a known extension, also from a terminal", async () => {
  const out = join(reader.folder, "access");
  await reader.reports({ out, columns: 60 });
  expect(await readFile(out, "utf8")).toMatch(/^# API tokens/);
});

it("prints JSON without any secret of the tenant", async () => {
  const { stdout = "" } = await reader.reports({ format: "json" });
  expect(JSON.parse(stdout)).toMatchObject({ tenant: reader.tenant.baseUrl, stateFile: null });
  for (const secret of await controlOf(reader.tenant).secrets()) {
    expect(stdout).not.toContain(secret);
  }
});

it("prints JSON by the option that other commands have, too", async () => {
  const { stdout = "" } = await reader.reports({ json: true });
  expect(JSON.parse(stdout)).toMatchObject({ tenant: reader.tenant.baseUrl });
  await expect(reader.reports({ json: true, format: "csv" })).rejects.toThrow(
    'Cannot report: --json and --format "csv", expected one of them',
  );
});

it("has only what the filter matches", async () => {
  const { stdout = "" } = await reader.reports({ format: "json", filter: "loader*" });
  const { principals } = JSON.parse(stdout) as { principals: { displayName: string }[] };
  expect(principals.map(({ displayName }) => displayName).sort()).toEqual(["loader 1", "loader 2"]);
});

it("writes a file in the format of its extension", async () => {
  const out = join(reader.folder, "access.csv");
  await reader.reports({ out });
  expect(await readFile(out, "utf8")).toMatch(/^"Name","Kind"/);
});

it.each([
  ["without an extension", { out: "access" }],
  ["with an extension of its own and a format", { out: "access.txt", format: "md" }],
])("writes Markdown into a file %s", async (_name, call) => {
  const out = join(reader.folder, call.out);
  await reader.reports({ ...call, out });
  expect(await readFile(out, "utf8")).toMatch(/^# API tokens and OAuth clients\n/);
});

it("says what a state manages", async () => {
  const [loader] = await controlOf(reader.tenant).tokensNamed("loader 1");
  const attributes = { id: loader?.id, access_token: "s3cret" };
  const resource = { mode: "managed", type: "atlan_api_token", name: "etl" };
  const state = join(reader.folder, "terraform.tfstate");
  await writeFile(
    state,
    JSON.stringify({ version: 4, resources: [{ ...resource, instances: [{ attributes }] }] }),
  );
  const { stdout = "" } = await reader.reports({ format: "json", state });
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
    /--format is "toString", expected one of text, md, /,
  ],
  [
    "a file whose extension is no format",
    { out: "/nowhere/access.pdf" },
    /--out "\/nowhere\/access\.pdf" ends in no format, expected one of text, .*, or --format$/,
  ],
  [
    "a state that is not there",
    { state: "/nowhere/x.tfstate" },
    /it does not exist \(ENOENT\), expected a terraform/,
  ],
])("says what is wrong with %s", async (_name, wrong, said) => {
  await expect(reader.reports(wrong)).rejects.toThrow(said);
});
