// The provider block: what is missing, wrong or not known yet, and what each costs.
import { describe, expect, it } from "@jest/globals";
import { engines } from "./harness/engines.js";
import { loader, stages } from "./harness/stage.js";

const named = 'display_name = "warehouse robot"';

describe("a provider whose settings are", () => {
  const open = stages();

  it.each<[string, Record<string, string>, RegExp]>([
    ["missing an address", { ATLAN_BASE_URL: "" }, /Missing base_url.*ATLAN_BASE_URL/],
    ["missing a key", { ATLAN_API_KEY: "" }, /Missing api_key.*ATLAN_API_KEY/],
    ["an address with a path", { ATLAN_BASE_URL: "https://acme.atlan.com/api" }, /has a path/],
    ["an address without scheme", { ATLAN_BASE_URL: "acme.atlan.com" }, /has no scheme/],
    ["plain http to elsewhere", { ATLAN_BASE_URL: "http://acme.atlan.com" }, /is plain http/],
    ["no address at all", { ATLAN_BASE_URL: "acme" }, /has no scheme/],
    ["a key of two words", { ATLAN_API_KEY: "two words" }, /Invalid api_key.*has a blank/],
    ["an unknown key", { ATLAN_API_KEY: "unknown" }, /401.*does not accept the credential/],
  ])("%s is told so", async (_name, environment, expected) => {
    const { workspace } = await open(loader(named), { environment });
    const applied = await workspace.apply();
    expect(applied.exitCode).toBe(1);
    expect(applied.prose).toMatch(expected);
    expect(applied.prose).not.toMatch(/rpc error|This is a bug/);
  });

  it("both missing, in one go", async () => {
    const environment = { ATLAN_BASE_URL: "", ATLAN_API_KEY: "" };
    const { workspace } = await open(loader(named), { environment });
    expect((await workspace.run("plan", "-detailed-exitcode")).prose).toMatch(
      /Missing base_url.*Missing api_key/,
    );
  });

  it("wrong in the block is known to validate, without any request", async () => {
    const provider = (line: string) => `provider "atlan" {\n ${line}\n}\n`;
    const { workspace, control } = await open(provider("max_retries = 11") + loader(named));
    const retries = await workspace.run("validate");
    expect(retries.prose).toMatch(/max_retries = 11.*must be a whole number from 0 to 10/);
    await workspace.configure(provider('base_url = "acme"') + loader(named));
    expect((await workspace.run("validate")).prose).toMatch(
      /base_url = "acme".*must be `https:.*got "acme"/,
    );
    expect(await control.requests()).toEqual([]);
  });
});

describe("a bearer without rights", () => {
  const open = stages();
  const seed = { users: [{ username: "guest" }, { username: "amira", admin: true }] };

  it("may not create a token, and is told so", async () => {
    const { workspace, tenant } = await open(loader(named), { tenant: { seed } });
    const environment = { ATLAN_API_KEY: tenant.userBearerToken };
    const applied = await workspace.runWith({ environment }, "apply", "-auto-approve");
    expect(applied.prose).toMatch(/403.*may not do this/);
  });
});

describe("an expired API key", () => {
  const open = stages();

  it("is told so, and loses nothing", async () => {
    const { workspace, control, tenant } = await open(loader(named));
    expect(await workspace.apply()).toMatchObject({ exitCode: 0 });
    const key = await control.api("POST", "/api/service/apikeys", {
      displayName: "short",
      description: "",
      validitySeconds: 60,
    });
    const { attributes } = (await key.json()) as { attributes: { accessToken: string } };
    await control.advance(61);
    const environment = { ...tenant.env(), ATLAN_API_KEY: attributes.accessToken };
    const planned = await workspace.runWith({ environment }, "plan", "-detailed-exitcode");
    expect(planned.prose).toMatch(/Cannot read API token.*401.*credential expired at/);
    expect((await workspace.plan()).exitCode).toBe(0);
  });
});

describe.each(engines)(
  "a provider whose settings are not known until apply, with $name",
  ({ binary }) => {
    const open = stages({ binary });
    const unknown = (baseUrl: string) => `
    resource "terraform_data" "address" { input = "${baseUrl}" }
    provider "atlan" { base_url = terraform_data.address.output }
`;

    it("cannot import, and advises -target", async () => {
      const { workspace, tenant } = await open("");
      const block = 'import {\n to = atlan_api_token.loader\n id = "name:x"\n}\n';
      await workspace.configure(unknown(tenant.baseUrl) + loader(named) + block);
      const planned = await workspace.run("plan", "-detailed-exitcode");
      expect(planned.prose).toMatch(/not known until apply.*-target/);
    });
  },
);
