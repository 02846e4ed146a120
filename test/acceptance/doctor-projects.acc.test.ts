// `doctor` in a cdktf project of a user's: healthy after synth and init, and with each of its packages wrong.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "@jest/globals";
import type { CheckResult } from "./harness/doctor-site.js";
import { succeeded } from "./harness/succeeded.js";
import { stackWith, tokenNamed, userProjects } from "./harness/user-projects.js";

const PROGRAM = "node_modules/cdktf-provider-atlan/dist/cli/main.js";
const open = userProjects();

type Opened = Awaited<ReturnType<typeof open>>;
let opened: Opened;

const packagePath = (name: string): string =>
  path.join(opened.project.directory, "node_modules", name);

/** What is not as it should be, by check. */
async function examine(): Promise<Readonly<Record<string, CheckResult>>> {
  const { stdout } = await opened.project.run(process.execPath, PROGRAM, "doctor", "--json");
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly CheckResult[] };
  return Object.fromEntries(
    checks.filter(({ status }) => status !== "ok").map((it) => [it.id, it]),
  );
}

/** As the package of that version is installed, without what is in it. */
async function install(name: string, version: string): Promise<void> {
  const manifest = path.join(packagePath(name), "package.json");
  const { peerDependencies } = JSON.parse(await readFile(manifest, "utf8"));
  await rm(packagePath(name), { recursive: true });
  await mkdir(packagePath(name), { recursive: true });
  await writeFile(manifest, JSON.stringify({ name, version, peerDependencies }));
}

beforeEach(async () => {
  opened = await open({ app: stackWith(tokenNamed("loader")) });
});

describe("doctor in a cdktf project", () => {
  it("finds nothing once it is synthesised and initialised", async () => {
    await opened.project.synth();
    await succeeded(opened.project.inStack("stack", "init"));
    expect(await examine()).toEqual({});
  });

  it("says what is still to be done before", async () => {
    const found = await examine();
    expect(Object.keys(found)).toEqual(["project", "placed", "locked", "unpacked", "starts"]);
    expect(found.project).toMatchObject({
      status: "warning",
      found: "no synthesised stack uses the provider yet",
      advice: "Run npx cdktf synth.",
    });
    expect(found.placed).toMatchObject({ status: "not_checked", dependsOn: "project" });
    await opened.project.synth();
    expect(Object.keys(await examine())).toEqual(["unpacked", "starts"]);
  });

  it("finds an artefact without its dot files", async () => {
    await opened.project.synth();
    await rm(path.join(opened.project.stackDirectory("stack"), ".terraform.lock.hcl"));
    const { locked } = await examine();
    expect(locked?.status).toBe("error");
    expect(locked?.advice).toContain("Run npx cdktf synth.");
  });

  it.each([
    ["toolkit", "cdktf", "0.20.11", /^cdktf 0\.20\.11 is installed, expected \^0\.21\.0$/],
    ["constructs", "constructs", "10.3.0", /^constructs 10\.3\.0 is installed, expected \^10\./],
  ])("finds the wrong version of %s", async (id, name, version, says) => {
    await install(name, version);
    const found = (await examine())[id];
    expect(found?.status).toBe("error");
    expect(found?.found).toMatch(says);
    expect(found?.advice).toContain(`npm install`);
  });

  it("finds that neither toolkit is installed", async () => {
    await rm(packagePath("cdktf"), { recursive: true });
    expect((await examine()).toolkit?.advice).toContain('npm install "cdktf@^0.21.0"');
  });

  it("finds two copies of constructs", async () => {
    const whole = await readFile(path.join(packagePath("constructs"), "package.json"), "utf8");
    await rm(packagePath("constructs"), { recursive: true });
    await mkdir(packagePath("constructs"));
    await writeFile(path.join(packagePath("constructs"), "package.json"), whole);
    const { constructs } = await examine();
    expect(constructs?.found).toContain("there are two copies of constructs");
    expect(constructs?.advice).toContain("npm dedupe");
  });

  it("finds a missing null provider only where a delivery needs it", async () => {
    await rm(packagePath("@cdktf/provider-null"), { recursive: true });
    expect(await examine()).not.toHaveProperty("null_provider");
    await opened.project.write("delivery.js", "new atlan.AtlanTokenDelivery(stack, id, props);");
    const found = (await examine()).null_provider;
    expect(found?.found).toMatch(
      /^delivery\.js uses AtlanTokenDelivery, and @cdktf\/provider-null/,
    );
    expect(found?.advice).toBe('Run npm install "@cdktf/provider-null@^11.0.0"');
  });

  it("finds that the project has another version of this package", async () => {
    const own = packagePath("cdktf-provider-atlan");
    const elsewhere = path.join(opened.project.directory, "../elsewhere");
    await cp(own, elsewhere, { recursive: true });
    await install("cdktf-provider-atlan", "0.0.9");
    const { stdout } = await opened.project.run(
      process.execPath,
      path.join(elsewhere, "dist/cli/main.js"),
      "doctor",
      "--json",
    );
    const { checks } = JSON.parse(stdout) as { readonly checks: readonly CheckResult[] };
    expect(checks.find(({ id }) => id === "package")).toMatchObject({
      status: "warning",
      found: expect.stringMatching(/^the project has 0\.0\.9, and this command is of /),
    });
  });
});
