// A project that `cdktf init` made: the files of the CLI's own template, with what the README says to install in it.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { runEngine } from "./harness/engine.js";
import { NpmPackage, ROOT } from "./harness/npm-package.js";
import { succeeded } from "./harness/succeeded.js";

const TEMPLATE = path.join(ROOT, "node_modules/cdktf-cli/bundle/templates/typescript");

/** What `cdktf init` installs; TypeScript in the version that the README says. */
const INSTALLED = [
  "@types/jest",
  "@types/node",
  "cdktf",
  "constructs",
  "jest",
  "ts-jest",
  "ts-node",
  "typescript",
];

const TEST = `import { startTenant, type Tenant } from "cdktf-provider-atlan/testing";

let tenant: Tenant;

beforeEach(async () => {
  tenant = await startTenant({ seed: { tokens: [{ displayName: "loader" }] } });
});

afterEach(() => tenant.stop());

test("the tenant holds what the seed says", async () => {
  const reply = await fetch(\`\${tenant.baseUrl}/_tenant/state\`);
  expect(await reply.json()).toMatchObject({
    tokens: expect.arrayContaining([expect.objectContaining({ displayName: "loader" })]),
  });
});
`;

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  $base: "try",
  projectId: "try",
  sendCrashReports: "false",
  futureFlags: "",
};

let npmPackage: NpmPackage;
let directory: string;

/** As the CLI fills its template in. */
async function fillIn(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const filled = text.replace(/\{\{\s*([$\w]+)\s*\}\}/g, (all, name) => PLACEHOLDERS[name] ?? all);
  await writeFile(file, filled);
}

beforeAll(async () => {
  npmPackage = await NpmPackage.pack();
  directory = await mkdtemp(path.join(tmpdir(), "atlan-init-"));
  for (const name of await readdir(TEMPLATE)) {
    if (!name.startsWith(".")) {
      await cp(path.join(TEMPLATE, name), path.join(directory, name), { recursive: true });
    }
  }
  for (const name of ["package.json", "cdktf.json", "main.ts"]) {
    await fillIn(path.join(directory, name));
  }
  await npmPackage.installIn(directory);
  await mkdir(path.join(directory, "node_modules/@types"));
  for (const name of INSTALLED) {
    await symlink(
      path.join(ROOT, "node_modules", name),
      path.join(directory, "node_modules", name),
    );
  }
  const quickstart = path.join(ROOT, "examples/quickstart/main.ts");
  await cp(quickstart, path.join(directory, "main.ts"));
});

afterAll(async () => {
  await npmPackage.close();
  await rm(directory, { recursive: true });
});

const node = (program: string, ...args: readonly string[]) => {
  const script = path.join(directory, "node_modules", program);
  return succeeded(runEngine({ binary: process.execPath, directory }, [script, ...args]));
};

describe("a project of `cdktf init`", () => {
  it("synthesises with ts-node, as its cdktf.json says", async () => {
    const { app } = JSON.parse(await readFile(path.join(directory, "cdktf.json"), "utf8"));
    expect(app).toBe("npx ts-node main.ts");
    await node("ts-node/dist/bin.js", "main.ts");
    const stack = path.join(directory, "cdktf.out/stacks/quickstart/cdk.tf.json");
    expect(await readFile(stack, "utf8")).toContain('"atlan_api_token"');
  });

  it("passes its own type check", async () => {
    await node("typescript/bin/tsc", "--noEmit");
  });

  it("tests against the embedded tenant with ts-jest, as its jest.config.js says", async () => {
    await writeFile(path.join(directory, "__tests__/tenant-test.ts"), TEST);
    expect(await readFile(path.join(directory, "jest.config.js"), "utf8")).toMatch(
      /^ {2}preset: "ts-jest",$/m,
    );
    const { output } = await node("jest/bin/jest.js");
    expect(output).toContain("Tests:       1 todo, 1 passed, 2 total");
  });

  it("is pinned in the README to the TypeScript that is tried here", async () => {
    const readme = await readFile(path.join(ROOT, "README.md"), "utf8");
    const { version }: { version: string } = JSON.parse(
      await readFile(path.join(ROOT, "node_modules/typescript/package.json"), "utf8"),
    );
    const [, pinned] =
      /^npm install --save-dev cdktf-cli@0\.21 typescript@~(\S+)$/m.exec(readme) ?? [];
    expect(version.startsWith(`${pinned}.`)).toBe(true);
  });
});
