// `doctor` finds what is broken: each set-up is made for real, and the check that it concerns says what it is and what to do.
import { execFileSync } from "node:child_process";
import {
  appendFile,
  chmod,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { serveHttps } from "../src/client/support/https-server.js";
import { ADDRESS, DoctorSite, examine, type Variables } from "./harness/doctor-site.js";
import { engine } from "./harness/engines.js";

let template: string;
let site: DoctorSite;

beforeAll(async () => {
  template = await DoctorSite.prepare();
});
afterAll(() => rm(template, { recursive: true, force: true }));
afterEach(() => site.close());

const pathOf = (command: string): string =>
  execFileSync("sh", ["-c", `command -v ${command}`], { encoding: "utf8" }).trim();

const NODE = { link: process.execPath };
/** A PATH has the engine too, unless a set-up is about that. */
const ENGINE = { link: pathOf(engine.binary) };
/** The answer of something that is not Atlan. */
async function servePage(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end("<html><body>Sign in</body></html>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const mirror = (...parts: readonly string[]) => site.path("terraform.d/plugins", ADDRESS, ...parts);

async function ourZip(): Promise<string> {
  const [name = ""] = (await readdir(mirror())).filter((file) =>
    file.includes(`${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`),
  );
  return mirror(name);
}

/** The folder that init has unpacked. */
async function unpacked(): Promise<string> {
  const versions = site.path(".terraform/providers", ADDRESS);
  const [version = ""] = await readdir(versions);
  const [platform = ""] = await readdir(path.join(versions, version));
  return path.join(versions, version, platform);
}

async function replaceIn(file: string, text: RegExp, by: string): Promise<void> {
  const before = await readFile(site.path(file), "utf8");
  const after = before.replace(text, by);
  if (after === before) throw new Error(`Cannot break ${file}: ${text} is not in it`);
  await writeFile(site.path(file), after);
}

const LOCK = ".terraform.lock.hcl";
const HOUR = 3_600;

/** A tenant that is as late as the new token's age, so that its clock is right once that has passed. */
const lateBy = (seconds: number) => ({ clock: { now: () => Date.now() - seconds * 1_000 } });

/** The secret of a token that has expired an hour ago, in a tenant whose clock is right again. */
async function expiredKey(): Promise<string> {
  const body = {
    displayName: "short",
    validitySeconds: HOUR,
    personas: [],
    personaQualifiedNames: [],
  };
  const response = await site.control.api("POST", "/api/service/apikeys", body);
  const made = (await response.json()) as { readonly attributes: { readonly accessToken: string } };
  await site.control.advance(2 * HOUR);
  return made.attributes.accessToken;
}

interface BrokenSetUp {
  readonly name: string;
  /** Breaks the site. @returns what the environment has beside, or instead of, a working one */
  readonly make: () => Promise<Variables> | Variables;
  /** What is found, by check: everything that is not as it should be. */
  readonly finds: Readonly<Record<string, "warning" | "error">>;
  /** What the first of them says, and advises. */
  readonly says: RegExp;
  readonly advises: RegExp;
  readonly lateSeconds?: number;
}

const setUps: readonly BrokenSetUp[] = [
  {
    name: "no node on the PATH",
    make: async () => ({
      TERRAFORM_BINARY_NAME: "terraform",
      PATH: await site.pathWith({ terraform: ENGINE }),
    }),
    finds: { node: "error", starts: "error" },
    says: /^there is no node on the PATH, expected 20\.19 or newer$/,
    advises: /nodejs\.org.*PATH/,
  },
  {
    name: "an old node first on the PATH",
    make: async () => ({
      TERRAFORM_BINARY_NAME: "terraform",
      PATH: await site.pathWith({
        terraform: ENGINE,
        node: { text: "#!/bin/sh\necho v18.20.8\n" },
      }),
    }),
    finds: { node: "error", starts: "error" },
    says: /bin\/node is Node 18\.20\.8, which is too old, expected 20\.19 or newer$/,
    advises: /first on the PATH/,
  },
  {
    name: "a node that cannot be executed",
    make: async () => ({
      TERRAFORM_BINARY_NAME: "terraform",
      PATH: await site.pathWith({ terraform: ENGINE, node: { text: "#!/no/such/interpreter\n" } }),
    }),
    finds: { node: "error", starts: "error" },
    says: /bin\/node cannot be executed$/,
    advises: /node --version/,
  },
  {
    name: "no engine",
    make: async () => ({ TERRAFORM_BINARY_NAME: "", PATH: await site.pathWith({ node: NODE }) }),
    finds: { engine: "error" },
    says: /^"terraform" was not found, expected Terraform 1\.5 or newer, or OpenTofu 1\.6 or newer$/,
    advises: /developer\.hashicorp\.com.*opentofu\.org.*TERRAFORM_BINARY_NAME/,
  },
  {
    name: "an engine that is too old",
    make: async () => {
      const old = { text: "#!/bin/sh\necho 'Terraform v1.4.7'\n" };
      const folder = await site.pathWith({ old });
      return { TERRAFORM_BINARY_NAME: path.join(folder, "old") };
    },
    finds: { engine: "error" },
    says: /^Terraform 1\.4\.7 .* is too old, expected 1\.5 or newer$/,
    advises: /developer\.hashicorp\.com/,
  },
  {
    name: "no plugin beside the configuration",
    make: async () => {
      await rm(site.path("terraform.d"), { recursive: true });
      return {};
    },
    finds: { placed: "error" },
    says: /^there is no plugin in terraform\.d\/plugins\/npm\.internal/,
    advises: /^Run npx cdktf-provider-atlan install --dir \.$/,
  },
  {
    name: "the plugin of another version",
    make: async () => {
      const zip = await ourZip();
      const version = await site.version();
      for (const name of await readdir(mirror()))
        await rename(mirror(name), mirror(name.replace(version, "0.0.9")));
      expect(zip).toContain(version);
      return {};
    },
    finds: { placed: "error" },
    says: /has terraform-provider-atlan_0\.0\.9_.*expected terraform-provider-atlan_/,
    advises: /npx cdktf-provider-atlan install/,
  },
  {
    name: "a damaged zip",
    make: async () => {
      await truncate(await ourZip(), 1_000);
      return {};
    },
    finds: { placed: "error" },
    says: /\.zip is damaged/,
    advises: /npx cdktf-provider-atlan install/,
  },
  {
    name: "another version in required_providers",
    make: async () => {
      await replaceIn("main.tf", /\bversion\s*=\s*"[^"]*"/, 'version = "0.0.9"');
      return {};
    },
    finds: { placed: "error" },
    says: /^the configuration requires version 0\.0\.9, and the package is of/,
    advises: /^Write version = "\d/,
  },
  {
    name: "another checksum in the lock file",
    make: async () => {
      await replaceIn(LOCK, /"h1:[^"]*"/, '"h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="');
      return {};
    },
    finds: { locked: "error" },
    says: /^\.terraform\.lock\.hcl has another checksum than the plugin/,
    advises: /npx cdktf-provider-atlan install/,
  },
  {
    name: "a lock file that a merge has left with conflicts",
    make: async () => {
      await replaceIn(LOCK, /$/, "<<<<<<< HEAD\n=======\n>>>>>>> other\n");
      return {};
    },
    finds: { locked: "error" },
    says: /^\.terraform\.lock\.hcl has the marks of a merge conflict/,
    advises: /Delete the marks.*npx cdktf-provider-atlan install/,
  },
  {
    name: "no lock file, as without the dot files",
    make: async () => {
      await rm(site.path(LOCK));
      return {};
    },
    finds: { locked: "error" },
    says: /^\.terraform\.lock\.hcl has no entry for the provider, so that init takes any plugin of its name$/,
    advises: /npx cdktf-provider-atlan install.*begins with a dot/,
  },
  {
    name: "a changed file of the unpacked plugin",
    make: async () => {
      await appendFile(path.join(await unpacked(), "plugin.js"), "\n// changed\n");
      return {};
    },
    finds: { unpacked: "error" },
    says: /^a file of the unpacked plugin is not the one of the package$/,
    advises: /^Delete \.terraform\/providers\/.* Run init again/,
  },
  {
    name: "an unpacked plugin that may not be executed",
    make: async () => {
      const folder = await unpacked();
      await chmod(path.join(folder, `terraform-provider-atlan_v${await site.version()}`), 0o644);
      return {};
    },
    finds: { unpacked: "error", starts: "error" },
    says: /^the unpacked plugin may not be executed$/,
    advises: /^Run chmod \+x \.terraform/,
  },
  {
    name: "a CLI configuration that hides the plugin",
    make: async () => {
      const file = site.path("cli.tfrc");
      await writeFile(file, "provider_installation {\n  direct {}\n}\n");
      return { TF_CLI_CONFIG_FILE: file };
    },
    finds: { cli_configuration: "error" },
    says: /^provider_installation in .*cli\.tfrc keeps the engine from the plugin$/,
    advises: /filesystem_mirror block with path = "terraform\.d\/plugins"/,
  },
  {
    name: "a CLI configuration that does not exist",
    make: () => ({ TF_CLI_CONFIG_FILE: site.path("missing.tfrc") }),
    finds: { cli_configuration: "warning" },
    says: /^TF_CLI_CONFIG_FILE names .*missing\.tfrc, which does not exist/,
    advises: /unset it/,
  },
  {
    name: "a base URL with a path",
    make: () => ({ ATLAN_BASE_URL: "https://acme.atlan.com/api" }),
    finds: { base_url: "error" },
    says: /^Invalid base_url$/,
    advises: /expected only https:\/\/<tenant>\.atlan\.com.*ATLAN_BASE_URL/,
  },
  {
    name: "an address where nothing listens",
    make: async () => {
      await site.tenant.stop();
      return {};
    },
    finds: { tenant: "error" },
    says: /ECONNREFUSED.*Nothing listens on that port/,
    advises: /npx cdktf-provider-atlan tenant/,
  },
  {
    name: "a host name that nobody knows",
    make: () => ({ ATLAN_BASE_URL: "https://acme.atlan.invalid" }),
    finds: { tenant: "error" },
    says: /(DNS does not know the tenant's host name|No connection to the tenant was made)/,
    advises: /base_url \(ATLAN_BASE_URL\)/,
  },
  {
    name: "half a pair of an OAuth client",
    make: () => ({ ATLAN_API_KEY: "", ATLAN_OAUTH_CLIENT_ID: site.tenant.oauthClientId }),
    finds: { credentials: "error" },
    says: /^Missing oauth_client_secret$/,
    advises: /ATLAN_OAUTH_CLIENT_SECRET/,
  },
  {
    name: "no credential",
    make: () => ({ ATLAN_API_KEY: "" }),
    finds: { credentials: "error" },
    says: /^Missing api_key$/,
    advises: /ATLAN_API_KEY/,
  },
  {
    name: "an API key and an OAuth client",
    make: () => site.tenant.oauthEnv(),
    finds: { credentials: "warning" },
    says: /^an API key and an OAuth client are set: the API key counts$/,
    advises: /unset ATLAN_API_KEY/,
  },
  {
    name: "a key that the tenant does not know",
    make: () => ({ ATLAN_API_KEY: "eyJhbGciOiJub25lIn0.eyJub3QiOiJvdXJzIn0.c2VjcmV0" }),
    finds: { identity: "error" },
    says: /401 Unauthorized.*mistyped, expired or deleted/,
    advises: /belongs to this tenant/,
  },
  {
    name: "a key that has expired",
    lateSeconds: 2 * HOUR,
    make: async () => ({ ATLAN_API_KEY: await expiredKey() }),
    finds: { identity: "error", expiry: "error" },
    says: /The credential expired at /,
    advises: /Generate API token/,
  },
  {
    name: "a key without rights",
    make: async () => {
      const refusal = { status: 403, body: { code: 403, message: "no right" } };
      await site.control.addFaults({
        match: { path: "/api/service/apikeys" },
        times: 9,
        do: refusal,
      });
      return {};
    },
    finds: { rights: "error" },
    says: /403 Forbidden.*it may not do this/,
    advises: /a token that an admin made/,
  },
  {
    name: "a key that sees no asset",
    make: async () => {
      await site.control.changeSettings({ tokenReads: "granted" });
      return { ATLAN_USER_BEARER_TOKEN: "" };
    },
    finds: { rights: "warning" },
    says: /sees no connection and no collection/,
    advises: /Link a persona/,
  },
  {
    name: "a bearer that has expired",
    lateSeconds: 2 * HOUR,
    make: async () => {
      await site.control.changeSettings({ userBearerLifetimeSeconds: HOUR });
      await site.control.advance(2 * HOUR);
      return {};
    },
    finds: { bearer: "error" },
    says: /401 Unauthorized/,
    advises: /^Copy a new one from the browser.*ATLAN_USER_BEARER_TOKEN/,
  },
  {
    name: "an API key that is a person's token",
    make: () => ({ ATLAN_API_KEY: site.tenant.userBearerToken }),
    finds: { identity: "warning" },
    says: /^amira, who is a person, expected an API token$/,
    advises: /ATLAN_USER_BEARER_TOKEN.*ATLAN_API_KEY/,
  },
  {
    name: "a bearer that is an API token",
    make: () => ({ ATLAN_USER_BEARER_TOKEN: site.tenant.apiKey }),
    finds: { bearer: "error" },
    says: /^it is the secret of service-account-apikey-.*, expected a person's token$/,
    advises: /ATLAN_API_KEY.*Copy a new one from the browser/,
  },
  {
    name: "a clock that is an hour behind",
    make: async () => {
      await site.control.advance(HOUR);
      return {};
    },
    finds: { clock: "warning" },
    says: /^this machine's clock is (1 hour|59 minutes) behind the tenant's$/,
    advises: /timedatectl/,
  },
  {
    name: "a proxy that is down",
    make: () => ({
      ATLAN_BASE_URL: "https://acme.atlan.com",
      HTTPS_PROXY: "http://me:pass-word@127.0.0.1:1",
    }),
    finds: { proxy: "error", tenant: "error" },
    says: /^http:\/\/127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/,
    advises: /HTTPS_PROXY.*NO_PROXY/,
  },
  {
    name: "a certificate authority's file that is not there",
    make: () => ({ SSL_CERT_FILE: "/no/such/authority.pem" }),
    finds: { certificates: "error" },
    says: /^SSL_CERT_FILE cannot be read: ENOENT/,
    advises: /PEM file/,
  },
];

describe("doctor finds", () => {
  it.each(setUps)("$name", async ({ make, finds, says, advises, lateSeconds = 0 }) => {
    site = await DoctorSite.open(template, lateSeconds === 0 ? {} : lateBy(lateSeconds));
    const variables = await make();
    const { checks, exitCode, output } = await site.examine(variables);
    const found = checks.filter(({ status }) => status === "warning" || status === "error");
    expect(Object.fromEntries(found.map(({ id, status }) => [id, status]))).toEqual(finds);
    expect(found[0]?.found).toMatch(says);
    expect(found[0]?.advice).toMatch(advises);
    expect(exitCode).toBe(Object.values(finds).includes("error") ? 1 : 0);
    for (const secret of [...(await secretsOf(site)), "pass-word"])
      expect(output).not.toContain(secret);
  });

  it("something that is not Atlan", async () => {
    site = await DoctorSite.open(template);
    const page = await servePage();
    const { checks } = await site.examine({ ATLAN_BASE_URL: page.url });
    page.close();
    const tenant = checks.find(({ id }) => id === "tenant");
    expect(tenant?.found).toContain("this does not look like Atlan");
    expect(tenant?.advice).toContain("the address at which people open Atlan");
  });

  it("a certificate authority that Node does not know", async () => {
    site = await DoctorSite.open(template);
    const server = await serveHttps();
    const { checks } = await site.examine({ ATLAN_BASE_URL: server.baseUrl.origin });
    server.close();
    const tenant = checks.find(({ id }) => id === "tenant");
    expect(tenant?.status).toBe("error");
    expect(tenant?.found).toContain("certificate could not be verified");
    expect(tenant?.advice).toContain("SSL_CERT_FILE");
  });

  it("NODE_OPTIONS that only work elsewhere", async () => {
    site = await DoctorSite.open(template);
    const here = await mkdtemp(path.join(tmpdir(), "atlan-here-"));
    await writeFile(path.join(here, "only-here.cjs"), "");
    const variables = { ...site.tenant.env(), NODE_OPTIONS: "--require ./only-here.cjs" };
    const { checks } = await examine(here, variables, "--dir", site.directory);
    await rm(here, { recursive: true });
    const node = checks.find(({ id }) => id === "node");
    expect(node?.found).toContain("Cannot find module './only-here.cjs'");
    expect(node?.advice).toContain("Unset NODE_OPTIONS where Terraform runs");
    expect(checks.find(({ id }) => id === "starts")?.status).toBe("error");
  });

  it("nothing in a configuration that works", async () => {
    site = await DoctorSite.open(template);
    const { checks, exitCode } = await site.examine();
    const notOk = checks
      .filter(({ status }) => status !== "ok")
      .map(({ id, found }) => [id, found]);
    const noProject = "not checked: this is no cdktf project (see Project)";
    expect(notOk).toEqual([
      ["toolkit", noProject],
      ["constructs", noProject],
      ["null_provider", noProject],
    ]);
    expect(exitCode).toBe(0);
  });
});

/** Of the tenant, and those that a set-up made. */
async function secretsOf({ control, tenant }: DoctorSite): Promise<readonly string[]> {
  const { apiKey, oauthClientSecret, userBearerToken } = tenant;
  const made = await control.secrets().catch(() => []);
  return [apiKey, oauthClientSecret, userBearerToken, ...made];
}
