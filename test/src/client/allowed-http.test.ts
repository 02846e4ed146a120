// Plain HTTP by a name: the address is looked at when the connection is made.
import { type LookupAddress, lookup } from "node:dns";
import { describe, expect, test } from "@jest/globals";
import { lookupPrivate, PublicAddressError } from "../../../src/client/allowed-http.js";
import { ERROR_KINDS } from "../../../src/client/error-kinds.js";
import { faultOf, TransportError } from "../../../src/client/fault.js";

describe("lookupPrivate", () => {
  const looked = (hostname: string, all: boolean) =>
    new Promise<string | LookupAddress[]>((resolve, reject) => {
      lookupPrivate(hostname, { all }, (error, found) => (error ? reject(error) : resolve(found)));
    });

  test.each([true, false])("gives private addresses as Node does, all of them: %s", async (all) => {
    const expected = await new Promise((resolve) => {
      lookup("localhost", { all }, (_error, found) => resolve(found));
    });
    expect(await looked("localhost", all)).toEqual(expected);
  });

  test.each([true, false])("refuses public ones, all asked for: %s", async (all) => {
    await expect(looked("8.8.8.8", all)).rejects.toThrow(
      "8.8.8.8 has the address 8.8.8.8, expected a private one for plain http",
    );
  });

  test("passes on that there is no such name", async () => {
    await expect(looked("no-such-host.invalid", true)).rejects.toMatchObject({
      syscall: "getaddrinfo",
    });
  });
});

test("a name at a public address is no failure that another try would end better", () => {
  const cause = new PublicAddressError("tenant.example", "8.8.8.8");
  const error = new TransportError(cause, { isSent: false, isTimeout: false });
  const url = new URL("http://tenant.example");
  expect(faultOf(error, { url, timeoutMs: 1_000 }, (text) => text)).toMatchObject({
    kind: "public_address",
    detail: "tenant.example has the address 8.8.8.8, expected a private one for plain http",
  });
  expect(ERROR_KINDS.public_address).toMatchObject({ commits: "never", transient: false });
});
