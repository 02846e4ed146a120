// The embedded tenant where it is not on loopback over plain HTTP, nor new with each run: over TLS, over a network, and after a restart.
import { writeFile } from "node:fs/promises";
import { hostname, networkInterfaces } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { makeCertificate } from "../../src/cli/tenant/make-certificate.js";
import { isPublicAddress } from "../../src/client/allowed-http.js";
import { startTenant, type TenantStorage } from "../../src/tenant/index.js";
import { loader, type Stage, stages } from "./harness/stage.js";

const open = stages();
const named = loader('display_name = "loader"');
const APPLY = ["apply", "-input=false", "-auto-approve"] as const;
const controlKey = "key-of-this-test";

const applyWith = ({ workspace }: Stage, environment: Readonly<Record<string, string>>) =>
  workspace.runWith({ environment }, ...APPLY);

describe("over TLS", () => {
  it.each(["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"])(
    "the plugin trusts it by %s, and not without",
    async (variable) => {
      const { authority, cert, key } = await makeCertificate(["127.0.0.1"]);
      const stage = await open(named, { tenant: { tls: { cert, key: key.reveal() } } });
      expect(stage.tenant.baseUrl).toMatch(/^https:/);
      const untrusted = await applyWith(stage, {});
      expect(untrusted.prose).toMatch(/certificate could not be verified/);
      const caFile = join(stage.workspace.directory, "tenant-ca.pem");
      await writeFile(caFile, authority);
      const environment = { [variable]: caFile };
      expect(await applyWith(stage, environment)).toMatchObject({ exitCode: 0 });
      const again = ["plan", "-detailed-exitcode"];
      expect(await stage.workspace.runWith({ environment }, ...again)).toMatchObject({
        exitCode: 0,
      });
    },
  );
});

/** Of this machine, not loopback, and none that belongs to the public. */
const privateAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(
    ({ address, internal, scopeid = 0 }) => !internal && scopeid === 0 && !isPublicAddress(address),
  )?.address;

describe("over plain HTTP", () => {
  it("at a private address it is reached only where ATLAN_ALLOW_HTTP_HOST names it", async () => {
    if (privateAddress === undefined) {
      console.warn("Skipped: this machine has no private address besides loopback");
      return;
    }
    const stage = await open(named, { tenant: { host: privateAddress, controlKey } });
    const refused = await applyWith(stage, {});
    expect(refused.prose).toMatch(
      /is plain http.*set ATLAN_ALLOW_HTTP_HOST to its host name, or serve it over TLS and set SSL_CERT_FILE/,
    );
    const other = await applyWith(stage, { ATLAN_ALLOW_HTTP_HOST: "tenant" });
    expect(other.prose).toMatch(/is plain http/);
    const environment = { ATLAN_ALLOW_HTTP_HOST: privateAddress };
    expect(await applyWith(stage, environment)).toMatchObject({ exitCode: 0 });
    expect(await stage.tenant.control.tokensNamed("loader")).toHaveLength(1);
  });

  it("by a name it is reached where that is a private address, from the provider block, too", async () => {
    const stage = await open(named, { tenant: { host: "0.0.0.0", controlKey } });
    const { port } = new URL(stage.tenant.baseUrl);
    const environment = { ATLAN_ALLOW_HTTP_HOST: hostname() };
    const block = `provider "atlan" {\n  base_url = "http://${hostname()}:${port}"\n}\n`;
    await stage.workspace.configure(block + named);
    const applied = await applyWith(stage, environment);
    expect(applied.prose).toMatch(/Apply complete|public address|DNS does not know/);
    if (applied.exitCode !== 0) console.warn(`Skipped: ${hostname()} is at no private address`);
    else expect(await stage.tenant.control.tokensNamed("loader")).toHaveLength(1);
  });

  it("at Atlan it is refused whatever the variable says", async () => {
    const stage = await open(named);
    const environment = {
      ATLAN_BASE_URL: "http://acme.atlan.com",
      ATLAN_ALLOW_HTTP_HOST: "acme.atlan.com",
    };
    expect((await applyWith(stage, environment)).prose).toMatch(
      /plain http to a tenant of Atlan's, which ATLAN_ALLOW_HTTP_HOST does not allow, expected https/,
    );
  });
});

it("a restart in between is no change to Terraform", async () => {
  let kept: string | undefined;
  const storage: TenantStorage = {
    name: "the storage of this test",
    read: async () => kept,
    write: async (text) => {
      kept = text;
    },
  };
  const { workspace, tenant } = await open(named, { tenant: { storage } });
  expect(await workspace.run(...APPLY)).toMatchObject({ exitCode: 0 });
  await tenant.stop();
  await using again = await startTenant({ storage });
  expect(again.env()).toEqual(tenant.env());
  expect(await workspace.run("plan", "-detailed-exitcode")).toMatchObject({ exitCode: 0 });
  expect(await workspace.run("destroy", "-auto-approve")).toMatchObject({ exitCode: 0 });
});
