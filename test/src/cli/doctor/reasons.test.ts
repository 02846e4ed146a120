// A check that was not made names the check that says more: the one that failed, and no other.
import { expect, it } from "@jest/globals";
import { runChecks } from "../../../../src/cli/doctor/run-checks.js";
import { contextWith } from "./doctor-context.js";

const ADDRESS = { status: "not_checked", dependsOn: "base_url" };

it.each([
  ["has a path", "https://acme.atlan.com/api"],
  ["is missing", undefined],
])("blames an address that %s, and not the key, for what needs both", async (_name, address) => {
  const context = contextWith({
    variables: { PATH: process.env.PATH, ATLAN_BASE_URL: address, ATLAN_API_KEY: "k".repeat(40) },
  });
  const results = await runChecks(context, () => {});
  expect(Object.fromEntries(results.map(({ id, ...rest }) => [id, rest]))).toMatchObject({
    ...{ base_url: { status: "error" }, credentials: { status: "ok" } },
    ...{ tenant: ADDRESS, identity: ADDRESS, expiry: ADDRESS },
    rights: { status: "not_checked", dependsOn: "identity" },
  });
});
